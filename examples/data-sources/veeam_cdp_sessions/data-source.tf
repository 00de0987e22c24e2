# The newest session of a policy normally runs: what it was worth is known of those that have stopped.
data "veeam_cdp_sessions" "finished" {
  created_within = "3d"
  states         = ["Stopped"]
}

output "missed_objectives" {
  value = [for s in data.veeam_cdp_sessions.finished.cdp_sessions : s.name if s.result == "Failed"]
}
