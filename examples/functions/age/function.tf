terraform {
  required_version = ">= 1.8"
  required_providers {
    veeam = {
      source = "terraform-veeam/veeam"
    }
  }
}

# A backup that began three hours ago: 10800.
output "seconds" {
  value = provider::veeam::age(timeadd(plantimestamp(), "-3h"), plantimestamp())
}

# A machine without a good backup has no age: null.
output "never" {
  value = provider::veeam::age(null, plantimestamp())
}
