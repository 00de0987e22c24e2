terraform {
  required_version = ">= 1.8"
  required_providers {
    veeam = {
      source = "terraform-veeam/veeam"
    }
  }
}

# Did the backup end within the last 24 hours? Here it ended three hours ago.
output "recent" {
  value = provider::veeam::within_rpo(timeadd(plantimestamp(), "-3h"), plantimestamp(), "24h")
}

# A backup that still runs has no end: false.
output "running" {
  value = provider::veeam::within_rpo(null, plantimestamp(), "24h")
}
