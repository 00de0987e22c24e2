variable "replicated" {
  description = "Machines that must be able to run at the second site, with what is at most four hours old."
  type        = set(string)
  default     = ["db01", "web01"]
}

# Only points that are young enough are read: a machine without one is missing.
data "veeam_replica_points" "young" {
  created_within = "4h"
  list_points    = false

  lifecycle {
    postcondition {
      condition = length(setsubtract(
        [for name in var.replicated : lower(name)], [for machine in self.machines : lower(machine.name)],
      )) == 0
      error_message = "No replica point of the last 4 hours of: ${join(", ", setsubtract(
        [for name in var.replicated : lower(name)], [for machine in self.machines : lower(machine.name)],
      ))}."
    }
  }
}

output "newest_points" {
  value = { for machine in data.veeam_replica_points.young.machines : lower(machine.name) => machine.newest_time... }
}
