# The machines that failed in the task sessions of one job.
data "veeam_backup_task_sessions" "nightly" {
  job_name      = "Nightly VMs"
  created_after = timeadd(plantimestamp(), "-24h")
  results       = ["Failed"]

  lifecycle {
    # A search that finds nothing proves nothing.
    postcondition {
      condition     = self.summary.total > 0
      error_message = "Nightly VMs has not run within 24 hours."
    }
  }
}

output "failed" {
  value = {
    for s in data.veeam_backup_task_sessions.nightly.task_sessions :
    s.vm_display_name => s.reason...
  }
}

# The task sessions of one backup session, by its id.
data "veeam_backup_task_sessions" "one" {
  backup_session_id = "5d6a1a8e-0f0d-4c5e-9b57-3c1f0e7a2b11"
}

output "counts" {
  value = data.veeam_backup_task_sessions.one.summary
}
