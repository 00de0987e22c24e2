data "veeam_protection_status" "servers" {
  # The job runs in the night after each working day: its interval, and up to four hours that a backup takes.
  rpo           = "28h"
  only_machines = ["db01", "web01"]

  calendar = {
    rpo_days  = ["mon", "tue", "wed", "thu", "fri"]
    holidays  = ["2026-12-25", "2027-01-01"]
    time_zone = "Europe/Berlin"
  }

  lifecycle {
    postcondition {
      condition     = self.compliant
      error_message = self.message
    }
  }
}

output "verdict" {
  value = data.veeam_protection_status.servers.message
}
