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
	inv.BackupSessions[0].Lacks = []string{"JobName", "Links"}
	inv.TaskSessions[0].Lacks = []string{"VmDisplayName", "Links"}
	inv.Jobs = []veeamsim.Job{{ID: guid(2, 9), Name: "nobody knows", JobType: "Backup", ServerID: guid(1, 1), Lacks: []string{"Name"}}}
	return inv
}

// TestRowsWithoutAName: a row that lacks a name is nobody's where no filter by that name has let it through, and stays
// where one has. That tells most on an EM whose servers have no letters in their names: whether it minds case can't be found out.
func TestRowsWithoutAName(t *testing.T) {
	numbered := incomplete()
	numbered.BackupServers[0].Name, numbered.BackupServers[1].Name = "10.0.0.5", "10.0.0.6"
	configs := map[string]veeamsim.Config{
		"minds case": {Inventory: incomplete(), CaseSensitive: true}, "does not mind": {Inventory: incomplete()}, "can't be found out": {Inventory: numbered},
	}
	for name, c := range map[string]struct {
		scope           veeamclient.BackupTaskSessionScope
		tasks, sessions int
	}{
		"another job":     {veeamclient.BackupTaskSessionScope{JobScope: veeamclient.JobScope{JobName: "Never Ran"}}, 0, 0},
		"several others":  {veeamclient.BackupTaskSessionScope{JobScope: veeamclient.JobScope{JobNames: []string{"Never Ran", "Nor This"}}}, 0, 0},
		"another server":  {veeamclient.BackupTaskSessionScope{JobScope: veeamclient.JobScope{BackupServerName: "10.0.0.7"}}, 0, 0},
		"another machine": {veeamclient.BackupTaskSessionScope{VMDisplayName: "gone01"}, 0, -1},
		"its own job":     {veeamclient.BackupTaskSessionScope{JobScope: veeamclient.JobScope{JobName: "Nightly"}}, 2, 2},
		"its own name":    {veeamclient.BackupTaskSessionScope{VMDisplayName: "Web 01"}, 2, -1},
	} {
		for how, config := range configs {
			t.Run(name+", "+how, func(t *testing.T) {
				client := connect(t, startSim(t, config).URL())
				got, err := searchAll(t, client, c.scope)
				if err != nil || len(got) != c.tasks {
					t.Errorf("%d task sessions, want %d, %v", len(got), c.tasks, err)
				}
				if c.sessions < 0 {
					return
				}
				var rows collect[veeamclient.BackupSession]
				err = client.BackupSessions(t.Context(), veeamclient.BackupSessionScope{JobScope: c.scope.JobScope}, &rows)
				if err != nil || len(rows.rows) != c.sessions {
					t.Errorf("%d backup sessions, want %d, %v", len(rows.rows), c.sessions, err)
				}
			})
		}
	}
	var jobs collect[veeamclient.Job]
	err := connect(t, startSim(t, configs["minds case"]).URL()).Jobs(t.Context(), veeamclient.NameScope{Name: "Dropped"}, &jobs)
	if err != nil || len(jobs.rows) != 0 {
		t.Errorf("%v, %v", jobs.rows, err)
	}
}
