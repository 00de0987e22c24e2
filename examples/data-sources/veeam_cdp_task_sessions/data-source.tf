data "veeam_cdp_session" "finished" {
  policy_name = "Instant SQL"
  states      = ["Stopped"]
}

data "veeam_cdp_task_sessions" "finished" {
  cdp_session_id = data.veeam_cdp_session.finished.id
}

output "reasons" {
  value = { for t in data.veeam_cdp_task_sessions.finished.task_sessions : t.vm_display_name => t.reason }
}
