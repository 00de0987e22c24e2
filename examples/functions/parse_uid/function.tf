terraform {
  required_version = ">= 1.8"
  required_providers {
    veeam = {
      source = "terraform-veeam/veeam"
    }
  }
}

# The GUID of a restore point, out of its UID.
output "restore_point" {
  value = provider::veeam::parse_uid("urn:veeam:VmRestorePoint:3c1f0e7a-2b11-4c5e-9b57-5d6a1a8e0f0d").id
}

# An object of namespace (VMware), type (Vm) and id.
output "machine" {
  value = provider::veeam::parse_uid("urn:VMware:Vm:a87d15db-dd70-4769-acd6-41bae88219d4.vm-91826")
}
