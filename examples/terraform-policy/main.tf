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
  only_machines = ["db01", "web01"]
}

# Policies look at resources and not at data sources: this one carries the verdict to them.
resource "terraform_data" "backups" {
  input = {
    compliant = data.veeam_protection_status.servers.compliant
    message   = data.veeam_protection_status.servers.message
  }
}
