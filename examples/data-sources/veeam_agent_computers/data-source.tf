# Computers that a protection group has found and that have no agent, or are not reached.
data "veeam_agent_computers" "all" {}

output "without_agent" {
  value = [for c in data.veeam_agent_computers.all.agent_computers : c.name if c.agent_status == "NotInstalled"]
}

output "offline" {
  value = [for c in data.veeam_agent_computers.all.agent_computers : "${c.name} (${c.ip_address})" if c.host_status == "Offline"]
}
