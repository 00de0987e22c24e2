# Stops an apply just before a server is made or changed, unless each server has a good backup. It does not hold back what destroys.

terraform {
  required_version = ">= 1.14" # 1.13 accepts actions and ignores them
  required_providers {
    veeam = {
      source = "terraform-veeam/veeam"
    }
  }
}

# The endpoint and the account come from the environment (VEEAM_EM_...).
provider "veeam" {}

variable "servers" {
  description = "What is wanted of each server, by its name."
  type        = map(string)
}

action "veeam_protection_gate" "servers" {
  config {
    rpo           = "28h" # nightly: more than the interval of the job and the time that a backup takes
    only_machines = keys(var.servers)
  }
}

resource "terraform_data" "server" {
  for_each = var.servers
  input    = each.value

  lifecycle {
    action_trigger {
      events  = [before_create, before_update]
      actions = [action.veeam_protection_gate.servers]
    }
  }
}
