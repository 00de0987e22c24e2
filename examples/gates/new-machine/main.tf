# Lets a new server be made, which can have no backup yet: what was never seen is waived until a date, and nothing else. After its
# first backup the waiver is not needed, and one that has ended holds a server back that no job has processed.

terraform {
  required_providers {
    veeam = {
      source = "terraform-veeam/veeam"
    }
  }
}

# The endpoint and the account come from the environment (VEEAM_EM_...).
provider "veeam" {}

variable "servers" {
  description = "What is wanted of each server, by its name. new_until is the date by which a new one must have its first backup."
  type = map(object({
    release   = string
    new_until = optional(string)
  }))
}

locals {
  new = { for name, server in var.servers : name => server.new_until if server.new_until != null }
}

data "veeam_protection_status" "servers" {
  rpo           = "28h" # nightly: more than the interval of the job and the time that a backup takes
  only_machines = keys(var.servers)

  # No waiver is written as null: an empty list is an error.
  waivers = length(local.new) == 0 ? null : [for name, until in local.new : {
    machines    = [name]
    causes      = ["not_seen"]
    reason      = "New: its first backup is due by ${until}."
    until       = until
    approved_by = null
  }]
}

resource "terraform_data" "server" {
  for_each = var.servers
  input    = each.value.release

  lifecycle {
    precondition {
      condition     = contains(data.veeam_protection_status.servers.passing_names, each.key)
      error_message = data.veeam_protection_status.servers.message
    }
  }
}
