# How long ago each backup got its last file, and how many full backups it has.
data "veeam_backup_files" "sizes" {
  list_files = false
}

output "chains" {
  value = {
    for b in data.veeam_backup_files.sizes.backups :
    b.backup_name => "${b.full_count} full backups, ${floor(b.backup_size / pow(1024, 3))} GiB, newest file ${b.newest_time}"...
    if b.backup_size != null
  }
}
