# The newest finished session of a replication job.
data "veeam_replica_session" "standby" {
  job_name = "Standby Replication"
  states   = ["Stopped"]
}

output "standby" {
  value = "${data.veeam_replica_session.standby.result} at ${data.veeam_replica_session.standby.end_time}"
}
