# Chains that no job writes to any more, and what they take on which repository.
data "veeam_backups" "all" {
  with_orphaned = true
}

data "veeam_backup_files" "sizes" {
  list_files = false
}

locals {
  bytes = { for b in data.veeam_backup_files.sizes.backups : b.backup_id => b.backup_size if b.backup_id != null }
}

output "orphaned" {
  value = [
    for b in data.veeam_backups.all.backups : "${b.name} on ${b.repository_name}: ${lookup(local.bytes, b.id, 0)} bytes"
    if b.orphaned
  ]
}
