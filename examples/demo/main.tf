# From a job's name to a rule that stops the plan: the newest finished session of the job, its task
# sessions, and what they must say. "make demo" plans it against a small lab.
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

variable "job_name" {
  description = "The backup job that must have succeeded."
  type        = string
  default     = "Nightly VMs"
}

data "veeam_backup_session" "last" {
  job_name = var.job_name
  states   = ["Stopped"]
}

data "veeam_backup_task_sessions" "last" {
  backup_session_id = data.veeam_backup_session.last.id
}

locals {
  summary = data.veeam_backup_task_sessions.last.summary
  not_good = [
    for s in data.veeam_backup_task_sessions.last.task_sessions : s
    if s.state != "Completed" || !contains(["Success", "Warning"], coalesce(s.result, "None"))
  ]
}

output "session" {
  description = "The session that the rule looks at."
  value       = "${data.veeam_backup_session.last.name} on ${data.veeam_backup_session.last.backup_server_name}: ${data.veeam_backup_session.last.result}"
}

output "machines" {
  description = "Each machine of the session with its result."
  value = [
    for s in data.veeam_backup_task_sessions.last.task_sessions :
    "${coalesce(s.vm_display_name, s.uid)}: ${s.state == "Completed" ? s.result : s.state}"
  ]
}

output "summary" {
  description = "Counts of the session's machines."
  value       = local.summary
}

# The rule. It can't pass on nothing: a session without machines, or of last week, proves nothing. One session may
# cover one machine only: the last word on every machine is the data source veeam_protection_status.
resource "terraform_data" "backup_gate" {
  lifecycle {
    precondition {
      condition     = timecmp(data.veeam_backup_session.last.end_time, timeadd(plantimestamp(), "-24h")) >= 0
      error_message = "The last backup of ${var.job_name} ended at ${data.veeam_backup_session.last.end_time}, more than 24 hours ago."
    }
    precondition {
      condition     = local.summary.total > 0
      error_message = "The last backup of ${var.job_name} has processed no machine."
    }
    precondition {
      condition = local.summary.success + local.summary.warning == local.summary.total
      error_message = join("\n", concat(
        ["The last backup of ${var.job_name} failed for ${length(local.not_good)} of ${local.summary.total} machines:"],
        [for s in local.not_good : "- ${s.vm_display_name}: ${trimspace(coalesce(s.reason, s.state))}"],
      ))
    }
  }
}
