package provider_test

import (
	"fmt"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// faultInventory is the estate, with task sessions of its newest finished session.
func faultInventory() veeamsim.Inventory {
	inv := estate()
	for n, result := range []string{"Success", "Failed", "Warning"} {
		inv.TaskSessions = append(inv.TaskSessions, veeamsim.TaskSession{
			ID: guid(4, n), SessionID: guid(3, 3), VMName: fmt.Sprintf("vm-%d", n), Created: hoursAgo(8), Ended: hoursAgo(7), State: "Completed", Result: result, TotalSize: 1 << 30,
		})
		inv.VMRestorePoints = append(inv.VMRestorePoints, veeamsim.VMRestorePoint{ID: guid(5, n), VMName: fmt.Sprintf("vm-%d", n), Created: hoursAgo(8), PointType: "Full"})
		inv.HierarchyItems = append(inv.HierarchyItems, veeamsim.HierarchyItem{RootID: guid(8, 1), Ref: fmt.Sprintf("vm-%d", n), Name: fmt.Sprintf("vm-%d", n)})
	}
	inv.SystemSessions = []veeamsim.SystemSession{{ID: guid(10, 1), SessionType: "CollectJob", Created: hoursAgo(1), Ended: hoursAgo(0.9), State: "CompletedSuccessfully"}}
	return inv
}

// faultSource is a data source, a question, and what proves that the answer is the right one.
type faultSource struct {
	kind, title string
	arguments   map[string]any
	rows        string // the attribute that holds the rows; "" for a singular, whose id is looked at
	want        int
	id          string
	// requests is how many data requests it makes, typed whether it reads TotalSize and CreationTimeUTC with their types.
	requests int
	typed    bool
	// bare: its rows have no UID, so that one of nothing but nulls is a row.
	bare bool
}

var faultSources = []faultSource{
	{kind: "veeam_backup_task_sessions", title: "Backup Task Sessions", arguments: map[string]any{"backup_session_id": guid(3, 3)}, rows: "task_sessions", want: 3, requests: 2,
		typed: true},
	{kind: "veeam_backup_sessions", title: "Backup Sessions", arguments: map[string]any{"job_name": "Nightly VMs"}, rows: "backup_sessions", want: 4, requests: 3, typed: true},
	{kind: "veeam_backup_session", title: "Backup Session", arguments: map[string]any{"id": guid(3, 3)}, id: guid(3, 3), requests: 1, typed: true},
	{kind: "veeam_protection_status", title: "Protection Status", arguments: map[string]any{"rpo": "24h"}, rows: "machines", want: 3, requests: 2, typed: true},
	{kind: "veeam_jobs", title: "Jobs", arguments: map[string]any{}, rows: "jobs", want: 3, requests: 1},
	{kind: "veeam_job", title: "Job", arguments: map[string]any{"id": guid(2, 1)}, id: guid(2, 1), requests: 1},
	{kind: "veeam_agent_jobs", title: "Agent Jobs", arguments: map[string]any{}, rows: "agent_jobs", want: 2, requests: 1},
	{kind: "veeam_agent_job", title: "Agent Job", arguments: map[string]any{"id": guid(2, 4)}, id: guid(2, 4), requests: 1},
	{kind: "veeam_nas_jobs", title: "NAS Jobs", arguments: map[string]any{}, rows: "nas_jobs", want: 2, requests: 1},
	{kind: "veeam_nas_job", title: "NAS Job", arguments: map[string]any{"id": guid(2, 6)}, id: guid(2, 6), requests: 1},
	{kind: "veeam_backup_servers", title: "Backup Servers", arguments: map[string]any{}, rows: "backup_servers", want: 2, requests: 1},
	{kind: "veeam_backup_server", title: "Backup Server", arguments: map[string]any{"name": "vbr01.lab.example"}, id: guid(1, 1), requests: 1},
	{kind: "veeam_repositories", title: "Repositories", arguments: map[string]any{}, rows: "repositories", want: 3, requests: 1},
	{kind: "veeam_repository", title: "Repository", arguments: map[string]any{"name": "Cold"}, id: guid(6, 3), requests: 1},
	{kind: "veeam_enterprise_manager", title: "Enterprise Manager", arguments: map[string]any{}, rows: "api_versions", want: 3, requests: 3, typed: true},
	{kind: "veeam_restore_points", title: "Restore Points", arguments: map[string]any{"kinds": []string{"vm"}}, rows: "restore_points", want: 3, requests: 1, typed: true},
	{kind: "veeam_virtual_machines", title: "Virtual Machines", arguments: map[string]any{}, rows: "virtual_machines", want: 3, requests: 8, typed: true},
	{kind: "veeam_hierarchy_roots", title: "Hierarchy Roots", arguments: map[string]any{}, rows: "hierarchy_roots", want: 3, requests: 1},
	{kind: "veeam_hierarchy_root", title: "Hierarchy Root", arguments: map[string]any{"id": guid(8, 1)}, id: guid(8, 1), requests: 1},
	{kind: "veeam_agent_computers", title: "Agent Computers", arguments: map[string]any{}, rows: "agent_computers", want: 3, requests: 1},
	{kind: "veeam_agent_computer", title: "Agent Computer", arguments: map[string]any{"id": guid(21, 1)}, id: guid(21, 1), requests: 1},
	{kind: "veeam_protection_groups", title: "Protection Groups", arguments: map[string]any{}, rows: "protection_groups", want: 3, requests: 1},
	{kind: "veeam_protection_group", title: "Protection Group", arguments: map[string]any{"name": "Laptops"}, id: guid(20, 3), requests: 1},
	{kind: "veeam_file_servers", title: "File Servers", arguments: map[string]any{}, rows: "file_servers", want: 3, requests: 1},
	{kind: "veeam_file_server", title: "File Server", arguments: map[string]any{"name": "nas:/nfs"}, id: guid(22, 3), requests: 1},
	{kind: "veeam_backups", title: "Backups", arguments: map[string]any{}, rows: "backups", want: 5, requests: 1},
	{kind: "veeam_backup", title: "Backup", arguments: map[string]any{"name": "Imported"}, id: guid(23, 5), requests: 1},
	{kind: "veeam_backup_files", title: "Backup Files", arguments: map[string]any{}, rows: "backup_files", want: 3, requests: 1},
	{kind: "veeam_encryption_keys", title: "Encryption Keys", arguments: map[string]any{}, rows: "encryption_keys", want: 3, requests: 3},
	{kind: "veeam_managed_servers", title: "Managed Servers", arguments: map[string]any{}, rows: "managed_servers", want: 3, requests: 1},
	{kind: "veeam_managed_server", title: "Managed Server", arguments: map[string]any{"id": guid(27, 3)}, id: guid(27, 3), requests: 1},
	{kind: "veeam_external_repositories", title: "External Repositories", arguments: map[string]any{}, rows: "external_repositories", want: 3, requests: 1},
	{kind: "veeam_external_repository", title: "External Repository", arguments: map[string]any{"name": "Cold"}, id: guid(24, 3), requests: 1},
	{kind: "veeam_wan_accelerators", title: "WAN Accelerators", arguments: map[string]any{}, rows: "wan_accelerators", want: 3, requests: 1},
	{kind: "veeam_wan_accelerator", title: "WAN Accelerator", arguments: map[string]any{"id": guid(28, 1)}, id: guid(28, 1), requests: 1},
	{kind: "veeam_failover_plans", title: "Failover Plans", arguments: map[string]any{}, rows: "failover_plans", want: 3, requests: 1},
	{kind: "veeam_failover_plan", title: "Failover Plan", arguments: map[string]any{"name": "Mail"}, id: guid(29, 3), requests: 1},
	{kind: "veeam_reports", title: "Reports", arguments: map[string]any{}, rows: "processed_vms", want: 7, requests: 5, bare: true},
	{kind: "veeam_cloud_tenants", title: "Cloud Tenants", arguments: map[string]any{}, rows: "cloud_tenants", want: 3, requests: 1},
	{kind: "veeam_cloud_tenant", title: "Cloud Tenant", arguments: map[string]any{"id": guid(32, 1)}, id: guid(32, 1), requests: 1},
	{kind: "veeam_cloud_gateways", title: "Cloud Gateways", arguments: map[string]any{}, rows: "cloud_gateways", want: 3, requests: 1},
	{kind: "veeam_cloud_gateway", title: "Cloud Gateway", arguments: map[string]any{"name": "back"}, id: guid(30, 3), requests: 1},
	{kind: "veeam_cloud_hardware_plans", title: "Cloud Hardware Plans", arguments: map[string]any{}, rows: "cloud_hardware_plans", want: 3, requests: 1},
	{kind: "veeam_cloud_hardware_plan", title: "Cloud Hardware Plan", arguments: map[string]any{"name": "Gold"}, id: guid(31, 3), requests: 1},
	{kind: "veeam_replica_sessions", title: "Replica Sessions", arguments: map[string]any{"created_within": "25d"}, rows: "replica_sessions", want: 4, requests: 2, typed: true},
	{kind: "veeam_replica_session", title: "Replica Session", arguments: map[string]any{"id": guid(30, 2)}, id: guid(30, 2), requests: 1, typed: true},
	{kind: "veeam_replica_task_sessions", title: "Replica Task Sessions", arguments: map[string]any{"replica_session_id": guid(30, 2)}, rows: "task_sessions", want: 2,
		requests: 2, typed: true},
	{kind: "veeam_replicas", title: "Replicas", arguments: map[string]any{}, rows: "replicas", want: 3, requests: 1},
	{kind: "veeam_replica", title: "Replica", arguments: map[string]any{"name": "DR site"}, id: guid(32, 3), requests: 1},
	{kind: "veeam_replica_points", title: "Replica Points", arguments: map[string]any{}, rows: "replica_points", want: 4, requests: 1, typed: true},
	{kind: "veeam_cdp_policies", title: "CDP Policies", arguments: map[string]any{}, rows: "cdp_policies", want: 3, requests: 1},
	{kind: "veeam_cdp_policy", title: "CDP Policy", arguments: map[string]any{"name": "Files"}, id: guid(34, 3), requests: 1},
	{kind: "veeam_cdp_sessions", title: "CDP Sessions", arguments: map[string]any{"created_within": "25d"}, rows: "cdp_sessions", want: 4, requests: 2, typed: true},
	{kind: "veeam_cdp_session", title: "CDP Session", arguments: map[string]any{"id": guid(35, 2)}, id: guid(35, 2), requests: 1, typed: true},
	{kind: "veeam_cdp_task_sessions", title: "CDP Task Sessions", arguments: map[string]any{"cdp_session_id": guid(35, 2)}, rows: "task_sessions", want: 2, requests: 2, typed: true},
	{kind: "veeam_restore_sessions", title: "Restore Sessions", arguments: map[string]any{"created_within": "20w"}, rows: "restore_sessions", want: 5, requests: 2, typed: true},
	{kind: "veeam_restore_session", title: "Restore Session", arguments: map[string]any{"id": guid(37, 2)}, id: guid(37, 2), requests: 1, typed: true},
	{kind: "veeam_query", title: "Query", arguments: map[string]any{"type": "Repository"}, rows: "entities", want: 3, requests: 1},
}
