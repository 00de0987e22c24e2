# The expressions of the guide "Which data source answers what", with the data sources that they look at.

data "veeam_protection_status" "verdict" {
  rpo           = "28h"
  only_machines = ["db01", "web01"]
}

data "veeam_backup_task_sessions" "night" {
  created_within = "24h"
}

data "veeam_backup_session" "nightly" {
  job_name = "Nightly VMs"
  states   = ["Stopped"]
}

data "veeam_restore_points" "all" {
  list_points = false
}

data "veeam_virtual_machines" "all" {}

data "veeam_jobs" "all" {}

data "veeam_agent_jobs" "all" {}

data "veeam_nas_jobs" "all" {}

data "veeam_encryption_keys" "all" {}

data "veeam_agent_computers" "all" {}

data "veeam_protection_groups" "all" {}

data "veeam_file_servers" "all" {}

data "veeam_backups" "nightly" {
  job_id = data.veeam_backup_session.nightly.job_id
}

data "veeam_backups" "orphans" {
  with_orphaned = true
}

data "veeam_backup_files" "sizes" {
  list_files = false
}

data "veeam_repositories" "all" {}

data "veeam_external_repositories" "all" {}

data "veeam_replica_task_sessions" "night" {
  created_within = "24h"
}

data "veeam_replica_points" "all" {
  list_points = false
}

data "veeam_cdp_policies" "all" {}

data "veeam_restore_sessions" "quarter" {
  created_within = "90d"
}

data "veeam_failover_plans" "all" {}

data "veeam_wan_accelerators" "all" {}

data "veeam_backup_servers" "all" {}

data "veeam_hierarchy_roots" "all" {}

data "veeam_managed_servers" "all" {}

data "veeam_reports" "em" {}

data "veeam_enterprise_manager" "em" {}

data "veeam_cloud_tenants" "all" {}

data "veeam_replicas" "all" {}

data "veeam_cloud_gateways" "all" {}

data "veeam_cloud_hardware_plans" "all" {}

data "veeam_query" "credentials" {
  type = "Credentials"
}

output "all_backed_up" {
  value = data.veeam_protection_status.verdict.compliant
}

output "failed_last_night" {
  value = { for s in data.veeam_backup_task_sessions.night.task_sessions : s.vm_display_name => s.reason... if s.result == "Failed" }
}

output "last_run" {
  value = "${data.veeam_backup_session.nightly.end_time}: ${data.veeam_backup_session.nightly.result}"
}

output "few_points" {
  value = [for m in data.veeam_restore_points.all.machines : m.machine_name if m.count < 3]
}

output "unknown_machines" {
  value = [for v in data.veeam_virtual_machines.all.virtual_machines : v.name if !v.known_to_backup]
}

output "disabled_jobs" {
  value = [for j in data.veeam_jobs.all.jobs : j.name if j.schedule_enabled == false]
}

output "unencrypted_jobs" {
  value = [for j in data.veeam_jobs.all.jobs : j.name if j.job_type == "Backup" && j.password_key_id == null]
}

output "disabled_agent_jobs" {
  value = [for j in data.veeam_agent_jobs.all.agent_jobs : j.name if j.schedule_enabled == false]
}

output "disabled_nas_jobs" {
  value = [for j in data.veeam_nas_jobs.all.nas_jobs : j.name if j.schedule_enabled == false]
}

output "encryption_keys" {
  value = { for k in data.veeam_encryption_keys.all.encryption_keys : k.hint => k.last_modification_date... }
}

output "without_agent" {
  value = [for c in data.veeam_agent_computers.all.agent_computers : c.name if c.agent_status != "Installed"]
}

output "unscanned_groups" {
  value = [for g in data.veeam_protection_groups.all.protection_groups : g.name if g.rescan_schedule_enabled == false]
}

output "file_servers" {
  value = data.veeam_file_servers.all.file_servers[*].name
}

output "written_to" {
  value = distinct(data.veeam_backups.nightly.backups[*].repository_name)
}

output "orphans" {
  value = [for b in data.veeam_backups.orphans.backups : b.name if b.orphaned == true]
}

output "backup_sizes" {
  value = { for b in data.veeam_backup_files.sizes.backups : coalesce(b.backup_name, "?") => b.backup_size... }
}

output "full_repositories" {
  value = [for r in data.veeam_repositories.all.repositories : r.name if r.free_percent != null && coalesce(r.free_percent, 0) < 10]
}

output "external_repositories" {
  value = { for r in data.veeam_external_repositories.all.external_repositories : r.name => r.used_space... }
}

output "failed_replications" {
  value = [for s in data.veeam_replica_task_sessions.night.task_sessions : s.vm_display_name if s.result == "Failed"]
}

output "replica_points" {
  value = { for m in data.veeam_replica_points.all.machines : m.name => m.newest_time... }
}

output "cdp_rpo" {
  value = { for p in data.veeam_cdp_policies.all.cdp_policies : p.name => p.rpo_seconds... }
}

output "restored_machines" {
  value = [for m in data.veeam_restore_sessions.quarter.machines : m.name if m.success_count > 0]
}

output "failover_plans" {
  value = { for p in data.veeam_failover_plans.all.failover_plans : p.name => length(p.failovered_vms)... }
}

output "old_wan_accelerators" {
  value = [for w in data.veeam_wan_accelerators.all.wan_accelerators : w.name if w.out_of_date == true]
}

output "versions" {
  value = { for s in data.veeam_backup_servers.all.backup_servers : s.name => s.version }
}

output "virtual_hosts" {
  value = { for h in data.veeam_hierarchy_roots.all.hierarchy_roots : h.name => h.host_type... }
}

output "managed_servers" {
  value = { for s in data.veeam_managed_servers.all.managed_servers : s.name => s.managed_server_type... }
}

output "own_count" {
  value = data.veeam_reports.em.vms_overview.protected_vms
}

output "newest_collection" {
  value = data.veeam_enterprise_manager.em.newest_collection_time
}

output "disabled_tenants" {
  value = [for t in data.veeam_cloud_tenants.all.cloud_tenants : t.name if t.enabled == false]
}

output "credentials" {
  value = length(data.veeam_query.credentials.entities)
}

output "replicas" {
  value = { for r in data.veeam_replicas.all.replicas : r.name => r.platform... }
}

output "disabled_gateways" {
  value = [for g in data.veeam_cloud_gateways.all.cloud_gateways : g.name if g.enabled == false]
}

output "hardware_plans" {
  value = data.veeam_cloud_hardware_plans.all.cloud_hardware_plans[*].name
}
