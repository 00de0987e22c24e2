# Groups in which a new computer is not found by itself.
data "veeam_protection_groups" "by_hand" {
  rescan_schedule_enabled = false
}

output "never_rescanned" {
  value = data.veeam_protection_groups.by_hand.protection_groups[*].name
}
