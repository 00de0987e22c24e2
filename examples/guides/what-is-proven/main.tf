# Everything that Enterprise Manager can prove, in one verdict: a job ran, its restore point is there, a newer copy was made, no
# machine of the virtual hosts is forgotten, and Enterprise Manager's own data are of today.
data "veeam_protection_status" "all" {
  # More than the interval of the nightly jobs and the time that a backup takes.
  rpo                = "28h"
  evidence_from      = "restore_points"
  min_restore_points = 2
  expect_inventory   = ["*"]
  max_data_age       = "2h"

  policies = [
    { name = "copied", machines = ["db*", "sql*"], copy_rpo = "52h" },
  ]

  # What every inventory has and nobody backs up.
  exclude_machines = {
    "vCLS-*"    = "the cluster's own machines, which it makes again"
    "*_replica" = "replicas are made from machines that are backed up"
  }
}

output "violations" {
  value = [for v in data.veeam_protection_status.all.violations : "${v.name}: ${v.cause}"]
}

output "verdict" {
  value = data.veeam_protection_status.all.message
}
