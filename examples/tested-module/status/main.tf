# Reads, and judges nothing.

terraform {
  required_providers {
    veeam = {
      source = "terraform-veeam/veeam"
    }
  }
}

variable "rpo" {
  description = "How old the last good backup of a machine may be."
  type        = string
}

variable "machines" {
  description = "The machines that must have a good backup."
  type        = set(string)
}

data "veeam_protection_status" "this" {
  rpo               = var.rpo
  expected_machines = var.machines
}

output "compliant" {
  description = "Whether every machine has a good backup."
  value       = data.veeam_protection_status.this.compliant
}

output "violating_names" {
  description = "The machines that have none."
  value       = data.veeam_protection_status.this.violating_names
}

output "violations" {
  description = "The machines that have none, and why."
  value       = data.veeam_protection_status.this.violations
}
