# A release that waits for good backups, written so that "terraform test" can test it without an
# Enterprise Manager: see tests/release.tftest.hcl.

terraform {
  required_providers {
    veeam = {
      source = "terraform-veeam/veeam"
    }
  }
}

variable "release" {
  description = "What is released once the backups are good."
  type        = string
}

variable "rpo" {
  description = "How old the data of the last good backup may be. They are as old as its beginning: more than the interval of the job and the time that a backup takes."
  type        = string
  default     = "28h"
}

variable "machines" {
  description = "The machines that must have a good backup: these and no others are judged."
  type        = set(string)
}

# What is read stands in a module of its own: a test can put other outputs in its place, lists of objects included.
module "status" {
  source   = "./status"
  rpo      = var.rpo
  machines = var.machines
}

locals {
  waits_for = "${var.release} waits for good backups: ${module.status.message}"
}

resource "terraform_data" "release" {
  input = var.release

  lifecycle {
    # The verdict is compliant, never the length of a list: a mocked list is empty.
    precondition {
      condition     = module.status.compliant
      error_message = local.waits_for
    }
  }
}

output "report" {
  description = "One line per violation."
  value = [
    for v in module.status.violations : "${v.name}: ${v.cause}, last good backup: ${coalesce(v.last_good_time, "none")}"
  ]
}
