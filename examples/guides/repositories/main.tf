# Repositories of which less than a tenth is free, by name and backup server. Object storage tells no size and is not judged.
locals {
  least_free_percent = 10
  full = {
    for r in data.veeam_repositories.all.repositories : "${coalesce(r.backup_server_name, "?")}\\${r.name}" =>
    "${r.free_percent}% free, ${floor(r.free_space / pow(1024, 3))} GiB"
    if r.free_percent != null && coalesce(r.free_percent, 0) < local.least_free_percent
  }
}

data "veeam_repositories" "all" {}

check "repositories_have_room" {
  assert {
    condition     = length(local.full) == 0
    error_message = "About to be full: ${join("; ", [for name, room in local.full : "${name} (${room})"])}."
  }
}

output "full" {
  value = local.full
}
