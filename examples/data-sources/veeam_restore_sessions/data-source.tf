# When a restore of each machine was last tried, and when one last succeeded.
data "veeam_restore_sessions" "quarter" {
  created_within = "90d"
}

output "last_restored" {
  value = { for machine in data.veeam_restore_sessions.quarter.machines : machine.name => machine.newest_success_time... }
}
