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
  description = "How old the data of the last good backup may be. They are as old as its beginning: more than the interval of the job and the time that a backup takes."
  type        = string
  default     = "28h"
}

variable "machines" {
  description = "The machines that must have a good backup: these and no others are judged. One that was never backed up is noticed by its name here."
  type        = set(string)
}

# Outside the check block: a data source inside it would be a change at every plan.
data "veeam_protection_status" "servers" {
  rpo           = var.rpo
  only_machines = var.machines
}

check "backups" {
  assert {
    condition     = data.veeam_protection_status.servers.compliant
    error_message = data.veeam_protection_status.servers.message
  }
}

resource "terraform_data" "release" {
  input = "release"
}
