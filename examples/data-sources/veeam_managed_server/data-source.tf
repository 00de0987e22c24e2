data "veeam_managed_server" "repository" {
  name = "repo02.lab.example"
}

output "description" {
  value = data.veeam_managed_server.repository.description
}
