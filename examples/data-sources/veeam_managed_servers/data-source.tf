# Linux servers that backup servers work with.
data "veeam_managed_servers" "linux" {
  managed_server_types = ["Linux"]
}

output "linux" {
  value = data.veeam_managed_servers.linux.managed_servers[*].name
}
