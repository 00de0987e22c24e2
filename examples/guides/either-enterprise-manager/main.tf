terraform {
  required_version = ">= 1.8"
  required_providers {
    veeam = {
      source = "terraform-veeam/veeam"
    }
  }
}

provider "veeam" {
  alias    = "berlin"
  endpoint = "https://em-berlin.example.com:9398"
}

provider "veeam" {
  alias    = "paris"
  endpoint = "https://em-paris.example.com:9398"
}

# Names of machines of which it is not known which Enterprise Manager has them. They are no only_machines of either: the other one
# would miss them.
locals {
  servers = ["db01", "mail01", "web01"]
}

# 28 hours are the interval of a nightly job, and up to four hours that a backup takes.
data "veeam_protection_status" "berlin" {
  provider = veeam.berlin
  rpo      = "28h"
}

data "veeam_protection_status" "paris" {
  provider = veeam.paris
  rpo      = "28h"
}

locals {
  machines = concat(data.veeam_protection_status.berlin.machines, data.veeam_protection_status.paris.machines)
  # A name that neither has is among them.
  violations = provider::veeam::violations(local.machines, local.servers)
}

resource "terraform_data" "release" {
  input = "release"

  lifecycle {
    precondition {
      condition     = length(local.violations) == 0
      error_message = provider::veeam::message(local.violations)
    }
  }
}
