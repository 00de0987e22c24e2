data "veeam_agent_computer" "build" {
  name = "lnx-build01"
}

output "agent" {
  value = "${data.veeam_agent_computer.build.agent_version} on a computer that is ${data.veeam_agent_computer.build.host_status}"
}
