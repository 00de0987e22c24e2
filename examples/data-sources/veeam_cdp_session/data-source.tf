data "veeam_cdp_session" "finished" {
  policy_name = "Instant SQL"
  states      = ["Stopped"]
}

output "yesterday" {
  value = data.veeam_cdp_session.finished.result
}
