variable "least_kept" {
  description = "Restore points, or days of them, that each job keeps at least."
  type        = number
  default     = 7
}

variable "longest_pause" {
  description = "How long no job may pause, as timeadd takes it."
  type        = string
  default     = "26h"
}

data "veeam_jobs" "all" {
  with_last_session = true
}

data "veeam_agent_jobs" "all" {
  with_last_session = true
}

data "veeam_nas_jobs" "all" {
  with_last_session = true
}

locals {
  machines = concat(data.veeam_jobs.all.jobs, data.veeam_agent_jobs.all.agent_jobs)
  jobs     = concat(local.machines, data.veeam_nas_jobs.all.nas_jobs)
  since    = timeadd(plantimestamp(), "-${var.longest_pause}")

  # A schedule of which Enterprise Manager says nothing counts as off.
  disabled = [for j in local.jobs : j.name if j.schedule_enabled != true]

  # Enterprise Manager shows the keys of backup jobs only.
  unencrypted = [for j in data.veeam_jobs.all.jobs : j.name if j.job_type == "Backup" && j.password_key_id == null]

  # The retention of copies and replicas is not in the API. A backup job without one, or with a type of limit that is none of the two,
  # counts as keeping too little.
  keeps_too_little = [for j in local.machines : j.name if try({
    Cycles = j.retention.simple.retain_cycles
    Days   = j.retention.simple.retain_days_to_keep
  }[j.retention.simple.retain_limit_type] < var.least_kept, contains(["Backup", "AgentBackup"], j.job_type))]

  shares_keep_too_little = [for j in data.veeam_nas_jobs.all.nas_jobs : j.name if try(
    { Day = 1, Month = 30 }[j.storage.shortterm_retention_type] * j.storage.shortterm_retention_period < var.least_kept,
  true)]

  # A job without a session counts, too.
  has_not_run = [for j in local.jobs : j.name if try(timecmp(j.last_session.creation_time, local.since) < 0, true)]
}

output "audited" {
  value = "${length(local.jobs)} jobs audited."

  precondition {
    condition     = length(local.jobs) > 0
    error_message = "There are no jobs."
  }

  precondition {
    condition     = length(local.disabled) == 0
    error_message = "Disabled: ${join(", ", local.disabled)}."
  }

  precondition {
    condition     = length(local.unencrypted) == 0
    error_message = "Not encrypted: ${join(", ", local.unencrypted)}."
  }

  precondition {
    condition     = length(local.keeps_too_little) + length(local.shares_keep_too_little) == 0
    error_message = "Keeps too little: ${join(", ", concat(local.keeps_too_little, local.shares_keep_too_little))}."
  }

  precondition {
    condition     = length(local.has_not_run) == 0
    error_message = "Has not run since ${local.since}: ${join(", ", local.has_not_run)}."
  }
}
