data "veeam_protection_status" "servers" {
  # What no policy says otherwise: the interval of a nightly job, and up to four hours that a backup takes.
  rpo           = "28h"
  only_machines = ["archive01", "db01", "web01"]

  policies = [
    {
      name           = "databases" # every six hours, and up to two that a backup takes
      machines       = ["db*", "sql*"]
      rpo            = "8h"
      accept_warning = false
    },
    {
      name     = "archives" # every week, and up to a day that a backup takes
      machines = ["archive*"]
      rpo      = "8d"
    },
  ]

  lifecycle {
    postcondition {
      condition     = self.compliant
      error_message = self.message
    }
  }
}

output "classes" {
  value = { for m in data.veeam_protection_status.servers.machines : m.name => "${coalesce(m.policy, "all others")}: ${m.rpo}" }
}
