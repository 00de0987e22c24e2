# Each of these machines, and no other, has a backup that began within 28 hours: the interval of a nightly job, and up to four
# hours that a backup takes. Data are as old as the beginning of their backup.
data "veeam_protection_status" "servers" {
  rpo           = "28h"
  only_machines = ["db01", "web01"]
}

output "verdict" {
  value = data.veeam_protection_status.servers.message
}
