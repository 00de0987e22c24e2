# The machines of this configuration, by name. The same map makes the machines themselves.
locals {
  servers = {
    "db01"  = { cpus = 8 }
    "web01" = { cpus = 2 }
  }
}

data "veeam_protection_status" "servers" {
  # Data are as old as the beginning of their backup: the interval of a nightly job, and up to four hours that a backup takes.
  rpo           = "28h"
  only_machines = keys(local.servers)

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
