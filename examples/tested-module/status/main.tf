# Reads, and judges nothing.

terraform {
  required_providers {
    veeam = {
      source = "terraform-veeam/veeam"
    }
  }
}

variable "rpo" {
  description = "How old the data of the last good backup may be."
  type        = string
}

variable "machines" {
  description = "The machines that must have a good backup: these and no others are judged."
  type        = set(string)
}

data "veeam_protection_status" "this" {
  rpo           = var.rpo
  only_machines = var.machines
}

output "compliant" {
  description = "Whether every machine has a good backup."
  value       = data.veeam_protection_status.this.compliant
}

output "message" {
  description = "The verdict in words."
  value       = data.veeam_protection_status.this.message
}

output "violations" {
  description = "The machines that have none, and why."
  value       = data.veeam_protection_status.this.violations
}
