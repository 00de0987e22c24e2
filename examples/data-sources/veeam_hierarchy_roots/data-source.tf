# A host that was added to two backup servers has one unique_id.
data "veeam_hierarchy_roots" "vcenters" {
  host_types = ["VC"]
}

output "vcenters" {
  value = { for host in data.veeam_hierarchy_roots.vcenters.hierarchy_roots : host.unique_id => host.name... }
}
