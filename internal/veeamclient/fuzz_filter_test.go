package veeamclient_test

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// FuzzFilter: whatever the name, the same machines are found as by comparing names here. The server's parser is the simulator's own.
func FuzzFilter(f *testing.F) {
	for _, seed := range []string{"web01", "db 01", `a";Result==Failed`, `""`, `"`, "x,y;(z)", "a&b=c#d+e%20", "Ünïcode 機械", " leading", "\t", "ſK"} {
		f.Add(seed)
	}
	sim, err := veeamsim.New(veeamsim.Config{Clock: func() time.Time { return now }})
	if err != nil {
		f.Fatal(err)
	}
	if err := sim.Start(""); err != nil {
		f.Fatal(err)
	}
	f.Cleanup(sim.Close)
	client := connectTo(f, sim.URL())
	f.Fuzz(func(t *testing.T, name string) {
		if !utf8.ValidString(name) || name == "" {
			t.Skip("no name in JSON")
		}
		others := []string{name, strings.ToUpper(name), name + "x", "x" + name, strings.ReplaceAll(name, `"`, ""), `a";Result==Failed`, "web01"}
		inv := veeamsim.Inventory{
			BackupServers: []veeamsim.BackupServer{{ID: guid(1, 1), Name: "vbr01"}},
			BackupSessions: []veeamsim.BackupSession{{ID: guid(3, 1), JobID: guid(2, 1), JobName: "Job", JobType: "Backup", ServerID: guid(1, 1), Created: now.Add(-time.Hour),
				State: "Working"}},
		}
		want := []string{}
		for i, other := range others {
			inv.TaskSessions = append(inv.TaskSessions, veeamsim.TaskSession{ID: guid(4, i), SessionID: guid(3, 1), VMName: other, Created: now.Add(-time.Hour), State: "Completed",
				Result: "Failed"})
			if em.Same(other, name) {
				want = append(want, "urn:veeam:BackupTaskSession:"+guid(4, i))
			}
		}
		sim.Change(func(held *veeamsim.Inventory) { *held = inv })
		rows, err := client.BackupTaskSessions(t.Context(), veeamclient.TaskSessionScope{VMDisplayName: name})
		if err != nil {
			t.Fatal(err)
		}
		got := uidsOfRows(rows)
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", name, diff)
		}
	})
}
