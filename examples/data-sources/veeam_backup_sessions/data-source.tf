data "veeam_backup_sessions" "finished" {
  created_after = timeadd(plantimestamp(), "-48h")
  states        = ["Stopped"]
}

locals {
  # The list is in the order of time: the last one of a job is its newest. A retry that still runs hides no failure.
  by_job = { for s in data.veeam_backup_sessions.finished.backup_sessions : coalesce(s.job_id, s.job_name) => s... }
  newest = [for sessions in values(local.by_job) : sessions[length(sessions) - 1]]
}

output "failing_jobs" {
  value = [for s in local.newest : "${s.job_name} on ${s.backup_server_name}" if s.result == "Failed"]
}
