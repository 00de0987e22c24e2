# Which replication jobs failed last night, by the newest finished session of each.
data "veeam_replica_sessions" "finished" {
  created_within = "2d"
  states         = ["Stopped"]
}

locals {
  by_job = { for s in data.veeam_replica_sessions.finished.replica_sessions : s.job_id => s... }
}

output "failing_replication" {
  value = [for sessions in values(local.by_job) : sessions[length(sessions) - 1].job_name if sessions[length(sessions) - 1].result == "Failed"]
}
