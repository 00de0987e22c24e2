# Stops the plan (exit code 1) where a machine that it changes or makes has no good backup, and says which one.

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

variable "servers" {
  description = "What is wanted of each machine, by its name."
  type        = map(string)
}

# The names are the keys of the resources' for_each, never their attributes: a data source that names a resource with changes
# is read after the change, too late to stop it.
data "veeam_protection_status" "servers" {
  rpo           = var.rpo
  only_machines = keys(var.servers)
}

resource "terraform_data" "server" {
  for_each = var.servers
  input    = each.value

  lifecycle {
    # passing_names, not violating_names: a name that is in no list does not pass.
    precondition {
      condition     = contains(data.veeam_protection_status.servers.passing_names, each.key)
      error_message = "${each.key} has no good backup within ${var.rpo}. ${data.veeam_protection_status.servers.message}"
    }
  }
}
