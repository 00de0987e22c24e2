# WAN accelerators whose components are older than the backup server's.
data "veeam_wan_accelerators" "old" {
  out_of_date = true
}

output "to_upgrade" {
  value = [for w in data.veeam_wan_accelerators.old.wan_accelerators : "${w.name} has ${w.version}"]
}
