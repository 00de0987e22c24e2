data "veeam_protection_group" "linux" {
  name = "Linux Servers"
}

# How many of its computers have an agent.
data "veeam_agent_computers" "installed" {
  protection_group_names = [data.veeam_protection_group.linux.name]
  agent_statuses         = ["Installed"]
}

output "with_agent" {
  value = length(data.veeam_agent_computers.installed.agent_computers)
}
