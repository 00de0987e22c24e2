# The computers and protection groups that a job of agents covers.
data "veeam_agent_job" "linux" {
  name     = "Linux Agents"
  includes = true
}

output "covered" {
  value = data.veeam_agent_job.linux.objects[*].name
}
