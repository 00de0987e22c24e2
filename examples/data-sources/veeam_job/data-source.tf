# A job, and a rule for its retention.
data "veeam_job" "nightly" {
  name               = "Nightly VMs"
  backup_server_name = "vbr01.lab.example"
}

output "retention" {
  value = data.veeam_job.nightly.retention.simple
}
