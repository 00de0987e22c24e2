data "veeam_file_server" "departments" {
  name = "\\\\file01\\departments"
}

output "path" {
  value = data.veeam_file_server.departments.smb_server_options.path
}
