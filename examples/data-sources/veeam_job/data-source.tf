# A job with what it covers, its retention and its last run.
data "veeam_job" "sql" {
  name               = "SQL Servers"
  backup_server_name = "vbr01.lab.example"
  includes           = true
  with_last_session  = true
}

output "sql" {
  value = {
    machines  = data.veeam_job.sql.objects[*].name
    retention = data.veeam_job.sql.retention.simple
    last_run  = data.veeam_job.sql.last_session
    runs_at   = data.veeam_job.sql.schedule.daily
  }
}
