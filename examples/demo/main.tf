# What "make demo" plans: last night's backup of a small lab, and a rule that it must have succeeded.
# The endpoint and account come from the environment (VEEAM_EM_...).

terraform {
  required_providers {
    veeam = {
      # Written out, so that OpenTofu finds the demo's build under the same address.
      source = "registry.terraform.io/terraform-veeam/veeam"
    }
  }
}

provider "veeam" {}

variable "backup_session_id" {
  description = "The backup session to look at: a GUID or urn:veeam:BackupJobSession:<GUID>."
  type        = string
}

data "veeam_backup_task_sessions" "last_night" {
  backup_session_id = var.backup_session_id
}

locals {
  failed = [
    for s in data.veeam_backup_task_sessions.last_night.task_sessions : s
    if s.state == "Completed" && s.result == "Failed"
  ]
}

output "machines" {
  description = "Each machine of the session with its result."
  value = {
    for s in data.veeam_backup_task_sessions.last_night.task_sessions :
    s.vm_display_name => s.state == "Completed" ? s.result : s.state
  }
}

output "summary" {
  description = "Counts of the session's machines."
  value       = data.veeam_backup_task_sessions.last_night.summary
}

# The rule. It also stops on an empty session: a backup of nothing proves nothing.
resource "terraform_data" "backup_gate" {
  lifecycle {
    precondition {
      condition     = data.veeam_backup_task_sessions.last_night.summary.total > 0
      error_message = "The backup session has processed no machine."
    }
    precondition {
      condition = length(local.failed) == 0
      error_message = join("\n", concat(
        ["The backup of ${length(local.failed)} machines failed:"],
        [for s in local.failed : "- ${s.vm_display_name}: ${trimspace(s.reason)}"],
      ))
    }
  }
}
