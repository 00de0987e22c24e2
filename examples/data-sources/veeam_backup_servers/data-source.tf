data "veeam_backup_servers" "all" {}

output "versions" {
  value = { for s in data.veeam_backup_servers.all.backup_servers : s.name => s.version }
}
