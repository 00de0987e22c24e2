data "veeam_cdp_policy" "sql" {
  name = "Instant SQL"
}

output "rpo_seconds" {
  value = data.veeam_cdp_policy.sql.rpo_seconds
}
