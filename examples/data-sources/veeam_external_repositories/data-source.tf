data "veeam_external_repositories" "all" {}

# What they take, in GiB.
output "used" {
  value = {
    for r in data.veeam_external_repositories.all.external_repositories : r.name => r.used_space == null ? null : floor(r.used_space / pow(1024, 3))
  }
}
