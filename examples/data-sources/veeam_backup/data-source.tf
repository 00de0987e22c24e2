data "veeam_backup" "sql" {
  name = "SQL Servers"
}

output "repository" {
  value = data.veeam_backup.sql.repository_name
}
