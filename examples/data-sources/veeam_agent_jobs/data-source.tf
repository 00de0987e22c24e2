# Jobs of agents whose last run was no success.
data "veeam_agent_jobs" "all" {
  with_last_session = true
}

output "not_successful" {
  value = [for j in data.veeam_agent_jobs.all.agent_jobs : j.name if try(j.last_session.result, null) != "Success"]
}
