package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// addPoints gives the estate restore points: of two machines of one name, of an agent of that name, and of one without a reference.
func addPoints(inv *veeamsim.Inventory) {
	for server := 1; server <= 2; server++ {
		inv.Backups = append(inv.Backups, veeamsim.Backup{ID: guid(11, server), ServerID: guid(1, server)})
		inv.RestorePoints = append(inv.RestorePoints, veeamsim.RestorePoint{ID: guid(12, server), BackupID: guid(11, server), Created: hoursAgo(8)})
	}
	point := func(n, server int, name, vmUID string, hours float64, algorithm, pointType string) veeamsim.VMRestorePoint {
		return veeamsim.VMRestorePoint{ID: guid(5, n), RestorePointID: guid(12, server), VMName: name, VMUID: vmUID, Created: hoursAgo(hours), Algorithm: algorithm, PointType: pointType}
	}
	vm := func(n string) string { return "urn:VMware:Vm:" + guid(8, 1) + ".vm-" + n }
	inv.VMRestorePoints = []veeamsim.VMRestorePoint{
		point(1, 1, "db01", vm("1"), 20000, "Full", "Full"), point(2, 1, "db01", vm("1"), 32, "Incremental", "Increment"),
		point(3, 1, "DB01", vm("1"), 8, "SyntheticFull", "Full"), point(4, 1, "db01", vm("2"), 7, "Full", "Full"),
		point(5, 2, "old01", "", 6, "ReversedIncremental", "ReverseIncrement"), {ID: guid(5, 6), VMName: "nowhere", Created: hoursAgo(5), PointType: "Full"},
	}
	inv.AgentRestorePoints = []veeamsim.AgentRestorePoint{
		{ID: guid(13, 1), RestorePointID: guid(12, 1), ComputerName: "db01", Created: hoursAgo(4), Algorithm: "Incremental", PointType: "Increment"},
	}
}

func TestRestorePoints(t *testing.T) {
	t.Parallel()
	const kind = "veeam_restore_points"
	machine := func(name string, vmUID, server any, count, full int, oldest, newest string) knownvalue.Check {
		return exactly(map[string]any{
			"machine_name": name, "vm_uid": vmUID, "backup_server_name": server, "count": count, "full_count": full, "oldest_time": oldest, "newest_time": newest,
		})
	}
	first, second := "urn:VMware:Vm:"+guid(8, 1)+".vm-1", "urn:VMware:Vm:"+guid(8, 1)+".vm-2"
	const vbr01, vbr02 = "vbr01.lab.example", "vbr02.lab.example"
	machines := has(kind, "machines", knownvalue.ListExact([]knownvalue.Check{
		machine("db01", nil, vbr01, 1, 0, "2026-06-16T04:00:00Z", "2026-06-16T04:00:00Z"), // the agent's
		machine("DB01", first, vbr01, 3, 2, "2024-03-05T00:00:00Z", "2026-06-16T00:00:00Z"),
		machine("db01", second, vbr01, 1, 1, "2026-06-16T01:00:00Z", "2026-06-16T01:00:00Z"),
		machine("nowhere", nil, nil, 1, 1, "2026-06-16T03:00:00Z", "2026-06-16T03:00:00Z"),
		machine("old01", nil, vbr02, 1, 0, "2026-06-16T02:00:00Z", "2026-06-16T02:00:00Z"),
	}))
	for _, build := range []int{12, 13} {
		inventory := estate()
		addPoints(&inventory)
		sim := start(t, veeamsim.Config{Build: build, Inventory: inventory})
		run(t, failuresFirst([]resource.TestStep{
			reads(sim, kind, "", machines, lists(kind, "restore_points", "id", guid(5, 1), guid(5, 2), guid(5, 3), guid(5, 4), guid(5, 5), guid(5, 6), guid(13, 1))),
			reads(sim, kind, "list_points = false", machines, has(kind, "restore_points", knownvalue.Null())),
			reads(sim, kind, "list_points = true\n"+`machine_names = ["Db01"]`+"\n"+`created_within = "7h30m"`+"\n"+`kinds = ["vm"]`, has(kind, "restore_points",
				knownvalue.ListExact([]knownvalue.Check{exactly(map[string]any{
					"id": guid(5, 4), "uid": "urn:veeam:VmRestorePoint:" + guid(5, 4), "name": "db01@2026-06-16 01:00:00", "kind": "vm", "machine_name": "db01", "vm_uid": second,
					"creation_time": "2026-06-16T01:00:00Z", "algorithm": "Full", "point_type": "Full", "backup_server_name": vbr01,
				})}))),
			reads(sim, kind, `kinds = ["agent"]`, has(kind, "restore_points", knownvalue.ListExact([]knownvalue.Check{exactly(map[string]any{
				"id": guid(13, 1), "uid": "urn:veeam:AgentRestorePoint:" + guid(13, 1), "name": "db01@2026-06-16 04:00:00", "kind": "agent", "machine_name": "db01", "vm_uid": nil,
				"creation_time": "2026-06-16T04:00:00Z", "algorithm": "Incremental", "point_type": "Increment", "backup_server_name": vbr01,
			})}))),
			reads(sim, kind, `vm_uids = ["URN:vmware:vm:`+guid(8, 1)+`.VM-1"]`+"\n"+`created_after = "2026-06-15T00:00:00Z"`, lists(kind, "restore_points", "id", guid(5, 2), guid(5, 3))),
			reads(sim, kind, `created_before = "2026-06-15T00:00:00Z"`, lists(kind, "restore_points", "id", guid(5, 1))),
			reads(sim, kind, `backup_server_name = "VBR02.lab.example"`, lists(kind, "restore_points", "id", guid(5, 5))),
			reads(sim, kind, `machine_names = ["none"]`, lists(kind, "restore_points", "id"), has(kind, "machines", knownvalue.ListExact([]knownvalue.Check{}))),
			refuses(sim, kind, `kinds = ["nas"]`, "kinds"),
			refuses(sim, kind, `machine_names = [""]`, "machine_names"),
			refuses(sim, kind, `created_within = "1d"`+"\n"+`created_after = "2026-06-15T00:00:00Z"`, "created_within and created_after both bound the same time"),
		})...)
	}
}

// TestRestorePointsOfARestoreScope: a Portal User sees the points of the machines within its restore scope only.
func TestRestorePointsOfARestoreScope(t *testing.T) {
	t.Parallel()
	account := veeamsim.DefaultAccount
	account.Role, account.Machines = veeamsim.PortalUser, []string{"old01"}
	inventory := estate()
	addPoints(&inventory)
	sim := start(t, veeamsim.Config{Inventory: inventory, Accounts: []veeamsim.Account{account}})
	run(t, reads(sim, "veeam_restore_points", "", lists("veeam_restore_points", "machines", "machine_name", "old01")))
}

// TestPointInTheFuture: the clock of a backup server is ahead, which makes its points look young.
func TestPointInTheFuture(t *testing.T) {
	inventory := estate()
	addPoints(&inventory)
	inventory.VMRestorePoints[0].Created = now.AddDate(50, 0, 0)
	sim := start(t, veeamsim.Config{Inventory: inventory})
	_, diagnostics := serve(t, map[string]any{
		"endpoint": sim.URL(), "username": veeamsim.DefaultAccount.Username, "password": veeamsim.DefaultAccount.Password, "certificate_sha256": sim.CertificateSHA256(),
	}).read(t.Context(), "veeam_restore_points", map[string]any{})
	if len(diagnostics) != 1 || diagnostics[0].Summary != "Restore Point in the Future" {
		t.Errorf("%v", diagnostics)
	}
}
