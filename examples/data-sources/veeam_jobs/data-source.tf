# Jobs that somebody has disabled.
data "veeam_jobs" "disabled" {
  schedule_enabled = false
}

output "disabled" {
  value = data.veeam_jobs.disabled.jobs[*].name
}
