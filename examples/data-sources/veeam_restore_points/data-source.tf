# What can be restored, machine by machine; the points themselves stay out of the state.
data "veeam_restore_points" "databases" {
  machine_names = ["sql01", "sql02", "sql03"]
  list_points   = false
}

output "points" {
  value = { for machine in data.veeam_restore_points.databases.machines : machine.machine_name => machine.count... }
}
