data "veeam_external_repository" "archive" {
  name = "Archive of the old site"
}

output "path" {
  value = data.veeam_external_repository.archive.path
}
