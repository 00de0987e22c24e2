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
  description = "How old the data of the last good backup may be. They are as old as its beginning: more than the interval of the job and the time that a backup takes."
  type        = string
  default     = "28h"
}

variable "machines" {
  description = "The machines that must have a good backup: these and no others are judged. One that was never backed up is noticed by its name here."
  type        = set(string)
}

data "veeam_protection_status" "servers" {
  rpo           = var.rpo
  only_machines = var.machines

  lifecycle {
    postcondition {
      condition     = self.compliant
      error_message = self.message
    }
  }
}

# What waits for the backups names the gate: then a plan with -target can't leave the gate out.
resource "terraform_data" "release" {
  input      = "release"
  depends_on = [data.veeam_protection_status.servers]
}
