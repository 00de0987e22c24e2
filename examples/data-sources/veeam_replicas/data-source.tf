data "veeam_replicas" "all" {}

output "replicas" {
  value = { for r in data.veeam_replicas.all.replicas : r.name => r.backup_server_name... }
}
