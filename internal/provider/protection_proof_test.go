package provider_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// proofEstate has a virtual host with four machines of which a job knows three, their restore points, and a collection.
func proofEstate() *nights {
	vm := func(n string) string { return "urn:VMware:Vm:" + guid(6, 1) + ".vm-" + n }
	n := newNights().session(3, 1, 8, "").session(5, 3, 5, "ImmediateBackupCopyWorker").session(6, 4, 7, "AgentManagement").
		task(3, "web01", vm("1"), "Success", 8, 7).task(3, "web02", vm("2"), "Success", 8, 7).task(3, "old01", vm("9"), "Success", 8, 7).
		task(5, "web01", vm("1"), "Success", 5, 4).task(6, "lin01", "", "Success", 7, 6)
	n.inv.HierarchyRoots = []veeamsim.HierarchyRoot{{ID: guid(6, 1), Name: "vc01", ServerID: guid(1, 1), UniqueID: "uuid", HostType: "VC"}}
	for i, name := range []string{"web01", "web02", "new01"} {
		n.inv.HierarchyItems = append(n.inv.HierarchyItems, veeamsim.HierarchyItem{RootID: guid(6, 1), Ref: "vm-" + string(rune('1'+i)), Name: name})
	}
	n.inv.HierarchyItems = append(n.inv.HierarchyItems, veeamsim.HierarchyItem{RootID: guid(6, 1), Ref: "vm-7", Name: "gold", Type: "Template"})
	n.inv.Backups = []veeamsim.Backup{{ID: guid(7, 1), Name: "Nightly", JobID: guid(2, 1)}, {ID: guid(7, 2), Name: "Agents", JobID: guid(2, 4)}}
	n.inv.RestorePoints = []veeamsim.RestorePoint{
		{ID: guid(8, 1), BackupID: guid(7, 1), Created: hoursAgo(7.5)}, {ID: guid(8, 2), BackupID: guid(7, 1), Created: hoursAgo(100)},
		{ID: guid(8, 3), BackupID: guid(7, 2), Created: hoursAgo(6.5)},
	}
	n.inv.VMRestorePoints = []veeamsim.VMRestorePoint{
		{ID: guid(9, 1), RestorePointID: guid(8, 1), VMName: "web01", VMUID: vm("1"), Created: hoursAgo(7.5)},
		{ID: guid(9, 2), RestorePointID: guid(8, 2), VMName: "web01", VMUID: vm("1"), Created: hoursAgo(100)},
		{ID: guid(9, 3), RestorePointID: guid(8, 2), VMName: "web02", VMUID: vm("2"), Created: hoursAgo(100)},
	}
	n.inv.AgentRestorePoints = []veeamsim.AgentRestorePoint{{ID: guid(9, 4), RestorePointID: guid(8, 3), ComputerName: "lin01", Created: hoursAgo(6.5)}}
	n.inv.SystemSessions = []veeamsim.SystemSession{
		{ID: guid(5, 1), SessionType: "CollectJob", Created: hoursAgo(2.1), Ended: hoursAgo(2), State: "CompletedSuccessfully"},
		{ID: guid(5, 2), SessionType: "CollectJob", Created: hoursAgo(0.6), Ended: hoursAgo(0.5), State: "CompletedWarning"},
	}
	return n
}

func serveSim(t *testing.T, sim *veeamsim.Server, username, password string) *served {
	t.Helper()
	return serve(t, map[string]any{
		"endpoint": sim.URL(), "username": username, "password": password, "certificate_sha256": sim.CertificateSHA256(),
	}, func(c *veeamclient.Config) { c.Now = clock })
}

// causes are the violations of a verdict, name and cause.
func causes(t *testing.T, verdict map[string]tftypes.Value) (found []string) {
	t.Helper()
	for _, row := range rowsOf(t, verdict["violations"]) {
		found = append(found, row["name"]+":"+row["cause"])
	}
	return found
}

// rowsOf are the texts of a list of objects.
func rowsOf(t *testing.T, list tftypes.Value) (rows []map[string]string) {
	t.Helper()
	var elements []tftypes.Value
	if err := list.As(&elements); err != nil {
		t.Fatal(err)
	}
	for _, element := range elements {
		var object map[string]tftypes.Value
		if err := element.As(&object); err != nil {
			t.Fatal(err)
		}
		row := map[string]string{}
		for name, value := range object {
			var text string
			if value.Type().Is(tftypes.String) && value.As(&text) == nil {
				row[name] = text
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// TestProof asks for each proof beyond sessions, on both builds.
func TestProof(t *testing.T) {
	t.Parallel()
	for _, build := range []int{12, 13} {
		sim := start(t, veeamsim.Config{Build: build, Inventory: proofEstate().inv})
		s := serveSim(t, sim, veeamsim.DefaultAccount.Username, veeamsim.DefaultAccount.Password)
		for name, c := range map[string]struct {
			arguments map[string]any
			want      []string
		}{
			"sessions":       {map[string]any{}, nil},
			"restore points": {map[string]any{"evidence_from": "restore_points"}, []string{"old01:no_restore_point", "web02:no_restore_point"}},
			"two of each": {map[string]any{"evidence_from": "restore_points", "min_restore_points": 2, "only_machines": []string{"web01", "lin01"}},
				[]string{"lin01:no_restore_point"}},
			"copies":            {map[string]any{"copy_rpo": "2d"}, []string{"lin01:no_copy", "old01:no_copy", "web02:no_copy"}},
			"inventory":         {map[string]any{"expect_inventory": []string{"VC01"}}, []string{"new01:not_seen"}},
			"every host":        {map[string]any{"expect_inventory": []string{"*"}}, []string{"new01:not_seen"}},
			"data of two hours": {map[string]any{"max_data_age": "2h"}, nil},
			"data of one hour":  {map[string]any{"max_data_age": "1h"}, []string{"127.0.0.1:stale_data"}},
		} {
			c.arguments["rpo"] = "24h"
			got, diags := s.read(t.Context(), protectionKind, c.arguments)
			if len(diags) > 0 {
				t.Errorf("build %d, %s: %s", build, name, diags[0].Detail)
			} else if found := causes(t, got); !slices.Equal(found, c.want) {
				t.Errorf("build %d, %s: %q, want %q", build, name, found, c.want)
			}
		}
		got := s.verdict(t, map[string]any{"rpo": "24h", "evidence_from": "restore_points", "copy_rpo": "2d"})
		for _, m := range rowsOf(t, got["machines"]) {
			if m["name"] == "web01" && (m["oldest_restore_point_time"] != "2026-06-12T04:00:00Z" || m["newest_restore_point_time"] != "2026-06-16T00:30:00Z" ||
				m["last_good_restore_point_id"] != guid(9, 1) || m["last_copy_time"] != "2026-06-16T03:00:00Z") {
				t.Errorf("build %d: %v", build, m)
			}
		}
	}
}

// TestProofRefuses looks at what stands in the way of a proof.
func TestProofRefuses(t *testing.T) {
	t.Parallel()
	empty := proofEstate()
	empty.inv.HierarchyItems = nil
	portal := veeamsim.Account{Username: "portal", Password: "p", Role: veeamsim.PortalUser}
	for name, c := range map[string]struct {
		inventory veeamsim.Inventory
		arguments map[string]any
		says      []string
	}{
		"an unknown host": {proofEstate().inv, map[string]any{"expect_inventory": []string{"vc02", "vc01"}}, []string{"names what is no " +
			"virtual host", `"vc02"`, `there are: "vc01"`}},
		"an empty list": {empty.inv, map[string]any{"expect_inventory": []string{"vc01"}}, []string{`lists no machine of the virtual host "vc01"`, "not taken for an inventory"}},
		"a small role": {proofEstate().inv, map[string]any{"max_data_age": "1d"}, []string{"at least the role Portal Administrator for " +
			"max_data_age"}},
	} {
		sim := start(t, veeamsim.Config{Inventory: c.inventory, Accounts: []veeamsim.Account{portal}})
		c.arguments["rpo"] = "24h"
		_, diags := serveSim(t, sim, "portal", "p").read(t.Context(), protectionKind, c.arguments)
		if len(diags) != 1 || diags[0].Summary != "Unable to Read Protection Status" {
			t.Fatalf("%s: %v", name, diags)
		}
		for _, text := range c.says {
			if !strings.Contains(strings.Join(strings.Fields(diags[0].Detail), " "), text) {
				t.Errorf("%s: %q is not in\n%s", name, text, diags[0].Detail)
			}
		}
	}
}

// TestProofOfARestoreScope: what a Portal User does not see of restore points violates, and what it does not see of an inventory is
// retired; both say so, and a warning names those that are backed up without success. A name that is expected is judged all the same.
func TestProofOfARestoreScope(t *testing.T) {
	t.Parallel()
	narrowed := veeamsim.Account{Username: "portal", Password: "p", Role: veeamsim.PortalUser, Machines: []string{"web01"}}
	sim := start(t, veeamsim.Config{Inventory: proofEstate().inv, Accounts: []veeamsim.Account{narrowed}})
	s := serveSim(t, sim, "portal", "p")
	found := func(arguments map[string]any, warned ...string) (found []string) {
		arguments["rpo"] = "24h"
		state, diags := s.read(t.Context(), protectionKind, arguments)
		if len(diags) != len(warned) {
			t.Fatalf("%d warnings, want %d", len(diags), len(warned))
		}
		for i, says := range warned {
			if diags[i].Severity != tfprotov6.DiagnosticSeverityWarning || !strings.Contains(diags[i].Detail, says) {
				t.Errorf("%s: %s", diags[i].Summary, diags[i].Detail)
			}
		}
		for _, m := range rowsOf(t, state["machines"]) {
			if state := m["status"] + " " + m["cause"]; state != "compliant " {
				found = append(found, m["name"]+" "+strings.TrimSpace(state))
				if !strings.Contains(m["hint"], "Portal User") {
					t.Errorf("%s %s: hint %q", m["name"], state, m["hint"])
				}
			}
		}
		return found
	}
	got := found(map[string]any{"evidence_from": "restore_points"})
	if want := []string{"lin01 violation no_restore_point", "old01 violation no_restore_point", "web02 violation no_restore_point"}; !slices.Equal(got, want) {
		t.Errorf("by restore points %q, want %q", got, want)
	}
	got = found(map[string]any{"expect_inventory": []string{"vc01"}})
	if want := []string{"old01 retired", "web02 retired"}; !slices.Equal(got, want) {
		t.Errorf("by the inventory %q, want %q", got, want)
	}
	got = found(map[string]any{"expect_inventory": []string{"vc01"}, "evidence_from": "restore_points", "expected_machines": []string{"web02"}},
		"their virtual host does not list them: old01. They are retired")
	if want := []string{"lin01 violation no_restore_point", "old01 retired", "web02 violation no_restore_point"}; !slices.Equal(got, want) {
		t.Errorf("by both %q, want %q", got, want)
	}
}

// TestScopeWithoutMachines: an account whose restore scope has nothing of a virtual host has no inventory of it.
func TestScopeWithoutMachines(t *testing.T) {
	t.Parallel()
	narrowed := veeamsim.Account{Username: "portal", Password: "p", Role: veeamsim.PortalUser, Machines: []string{"elsewhere"}}
	sim := start(t, veeamsim.Config{Inventory: proofEstate().inv, Accounts: []veeamsim.Account{narrowed}})
	s := serveSim(t, sim, "portal", "p")
	for kind, arguments := range map[string]map[string]any{
		protectionKind:           {"rpo": "24h", "expect_inventory": []string{"vc01"}},
		"veeam_virtual_machines": {},
	} {
		_, diags := s.read(t.Context(), kind, arguments)
		if len(diags) != 1 || !strings.Contains(diags[0].Detail, "lists no machine of the virtual host") || !strings.Contains(diags[0].Detail, "restore scope") {
			t.Errorf("%s: %v", kind, diags)
		}
	}
}
