# The last word per machine: a good backup within 26 hours, for these machines at least.
data "veeam_protection_status" "servers" {
  rpo               = "26h"
  expected_machines = ["web01", "db01"]
  exclude_machines  = ["test-*"]
}

output "verdict" {
  value = data.veeam_protection_status.servers.compliant ? "compliant" : join("\n", [
    for v in data.veeam_protection_status.servers.violations : "${v.name}: ${v.cause}${v.reason == null ? "" : ", ${v.reason}"}"
  ])
}
