data "veeam_cloud_gateways" "open" {
  enabled = true
}

output "addresses" {
  value = [for g in data.veeam_cloud_gateways.open.cloud_gateways : "${g.external_ip}:${g.external_port}"]
}
