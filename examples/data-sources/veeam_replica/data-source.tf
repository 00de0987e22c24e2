data "veeam_replica" "standby" {
  name = "Standby Replication"
}

# Its points, and how old the newest of each machine is.
data "veeam_replica_points" "standby" {
  replica_id  = data.veeam_replica.standby.id
  list_points = false
}

output "newest" {
  value = { for machine in data.veeam_replica_points.standby.machines : machine.name => machine.newest_time }
}
