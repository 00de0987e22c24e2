terraform {
  required_version = ">= 1.8"
  required_providers {
    veeam = {
      source = "terraform-veeam/veeam"
    }
  }
}

# Which machines does nobody expect? Case does not matter: ["app01"].
output "missing" {
  value = provider::veeam::missing_names(["DB01", "app01"], ["db01", "web01"])
}
