# Agent jobs have no data source of their own.
data "veeam_query" "agent_jobs" {
  type   = "AgentBackupJob"
  filter = "ScheduleEnabled==\"True\""
}

output "agent_jobs" {
  value = [for j in data.veeam_query.agent_jobs.entities : j.name]
}
