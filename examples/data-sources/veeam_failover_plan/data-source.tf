data "veeam_failover_plan" "second_site" {
  name = "Second site takes over"
}

output "order" {
  value = { for m in data.veeam_failover_plan.second_site.failovered_vms : m.order => m.name }
}
