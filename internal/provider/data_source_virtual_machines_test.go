package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// addMachines gives the estate's virtual hosts machines, some of which jobs or points know: vm-1 by a task session that names it as the
// other backup server does, vm-2 by a point only, hv01's by name.
func addMachines(inv *veeamsim.Inventory) {
	item := func(root int, ref, name, kind string) veeamsim.HierarchyItem {
		return veeamsim.HierarchyItem{RootID: guid(8, root), Ref: ref, Name: name, Type: kind}
	}
	for root := 1; root <= 2; root++ {
		inv.HierarchyItems = append(inv.HierarchyItems, item(root, "vm-1", "web01", ""), item(root, "vm-2", "old01", ""), item(root, "vm-3", "new01", ""),
			item(root, "vm-4", "tpl", "Template"))
	}
	inv.HierarchyItems = append(inv.HierarchyItems, item(3, "a", "app01", ""), item(3, "b", "app01", ""))
	inv.BackupSessions = append(inv.BackupSessions, veeamsim.BackupSession{ID: guid(3, 80), JobID: guid(2, 2), Created: hoursAgo(8), Ended: hoursAgo(7), State: "Stopped",
		Result: "Failed"})
	task := func(n int, name, vmUID string) veeamsim.TaskSession {
		return veeamsim.TaskSession{ID: guid(4, n), SessionID: guid(3, 80), VMName: name, VMUID: vmUID, Created: hoursAgo(8), Ended: hoursAgo(7), State: "Completed", Result: "Failed"}
	}
	inv.TaskSessions = append(inv.TaskSessions, task(1, "web01", "urn:vmware:VM:"+guid(8, 2)+".VM-1"), task(2, "APP01", ""), task(3, "new01", "urn:VMware:Vm:"+guid(8, 9)+".vm-3"))
	inv.VMRestorePoints = append(inv.VMRestorePoints, veeamsim.VMRestorePoint{
		ID: guid(5, 1), VMName: "old01", VMUID: "urn:VMware:Vm:" + guid(8, 1) + ".vm-2", Created: hoursAgo(2000),
	})
}

func TestVirtualMachines(t *testing.T) {
	t.Parallel()
	const kind = "veeam_virtual_machines"
	row := func(name, ref string, root int, host, server string, known bool) knownvalue.Check {
		return exactly(map[string]any{
			"name": name, "vm_uid": ref, "hierarchy_root_name": host, "hierarchy_root_uid": "urn:veeam:HierarchyRoot:" + guid(8, root), "backup_server_name": server,
			"known_to_backup": known,
		})
	}
	const vcenter, hyperV, vbr01, vbr02 = "vcenter.lab.example", "hv01.lab.example", "vbr01.lab.example", "vbr02.lab.example"
	for _, build := range []int{12, 13} {
		inventory := estate()
		addMachines(&inventory)
		sim := start(t, veeamsim.Config{Build: build, Inventory: inventory})
		run(t, failuresFirst([]resource.TestStep{
			reads(sim, kind, "", has(kind, "virtual_machines", knownvalue.ListExact([]knownvalue.Check{
				row("app01", "urn:HyperV:Vm:"+guid(8, 33)+".a", 3, hyperV, vbr02, true), // one task session stands for one machine
				row("app01", "urn:HyperV:Vm:"+guid(8, 33)+".b", 3, hyperV, vbr02, false),
				row("new01", "urn:VMware:Vm:"+guid(8, 1)+".vm-3", 1, vcenter, vbr01, false),
				row("old01", "urn:VMware:Vm:"+guid(8, 1)+".vm-2", 1, vcenter, vbr01, true),
				row("web01", "urn:VMware:Vm:"+guid(8, 1)+".vm-1", 1, vcenter, vbr01, true),
			}))),
			reads(sim, kind, `hierarchy_roots = ["HV01.lab.example"]`, lists(kind, "virtual_machines", "name", "app01", "app01")),
			reads(sim, kind, `names = ["*01"]`+"\n"+`hierarchy_roots = ["vcenter.lab.example"]`, lists(kind, "virtual_machines", "name", "new01", "old01", "web01")),
			reads(sim, kind, `names = ["N?W*", "VBR02.lab.example\\APP01"]`, lists(kind, "virtual_machines", "name", "app01", "app01", "new01")),
			reads(sim, kind, `names = ["none"]`, lists(kind, "virtual_machines", "name")),
			refuses(sim, kind, `hierarchy_roots = ["vcenter"]`, "Unable to Read Virtual Machines",
				`hierarchy_roots names what is no virtual host of Enterprise Manager: "vcenter".`,
				`The virtual hosts that there are: "hv01.lab.example", "vcenter.lab.example"`),
			refuses(sim, kind, `names = ["^web.*$"]`, "names"),
		})...)
	}
}

// TestVirtualHostThatListsNothing: an empty list is not believed of a host whose machines are known.
func TestVirtualHostThatListsNothing(t *testing.T) {
	t.Parallel()
	const kind = "veeam_virtual_machines"
	inventory := estate()
	addMachines(&inventory)
	inventory.HierarchyItems = nil
	sim := start(t, veeamsim.Config{Inventory: inventory})
	run(t,
		refuses(sim, kind, "", "Unable to Read Virtual Machines",
			`lists no machine of the virtual host "vcenter.lab.example", but by a task session "web01" is one of them`),
		reads(sim, kind, `hierarchy_roots = ["hv01.lab.example"]`, lists(kind, "virtual_machines", "name")), // none of its machines is known by reference
	)
}

// TestVirtualMachinesOfARestoreScope: a Portal User sees the machines within its restore scope only, and the points that make them known.
func TestVirtualMachinesOfARestoreScope(t *testing.T) {
	t.Parallel()
	const kind = "veeam_virtual_machines"
	account := veeamsim.DefaultAccount
	account.Role, account.Machines = veeamsim.PortalUser, []string{"web01", "OLD01", "app01"}
	inventory := estate()
	addMachines(&inventory)
	sim := start(t, veeamsim.Config{Inventory: inventory, Accounts: []veeamsim.Account{account}})
	run(t, reads(sim, kind, "", lists(kind, "virtual_machines", "name", "app01", "app01", "old01", "web01")))
}

// TestUnknownVirtualHostStandsOnItsArgument: the error is about what the user wrote.
func TestUnknownVirtualHostStandsOnItsArgument(t *testing.T) {
	t.Parallel()
	sim := start(t, veeamsim.Config{Inventory: estate()})
	_, diagnostics := serve(t, map[string]any{
		"endpoint": sim.URL(), "username": veeamsim.DefaultAccount.Username, "password": veeamsim.DefaultAccount.Password, "certificate_sha256": sim.CertificateSHA256(),
	}).read(t.Context(), "veeam_virtual_machines", map[string]any{"hierarchy_roots": []string{"gone"}})
	if len(diagnostics) != 1 || diagnostics[0].Attribute.String() != `AttributeName("hierarchy_roots")` {
		t.Errorf("%v", diagnostics)
	}
}
