# Machines that no job knows. Every vCenter Server has some that need no backup: vCLS-* are its own, *_replica are copies.
data "veeam_virtual_machines" "production" {
  hierarchy_roots = ["vcenter01.lab.example"]
}

output "unknown" {
  value = [for machine in data.veeam_virtual_machines.production.virtual_machines : machine.name if !machine.known_to_backup]
}
