package veeamclient_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// TestSearchThatChanges: rows appear and vanish between two pages. A passing change is read again,
// a lasting one is an error, never a list with a row missing.
func TestSearchThatChanges(t *testing.T) {
	vanish := func(sim *veeamsim.Server) {
		sim.Change(func(inv *veeamsim.Inventory) { inv.TaskSessions = inv.TaskSessions[1:] })
	}
	finish := func(sim *veeamsim.Server) {
		sim.Change(func(inv *veeamsim.Inventory) { inv.TaskSessions[0].Reason += "!" })
	}
	appear := func(sim *veeamsim.Server) {
		sim.Change(func(inv *veeamsim.Inventory) {
			early := inv.TaskSessions[0]
			early.ID, early.Created = guid(9, len(inv.TaskSessions)), early.Created.Add(-time.Minute)
			inv.TaskSessions = append(inv.TaskSessions, early)
		})
	}
	// One that vanishes from page 2 after it was read moves the first of page 3 there.
	middle := func(sim *veeamsim.Server) {
		sim.Change(func(inv *veeamsim.Inventory) { inv.TaskSessions = slices.Delete(inv.TaskSessions, 150, 151) })
	}
	// Sessions that EM collects late fill more pages, and leave the first as it was.
	follow := func(sim *veeamsim.Server) {
		sim.Change(func(inv *veeamsim.Inventory) {
			for range 100 {
				late := inv.TaskSessions[0]
				late.ID, late.Created = guid(9, len(inv.TaskSessions)), now.Add(-time.Second)
				inv.TaskSessions = append(inv.TaskSessions, late)
			}
		})
	}
	for name, change := range map[string]func(*veeamsim.Server){"vanish": vanish, "finish": finish, "appear": appear, "follow": follow, "middle": middle} {
		for times, settles := range map[int]bool{1: true, 2: true, 0: false} {
			t.Run(fmt.Sprintf("%s %d", name, times), func(t *testing.T) {
				sim := startSim(t, veeamsim.Config{Inventory: inventory(250), Rules: []veeamsim.Rule{{
					Path: "/query", Query: map[bool]string{true: "page=3", false: "page=2"}[name == "middle"], Times: times, Before: change,
				}}})
				client := connect(t, sim.URL(), func(c *veeamclient.Config) { c.MaxConcurrentRequests = 1 })
				got, err := searchAll(t, client, veeamclient.BackupTaskSessionScope{JobScope: veeamclient.JobScope{JobName: generatedJob}})
				if !settles {
					if !errors.Is(err, veeamclient.ErrChanging) {
						t.Errorf("error is %v", err)
					}
					return
				}
				var want []string
				sim.Change(func(inv *veeamsim.Inventory) { want = uidsOf(*inv) })
				if diff := cmp.Diff(want, got); err != nil || diff != "" {
					t.Error(err, diff)
				}
			})
		}
	}
}

// TestLastPageRunsOn: the newest rows run while they are read, and their sizes grow; that moves none of them.
func TestLastPageRunsOn(t *testing.T) {
	sim := startSim(t, veeamsim.Config{Inventory: inventory(250), Rules: []veeamsim.Rule{{
		Path: "/query", Query: "page=3", Before: func(sim *veeamsim.Server) {
			sim.Change(func(inv *veeamsim.Inventory) { inv.TaskSessions[249].TotalSize++ })
		},
	}}})
	got, err := searchAll(t, connect(t, sim.URL()), veeamclient.BackupTaskSessionScope{JobScope: veeamclient.JobScope{JobName: generatedJob}})
	if asked := len(queries(sim)); err != nil || len(got) != 250 || asked != 5 {
		t.Errorf("%d rows by %d queries, %v", len(got), asked, err)
	}
}
