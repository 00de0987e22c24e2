data "veeam_repository" "main" {
  name               = "Backup Volume 01"
  backup_server_name = "vbr01.lab.example"
}

output "free_percent" {
  value = data.veeam_repository.main.free_percent
}
