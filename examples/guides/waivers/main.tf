locals {
  servers = ["db01", "web01", "web02"]
  # Machines that are new, and the day until which their first backup may be missing.
  new_servers = { "web02" = "2026-12-04" }
}

data "veeam_protection_status" "servers" {
  # The interval of a nightly job, and up to four hours that a backup takes.
  rpo           = "28h"
  only_machines = local.servers

  waivers = concat(
    [{
      machines    = ["db01"]
      reason      = "CHG-1042: the repository is being replaced"
      until       = "2026-12-06"
      approved_by = "head of operations"
    }],
    # Of a new machine only that no job has seen it yet: a backup that fails is a violation.
    [for name, until in local.new_servers : {
      machines = [name]
      reason   = "new machine"
      until    = until
      causes   = ["not_seen"]
    }],
  )

  lifecycle {
    postcondition {
      condition     = self.compliant
      error_message = self.message
    }
  }
}

output "exceptions" {
  value = [for m in data.veeam_protection_status.servers.machines : "${m.name}: ${m.exception}" if m.exception != null]
}
