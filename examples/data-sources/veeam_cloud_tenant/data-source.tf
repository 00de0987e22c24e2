data "veeam_cloud_tenant" "north" {
  name = "Branch North"
}

output "last_active" {
  value = data.veeam_cloud_tenant.north.last_active
}
