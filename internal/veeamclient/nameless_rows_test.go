package veeamclient_test

import (
	"testing"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// incomplete is two sessions and their task sessions, in which names are missing.
func incomplete() veeamsim.Inventory {
	inv := sessionsOfJobs()
	inv.BackupSessions, inv.TaskSessions = inv.BackupSessions[:2], inv.TaskSessions[:2]
	inv.BackupSessions[0].Omit = []string{"JobName", "Links"}
	inv.TaskSessions[0].Omit = []string{"VmDisplayName", "Links"}
	inv.Jobs = []veeamsim.Job{{ID: guid(2, 9), Name: "nobody knows", JobType: "Backup", ServerID: guid(1, 1), Omit: []string{"Name"}}}
	return inv
}

// TestRowsWithoutAName: a row without a name is nobody's where no filter by that name has let it through, and stays
// where one has. That shows most on an EM whose servers have no letters in their names: whether it compares case can't be found out.
func TestRowsWithoutAName(t *testing.T) {
	numbered := incomplete()
	numbered.BackupServers[0].Name, numbered.BackupServers[1].Name = "10.0.0.5", "10.0.0.6"
	configs := map[string]veeamsim.Config{
		"compares case": {Inventory: incomplete(), CaseSensitive: true}, "ignores case": {Inventory: incomplete()}, "can't be found out": {Inventory: numbered},
	}
	job := func(names ...string) veeamclient.TaskSessionScope {
		return veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{JobNames: names}}
	}
	// The second figure of each is where names are compared here.
	for name, c := range map[string]struct {
		scope           veeamclient.TaskSessionScope
		tasks, sessions [2]int
	}{
		"another job":     {job("Never Ran"), [2]int{}, [2]int{}},
		"several others":  {job("Never Ran", "Nor This"), [2]int{}, [2]int{}},
		"another server":  {veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{BackupServerName: "10.0.0.7"}}, [2]int{}, [2]int{}},
		"another machine": {veeamclient.TaskSessionScope{VMDisplayName: "gone01"}, [2]int{}, [2]int{}},
		"its own job":     {job("Nightly"), [2]int{2, 2}, [2]int{2, 1}},
		"its own name":    {veeamclient.TaskSessionScope{VMDisplayName: "Web 01"}, [2]int{2, 1}, [2]int{}},
	} {
		for how, config := range configs {
			t.Run(name+", "+how, func(t *testing.T) {
				client := connect(t, startSim(t, config).URL())
				which := 1
				if how == "ignores case" {
					which = 0
				}
				got, err := searchAll(t, client, c.scope)
				if err != nil || len(got) != c.tasks[which] {
					t.Errorf("%d task sessions, want %d, %v", len(got), c.tasks[which], err)
				}
				if c.scope.VMDisplayName != "" {
					return // backup sessions have no machine
				}
				rows, err := client.BackupSessions(t.Context(), veeamclient.SessionScope{JobScope: c.scope.JobScope})
				if err != nil || len(rows) != c.sessions[which] {
					t.Errorf("%d backup sessions, want %d, %v", len(rows), c.sessions[which], err)
				}
			})
		}
	}
	jobs, err := connect(t, startSim(t, configs["compares case"]).URL()).Jobs(t.Context(), veeamclient.NameScope{Name: "Dropped"})
	if err != nil || len(jobs) != 0 {
		t.Errorf("%v, %v", jobs, err)
	}
}
