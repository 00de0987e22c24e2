terraform {
  required_providers {
    veeam = {
      source = "terraform-veeam/veeam"
    }
  }
}

provider "veeam" {}

data "veeam_protection_status" "servers" {
  rpo           = "28h" # the interval of a nightly job, and up to four hours that a backup takes
  only_machines = ["db01", "file01", "web01"]

  lifecycle {
    postcondition {
      condition     = self.compliant
      error_message = self.message
    }
  }
}
