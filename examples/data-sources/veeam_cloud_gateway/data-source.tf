data "veeam_cloud_gateway" "front" {
  name = "gate01.lab.example"
}

output "enabled" {
  value = data.veeam_cloud_gateway.front.enabled
}
