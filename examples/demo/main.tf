# The machines of a nightly job, and the rule that each of them has a good backup. "make demo" plans it against a small lab in
# which three of them failed last night. The endpoint and account come from the environment (VEEAM_EM_...).

terraform {
  required_providers {
    veeam = {
      # Written out, so that OpenTofu finds the demo's build under the same address.
      source = "registry.terraform.io/terraform-veeam/veeam"
    }
  }
}

provider "veeam" {}

variable "machines" {
  description = "The machines that must have a good backup: these and no others are judged."
  type        = set(string)
  default     = ["app01", "app02", "db01", "db02", "dc01", "dc02", "file01", "mail01", "mon01", "web01", "web02", "web03"]
}

# What last night's session of the job says. It can't be the rule: a retry is a session of its own that covers some machines
# only, and a machine that was skipped is in none.
data "veeam_backup_session" "last" {
  job_name = "Nightly VMs"
  states   = ["Stopped"]
}

output "session" {
  description = "The newest finished session of the job."
  value       = "${data.veeam_backup_session.last.name} on ${data.veeam_backup_session.last.backup_server_name}: ${data.veeam_backup_session.last.result}"
}

# The rule. 28 hours are the interval of a nightly job, and up to four hours that a backup takes: data are as old as the
# beginning of their backup.
data "veeam_protection_status" "servers" {
  rpo           = "28h"
  only_machines = var.machines

  lifecycle {
    postcondition {
      condition     = self.compliant
      error_message = self.message
    }
  }
}

output "verdict" {
  description = "The verdict in words."
  value       = data.veeam_protection_status.servers.message
}

# What waits for the backups names the rule.
resource "terraform_data" "release" {
  input      = "release"
  depends_on = [data.veeam_protection_status.servers]
}
