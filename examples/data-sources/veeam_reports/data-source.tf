# Enterprise Manager's own count of failed machines beside that of last night's task sessions.
data "veeam_reports" "em" {}

data "veeam_backup_task_sessions" "night" {
  created_within = "24h"
}

output "failed" {
  value = {
    by_enterprise_manager = data.veeam_reports.em.overview.failed_vm_lastest_states
    by_task_sessions      = data.veeam_backup_task_sessions.night.summary.failed
  }
}
