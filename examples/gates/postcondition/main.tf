# Stops the plan (exit code 1) unless every machine has a good backup within the RPO.

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

data "veeam_protection_status" "servers" {
  rpo               = var.rpo
  expected_machines = var.machines
  job_names         = var.jobs

  lifecycle {
    postcondition {
      condition     = self.compliant
      error_message = "No good backup within ${var.rpo}: ${join(", ", self.violating_names)}"
    }
  }
}

# What waits for the backups names the gate: then a plan with -target can't leave the gate out.
resource "terraform_data" "release" {
  input      = "release"
  depends_on = [data.veeam_protection_status.servers]
}
