data "veeam_cdp_policies" "enabled" {
  schedule_enabled = true
}

# Policies whose recovery point objective is longer than a minute.
output "slow_policies" {
  value = [for p in data.veeam_cdp_policies.enabled.cdp_policies : p.name if p.rpo_seconds > 60]
}
