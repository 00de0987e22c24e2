# All machines of this Enterprise Manager, for a report or an audit: those that jobs processed, and those that are named.
data "veeam_protection_status" "all" {
  # The interval of a nightly job, and up to four hours that a backup takes.
  rpo               = "28h"
  expected_machines = ["db01", "web01"]

  exclude_machines = {
    # Retired. By its vm_uid, so that a new machine of the same name is judged.
    "urn:VMware:Vm:*.vm-1042" = "CHG-1050: sql09 was retired"
    # Moved to another backup server, where it is judged.
    "vbr01\\app01" = "CHG-1051: app01 is backed up by vbr02"
  }

  lifecycle {
    postcondition {
      condition     = self.compliant
      error_message = self.message
    }
  }
}

output "exceptions" {
  value = [for m in data.veeam_protection_status.all.machines : "${m.name}: ${m.exception}" if m.exception != null]
}
