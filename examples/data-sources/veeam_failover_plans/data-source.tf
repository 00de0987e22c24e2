# Machines that no failover plan starts.
data "veeam_failover_plans" "all" {}

output "not_planned" {
  value = setsubtract(["dc01", "file01", "sql01"], flatten([
    for p in data.veeam_failover_plans.all.failover_plans : p.failovered_vms[*].name
  ]))
}
