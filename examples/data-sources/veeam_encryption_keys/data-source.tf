# Passwords that backups are encrypted with, and that were not changed for a year.
data "veeam_encryption_keys" "all" {}

output "old" {
  value = [
    for k in data.veeam_encryption_keys.all.encryption_keys : "${k.hint} on ${k.backup_server_name}, last changed ${k.last_modification_date}"
    if k.last_modification_date == null ? true : timecmp(timeadd(k.last_modification_date, "8760h"), plantimestamp()) < 0
  ]
}
