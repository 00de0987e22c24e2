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

# Each site's machines are judged by its own Enterprise Manager. 28 hours are the interval of a nightly job, and up to four hours
# that a backup takes.
data "veeam_protection_status" "berlin" {
  provider      = veeam.berlin
  rpo           = "28h"
  only_machines = ["db01", "web01"]
}

data "veeam_protection_status" "paris" {
  provider      = veeam.paris
  rpo           = "28h"
  only_machines = ["db01", "mail01"]
}

locals {
  statuses   = [data.veeam_protection_status.berlin, data.veeam_protection_status.paris]
  violations = concat(local.statuses[*].violations...)
}

resource "terraform_data" "release" {
  input = "release"

  lifecycle {
    # compliant of each, not the length of the list of violations: a list that is mocked is empty.
    precondition {
      condition = alltrue(local.statuses[*].compliant)
      error_message = provider::veeam::message([
        for v in local.violations : merge(v, { name = "${v.name} (${v.enterprise_manager})" })
      ])
    }
  }
}
