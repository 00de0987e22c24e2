package provider_test

import (
	"testing"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// passing is the number of the rows that go, which are the first of their kinds in every order.
const passing = 99

// shrinkArguments are for the data sources that read pages with other arguments than those of faultSources.
var shrinkArguments = map[string]map[string]any{
	"veeam_backup_task_sessions": {"created_within": "30d"}, "veeam_replica_task_sessions": {"created_within": "30d"},
	"veeam_cdp_task_sessions": {"created_within": "30d"},
}

// shrinkRows is how many rows these arguments find.
var shrinkRows = map[string]int{"veeam_backup_task_sessions": 3, "veeam_replica_task_sessions": 5, "veeam_cdp_task_sessions": 4}

// readsOnePage are the data sources for which no page can shrink, and why.
var readsOnePage = map[string]string{
	"veeam_backup_session":     "an id is read as one entity",
	"veeam_agent_computer":     "an id is read as one entity",
	"veeam_replica_session":    "an id is read as one entity",
	"veeam_cdp_session":        "an id is read as one entity",
	"veeam_restore_session":    "an id is read as one entity",
	"veeam_job":                "an id is read as one entity",
	"veeam_agent_job":          "an id is read as one entity",
	"veeam_nas_job":            "an id is read as one entity",
	"veeam_managed_server":     "an id is read as one entity",
	"veeam_wan_accelerator":    "an id is read as one entity",
	"veeam_cloud_tenant":       "an id is read as one entity",
	"veeam_reports":            "its frames do not come in pages",
	"veeam_hierarchy_root":     "an id is read as one entity",
	"veeam_enterprise_manager": "its collections are lists that do not come in pages",
}

// shrinkSource is a data source that reads pages, if it can.
func (s faultSource) shrinkSource() faultSource {
	if arguments := shrinkArguments[s.kind]; arguments != nil {
		s.arguments, s.want = arguments, shrinkRows[s.kind]
	}
	return s
}

// checkShrunk: the row went while a page was read, or the data source is one that reads none.
func (s faultSource) checkShrunk(t *testing.T, requests []veeamsim.Request) {
	t.Helper()
	times := 0
	for _, request := range requests {
		if request.Rule == shrinkRule {
			times++
		}
	}
	switch reason := readsOnePage[s.kind]; {
	case reason == "" && times != 1:
		t.Errorf("the page shrank %d times, want once", times)
	case reason != "" && times != 0:
		t.Errorf("a page shrank, though %s", reason)
	}
}

// TestRowThatGoesIsOnAPage: the row that goes is one of those that each data source reads, so that a page of them shrinks: with it
// there are more pages.
func TestRowThatGoesIsOnAPage(t *testing.T) {
	t.Parallel()
	for _, source := range faultSources {
		source = source.shrinkSource()
		count := func(change func(*veeamsim.Inventory)) int {
			inv := faultInventory()
			change(&inv)
			sim := start(t, veeamsim.Config{Inventory: inv, MaxPageSize: 1})
			em := serve(t, map[string]any{
				"endpoint": sim.URL(), "username": veeamsim.DefaultAccount.Username, "password": veeamsim.DefaultAccount.Password,
				"certificate_sha256": sim.CertificateSHA256(),
			}, func(c *veeamclient.Config) { c.Now = clock })
			if _, diagnostics := em.read(t.Context(), source.kind, source.arguments); len(diagnostics) != 0 {
				t.Errorf("%s: %s", source.kind, diagnostics[0].Detail)
			}
			return len(sim.Requests())
		}
		without, with := count(func(*veeamsim.Inventory) {}), count(addPassing)
		if reason := readsOnePage[source.kind]; (reason == "") != (with > without) {
			t.Errorf("%s makes %d requests with the row that goes, %d without it (%s)", source.kind, with, without, reason)
		}
	}
}

// shrinkRule names the requests during which the row goes.
const shrinkRule = "a row goes"

// removePassing takes away what addPassing added to the inventory of the faults.
func removePassing(inv *veeamsim.Inventory) { *inv = faultInventory() }

func addPassing(inv *veeamsim.Inventory) {
	long := hoursAgo(24 * 20)
	inv.BackupServers = append(inv.BackupServers, veeamsim.BackupServer{ID: guid(1, passing), Name: "aaa"})
	inv.Jobs = append(inv.Jobs, veeamsim.Job{ID: guid(2, passing), Name: "AAA", JobType: "Backup", ServerID: guid(1, 1)})
	inv.Repositories = append(inv.Repositories, veeamsim.Repository{ID: guid(6, passing), Name: "AAA", Kind: "LinuxLocal", ServerID: guid(1, 1)})
	inv.HierarchyRoots = append(inv.HierarchyRoots, veeamsim.HierarchyRoot{ID: guid(8, passing), Name: "aaa", ServerID: guid(1, 1)})
	inv.BackupSessions = append(inv.BackupSessions, veeamsim.BackupSession{ID: guid(3, passing), JobID: guid(2, 1), JobName: "Nightly VMs", JobType: "Backup",
		ServerID: guid(1, 1), Created: long, Ended: long.Add(time.Hour), State: "Stopped", Result: "Success"})
	inv.TaskSessions = append(inv.TaskSessions, veeamsim.TaskSession{ID: guid(4, passing), SessionID: guid(3, passing), VMName: "vm-0", Created: long,
		Ended: long.Add(time.Hour), State: "Completed", Result: "Success"})
	inv.VMRestorePoints = append(inv.VMRestorePoints, veeamsim.VMRestorePoint{ID: guid(5, passing), VMName: "vm-0", Created: long, PointType: "Full"})
	inv.ProtectionGroups = append(inv.ProtectionGroups, veeamsim.ProtectionGroup{ID: guid(20, passing), Name: "AAA", ServerID: guid(1, 1)})
	inv.DiscoveredComputers = append(inv.DiscoveredComputers, veeamsim.DiscoveredComputer{ID: guid(21, passing), Name: "aaa", ServerID: guid(1, 1), GroupID: guid(20, 1)})
	inv.FileServers = append(inv.FileServers, veeamsim.FileServer{ID: guid(22, passing), Name: "AAA", ServerID: guid(1, 1), ServerType: "NfsServer"})
	inv.Replicas = append(inv.Replicas, veeamsim.Replica{ID: guid(32, passing), Name: "AAA", ServerID: guid(1, 1)})
	inv.ReplicaPoints = append(inv.ReplicaPoints, veeamsim.ReplicaPoint{ID: guid(33, passing), ReplicaID: guid(32, 1), VMName: "aaa", Created: hoursAgo(9000)})
	inv.CDPPolicies = append(inv.CDPPolicies, veeamsim.CDPPolicy{ID: guid(34, passing), Name: "AAA", ServerID: guid(1, 1)})
	inv.ReplicaSessions = append(inv.ReplicaSessions, veeamsim.ReplicaSession{ID: guid(30, passing), JobID: guid(39, 1), JobName: "Standby", ServerID: guid(1, 1),
		Created: long, Ended: long.Add(time.Hour), State: "Stopped", Result: "Success"})
	inv.CDPSessions = append(inv.CDPSessions, veeamsim.CDPSession{ID: guid(35, passing), PolicyID: guid(34, 1), Created: long, Ended: long.Add(time.Hour), State: "Stopped",
		Result: "Success"})
	inv.RestoreSessions = append(inv.RestoreSessions, veeamsim.RestoreSession{ID: guid(37, passing), ServerID: guid(1, 1), VMName: "aaa", JobType: "RestoreVm",
		Created: hoursAgo(3000), Ended: hoursAgo(2999), State: "Stopped", Result: "Success"})
	inv.ReplicaTaskSessions = append(inv.ReplicaTaskSessions, veeamsim.ReplicaTaskSession{ID: guid(31, passing), SessionID: guid(30, passing), VMName: "aaa",
		Created: long.Add(time.Minute), Ended: long.Add(time.Hour), State: "Completed", Result: "Success"})
	inv.CDPTaskSessions = append(inv.CDPTaskSessions, veeamsim.CDPTaskSession{ID: guid(36, passing), SessionID: guid(35, passing), VMName: "aaa",
		Created: long.Add(time.Minute), Ended: long.Add(time.Hour), State: "Completed", Result: "Success"})
	addPassingInfrastructure(inv)
}

func addPassingInfrastructure(inv *veeamsim.Inventory) {
	inv.Jobs = append(inv.Jobs,
		veeamsim.Job{ID: guid(2, passing-1), Name: "AAA Agents", JobType: "AgentBackup", ServerID: guid(1, 1)},
		veeamsim.Job{ID: guid(2, passing-2), Name: "AAA Shares", JobType: "NasBackup", ServerID: guid(1, 1)})
	inv.Backups = append(inv.Backups, veeamsim.Backup{ID: guid(23, passing), Name: "AAA", JobID: guid(2, 1), RepositoryID: guid(6, 1)})
	inv.BackupFiles = append(inv.BackupFiles, veeamsim.BackupFile{ID: guid(25, passing), BackupID: guid(23, 1), Name: "AAA", FileType: "vbk", Created: hoursAgo(9000)})
	inv.ManagedServers = append(inv.ManagedServers, veeamsim.ManagedServer{ID: guid(27, passing), Name: "aaa", Type: "Linux", ServerID: guid(1, 1)})
	inv.ExternalRepositories = append(inv.ExternalRepositories, veeamsim.ExternalRepository{ID: guid(24, passing), Name: "AAA", ServerID: guid(1, 1), Type: "AmazonS3External"})
	inv.WANAccelerators = append(inv.WANAccelerators, veeamsim.WANAccelerator{ID: guid(28, passing), Name: "aaa", ServerID: guid(1, 1)})
	inv.FailoverPlans = append(inv.FailoverPlans, veeamsim.FailoverPlan{ID: guid(29, passing), Name: "AAA", ServerID: guid(1, 1)})
	inv.CloudGateways = append(inv.CloudGateways, veeamsim.CloudGateway{ID: guid(30, passing), Name: "aaa", ServerID: guid(1, 1), NetworkMode: "Direct"})
	inv.CloudHardwarePlans = append(inv.CloudHardwarePlans, veeamsim.CloudHardwarePlan{ID: guid(31, passing), Name: "AAA", ServerID: guid(1, 1)})
	inv.CloudTenants = append(inv.CloudTenants, veeamsim.CloudTenant{ID: guid(32, passing), Name: "AAA", ServerID: guid(1, 1)})
}
