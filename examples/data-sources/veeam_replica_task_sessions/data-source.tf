# Which machines were not replicated, and why.
data "veeam_replica_task_sessions" "failed" {
  created_within = "2d"
  results        = ["Failed"]
}

output "not_replicated" {
  value = { for t in data.veeam_replica_task_sessions.failed.task_sessions : t.vm_display_name => t.reason... }
}
