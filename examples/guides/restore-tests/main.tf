variable "tested" {
  description = "Machines of which a restore has to succeed every 90 days."
  type        = set(string)
  default     = ["db01", "web01"]
}

# A restore of files counts as much as one of the whole machine; job_types = ["RestoreVm"] would let only the latter count.
data "veeam_restore_sessions" "quarter" {
  created_within = "90d"

  lifecycle {
    postcondition {
      condition = length(setsubtract(
        [for name in var.tested : lower(name)],
        [for machine in self.machines : lower(machine.name) if machine.success_count > 0],
      )) == 0
      error_message = "No restore succeeded within 90 days of: ${join(", ", setsubtract(
        [for name in var.tested : lower(name)],
        [for machine in self.machines : lower(machine.name) if machine.success_count > 0],
      ))}."
    }
  }
}

output "last_restored" {
  value = {
    for machine in data.veeam_restore_sessions.quarter.machines : lower(machine.name) => machine.newest_success_time...
    if machine.success_count > 0
  }
}
