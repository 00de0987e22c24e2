data "veeam_backup_server" "main" {
  name = "vbr01.lab.example"
}

output "version" {
  value = data.veeam_backup_server.main.version
}
