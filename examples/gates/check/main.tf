# Warns at every plan and apply while a machine has no good backup within the RPO, and stops nothing.
# With -detailed-exitcode, a plan without changes stays 0.

terraform {
  required_providers {
    veeam = {
      source = "terraform-veeam/veeam"
    }
  }
}

# The endpoint and the account come from the environment (VEEAM_EM_...).
provider "veeam" {}

variable "rpo" {
  description = "How old the last good backup of a machine may be."
  type        = string
  default     = "26h"
}

variable "machines" {
  description = "The machines that must have a good backup. A machine that was never backed up is seen only by its name here."
  type        = set(string)
}

variable "jobs" {
  description = "Look at these jobs only; null for all."
  type        = set(string)
  default     = null
}

# Outside the check block: a data source inside it would be a change at every plan.
data "veeam_protection_status" "servers" {
  rpo               = var.rpo
  expected_machines = var.machines
  job_names         = var.jobs
}

check "backups" {
  assert {
    condition     = data.veeam_protection_status.servers.compliant
    error_message = "No good backup within ${var.rpo}: ${join(", ", data.veeam_protection_status.servers.violating_names)}"
  }
}

resource "terraform_data" "release" {
  input = "release"
}
