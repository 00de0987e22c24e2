data "veeam_hierarchy_root" "vcenter" {
  name               = "vcenter01.lab.example"
  backup_server_name = "vbr01.lab.example"
}

# What vm_uid of this host's machines begins with.
output "prefix" {
  value = "urn:VMware:Vm:${data.veeam_hierarchy_root.vcenter.hierarchy_root_id}."
}
