terraform {
  required_version = ">= 1.8"
  required_providers {
    veeam = {
      source = "terraform-veeam/veeam"
    }
  }
}

# These machines are known to the configuration only, so the verdict is read without waiting for them.
locals {
  names = ["db01", "web01"]
}

data "veeam_protection_status" "all" {
  # More than the interval of the jobs and the time that a backup takes: the age counts from where a backup began.
  rpo = "28h"
}

output "violations" {
  value = provider::veeam::violations(data.veeam_protection_status.all.machines, local.names)
}
