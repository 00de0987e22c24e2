package veeamclient_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// pointsOfServers are restore points of machines and of agents in a backup of each of two servers.
func pointsOfServers() veeamsim.Inventory {
	inv := veeamsim.Inventory{BackupServers: []veeamsim.BackupServer{{ID: guid(1, 1), Name: "vbr01"}, {ID: guid(1, 2), Name: "vbr02"}}}
	for n := 1; n <= 2; n++ {
		inv.Backups = append(inv.Backups, veeamsim.Backup{ID: guid(5, n), ServerID: guid(1, n)})
		inv.RestorePoints = append(inv.RestorePoints, veeamsim.RestorePoint{ID: guid(6, n), BackupID: guid(5, n), Created: now.Add(-time.Hour)})
	}
	vm := func(n, server int, name, uid string, age time.Duration) veeamsim.VMRestorePoint {
		return veeamsim.VMRestorePoint{
			ID: guid(7, n), RestorePointID: guid(6, server), VMName: name, VMUID: uid, Created: now.Add(-age), Algorithm: "SyntheticFull", PointType: "Full",
		}
	}
	inv.VMRestorePoints = []veeamsim.VMRestorePoint{
		vm(1, 1, "db 01", "urn:VMware:Vm:"+guid(8, 1)+".vm-1", time.Hour),
		vm(2, 1, "DB 01", "urn:vmware:VM:"+guid(8, 1)+".vm-1", 400*24*time.Hour),
		vm(3, 2, "old@site", "", 26*time.Hour), // as older bodies, without reference
	}
	inv.AgentRestorePoints = []veeamsim.AgentRestorePoint{
		{ID: guid(9, 1), RestorePointID: guid(6, 2), ComputerName: "lnx01", Created: now.Add(-2 * time.Hour), Algorithm: "Incremental", PointType: "Increment"},
		{ID: guid(9, 2), RestorePointID: guid(6, 2), ComputerName: "me@home", Created: now.Add(-3 * time.Hour), Algorithm: "Full", PointType: "Full"},
	}
	return inv
}

func TestRestorePoints(t *testing.T) {
	scope := func(adjust func(*veeamclient.RestorePointScope)) (s veeamclient.RestorePointScope) {
		adjust(&s)
		return s
	}
	for name, c := range map[string]struct {
		scope veeamclient.RestorePointScope
		want  []string
	}{
		"all": {scope(func(*veeamclient.RestorePointScope) {}), []string{"DB 01", "db 01", "lnx01", "me@home", "old@site"}},
		"of agents": {scope(func(s *veeamclient.RestorePointScope) { s.Kinds = []string{veeamclient.AgentPoint} }),
			[]string{"lnx01", "me@home"}},
		"of machines by name": {scope(func(s *veeamclient.RestorePointScope) { s.MachineNames = []string{"LNX01", "Db 01"} }),
			[]string{"DB 01", "db 01", "lnx01"}},
		"of a name with @": {scope(func(s *veeamclient.RestorePointScope) { s.MachineNames = []string{"ME@home"} }), []string{"me@home"}},
		"by reference": {scope(func(s *veeamclient.RestorePointScope) {
			s.VMUIDs = []string{"urn:VMWARE:vm:" + guid(8, 1) + ".VM-1"}
		}), []string{"DB 01", "db 01"}},
		"after is inclusive": {scope(func(s *veeamclient.RestorePointScope) { s.CreatedAfter = now.Add(-2 * time.Hour) }), []string{"db 01", "lnx01"}},
		"before is exclusive": {scope(func(s *veeamclient.RestorePointScope) { s.CreatedBefore = now.Add(-3 * time.Hour) }),
			[]string{"DB 01", "old@site"}},
		"of a server":      {scope(func(s *veeamclient.RestorePointScope) { s.BackupServerName = "VBR02" }), []string{"lnx01", "me@home", "old@site"}},
		"of no server":     {scope(func(s *veeamclient.RestorePointScope) { s.BackupServerName = "vbr03" }), nil},
		"of a part of one": {scope(func(s *veeamclient.RestorePointScope) { s.MachineNames = []string{"db"} }), nil},
	} {
		for _, config := range []veeamsim.Config{{Build: 12}, {Build: 13}, {CaseSensitive: true}, {IgnoreFilter: true, PageSize: 2, IgnorePageSize: true}} {
			t.Run(fmt.Sprintf("%s, build %d, case %v, page %d", name, config.Build, config.CaseSensitive, config.PageSize), func(t *testing.T) {
				config.Inventory = pointsOfServers()
				points, err := connect(t, startSim(t, config).URL()).RestorePoints(t.Context(), c.scope)
				var got []string
				for i := range points {
					got = append(got, points[i].MachineName)
				}
				if slices.Sort(got); err != nil || !slices.Equal(got, c.want) {
					t.Errorf("got %q, %v, want %q", got, err, c.want)
				}
			})
		}
	}
}

// TestRestorePointsHaveTheirColumns: what a point of each kind has.
func TestRestorePointsHaveTheirColumns(t *testing.T) {
	for _, build := range []int{12, 13} {
		client := connect(t, startSim(t, veeamsim.Config{Build: build, Inventory: pointsOfServers()}).URL())
		points, err := client.RestorePoints(t.Context(), veeamclient.RestorePointScope{CreatedAfter: now.Add(-150 * time.Minute)})
		if err != nil || len(points) != 2 {
			t.Fatal(points, err)
		}
		vm, agent := points[0], points[1]
		want := veeamclient.RestorePoint{
			Entity: veeamclient.Entity{
				UID: "urn:veeam:VmRestorePoint:" + guid(7, 1), Name: vm.Name, BackupServerName: "vbr01", BackupServerID: guid(1, 1),
			},
			Kind: veeamclient.VMPoint, MachineName: "db 01", VMUID: "urn:VMware:Vm:" + guid(8, 1) + ".vm-1",
			CreationTime: veeamclient.Time{Time: now.Add(-time.Hour)}, Algorithm: "SyntheticFull", PointType: "Full",
		}
		if vm != want {
			t.Errorf("build %d: %+v, want %+v", build, vm, want)
		}
		if agent.Kind != veeamclient.AgentPoint || agent.UID != "urn:veeam:AgentRestorePoint:"+guid(9, 1) || agent.VMUID != "" || agent.BackupServerID != guid(1, 2) {
			t.Errorf("build %d: %+v", build, agent)
		}
	}
}

// TestRestorePointsOfAllYearsAreRead: points are not bounded by the days that sessions are kept for, and are read by time as these are.
func TestRestorePointsOfAllYearsAreRead(t *testing.T) {
	inv := pointsOfServers()
	for n := range 5000 {
		age := time.Duration(n) * time.Minute
		if n%1000 == 0 {
			age = time.Duration(n) * 24 * time.Hour // the few that are kept for years
		}
		inv.VMRestorePoints = append(inv.VMRestorePoints, veeamsim.VMRestorePoint{
			ID: guid(7, 100+n), RestorePointID: guid(6, 1), VMName: "db 02", Created: now.Add(-age), Algorithm: "Full", PointType: "Full",
		})
	}
	sim := startSim(t, veeamsim.Config{Inventory: inv})
	scope := veeamclient.RestorePointScope{Kinds: []string{veeamclient.VMPoint}}
	points, err := connect(t, sim.URL(), func(c *veeamclient.Config) { c.PageSize = 100 }).RestorePoints(t.Context(), scope)
	if err != nil || len(points) != len(inv.VMRestorePoints) {
		t.Fatalf("%d of %d, %v", len(points), len(inv.VMRestorePoints), err)
	}
	if asked := len(queries(sim)); asked > 100 {
		t.Errorf("%d requests for 51 pages", asked)
	}
}

// TestRestorePointWithoutATimeIsRefused: nothing can be said of its age.
func TestRestorePointWithoutATimeIsRefused(t *testing.T) {
	body := answer(`{"PagingInfo":{"PageNum":1,"PageSize":100,"PagesCount":1},"Entities":{"VmRestorePoints":{"VmRestorePoints":[
		{"UID":"urn:veeam:VmRestorePoint:` + guid(7, 1) + `","Name":"db01@now","VmDisplayName":"db01"}]}}}`)
	_, err := connect(t, scripted(t, body).URL).RestorePoints(t.Context(), veeamclient.RestorePointScope{Kinds: []string{veeamclient.VMPoint}})
	if err == nil || !strings.Contains(err.Error(), "row 1 of VmRestorePoints has no CreationTimeUTC") {
		t.Error(err)
	}
}
