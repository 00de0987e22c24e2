# Repositories that run full. Those without a known capacity have no percentage.
data "veeam_repositories" "all" {}

output "running_full" {
  value = [
    for r in data.veeam_repositories.all.repositories : "${r.name} on ${r.backup_server_name}: ${r.free_percent} %"
    if r.free_percent == null ? false : r.free_percent < 20
  ]
}
