data "veeam_file_servers" "shares" {
  server_types = ["SmbServer", "NfsServer"]
}

# Shares whose cache lies on a repository, by its name.
data "veeam_repositories" "all" {}

locals {
  repositories = { for r in data.veeam_repositories.all.repositories : r.uid => r.name }
}

output "caches" {
  value = {
    for s in data.veeam_file_servers.shares.file_servers :
    s.name => lookup(local.repositories, s.processing_options.cache_repository_uid, "unknown")
  }
}
