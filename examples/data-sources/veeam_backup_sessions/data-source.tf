# The newest session of each job, where it failed.
data "veeam_backup_sessions" "failing_jobs" {
  created_after  = timeadd(plantimestamp(), "-48h")
  latest_per_job = true
  results        = ["Failed"]
  states         = ["Stopped"]
}

output "failing_jobs" {
  value = [for s in data.veeam_backup_sessions.failing_jobs.backup_sessions : "${s.job_name} on ${s.backup_server_name}"]
}
