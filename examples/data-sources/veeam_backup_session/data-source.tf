# The newest finished session of a job, by the job's name.
data "veeam_backup_session" "last" {
  job_name = "Nightly VMs"
  states   = ["Stopped"]
}

output "last_night" {
  value = "${data.veeam_backup_session.last.name}: ${data.veeam_backup_session.last.result}"
}
