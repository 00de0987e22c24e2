terraform {
  required_version = ">= 1.8"
  required_providers {
    veeam = {
      source = "terraform-veeam/veeam"
    }
  }
}

# A nightly backup that takes up to four hours: did one begin within the last 28 hours? Here it began three hours ago.
output "recent" {
  value = provider::veeam::within_rpo(timeadd(plantimestamp(), "-3h"), plantimestamp(), "28h")
}

# A machine without a good backup has no such time, as last_good_time of veeam_protection_status: false.
output "never" {
  value = provider::veeam::within_rpo(null, plantimestamp(), "28h")
}
