# Jobs that somebody has disabled.
data "veeam_jobs" "disabled" {
  schedule_enabled = false
}

output "disabled" {
  value = data.veeam_jobs.disabled.jobs[*].name
}

# Which jobs a copy job copies.
data "veeam_jobs" "copies" {
  job_types = ["BackupCopy", "ImmediateBackupCopy"]
  includes  = true
}

output "copied" {
  value = { for j in data.veeam_jobs.copies.jobs : j.name => compact(j.objects[*].linked_job_uid) }
}
