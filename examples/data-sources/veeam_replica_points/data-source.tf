# The newest replica point of each machine; the points themselves stay out of the state.
data "veeam_replica_points" "all" {
  list_points = false
}

output "newest_points" {
  value = { for machine in data.veeam_replica_points.all.machines : "${machine.name} on ${machine.backup_server_name}" => machine.newest_time }
}
