package veeamclient_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// replications are two jobs on two servers with a session each, one of which began before its tasks of today, and a task whose
// session EM does not know.
func replications() veeamsim.Inventory {
	inv := veeamsim.Inventory{BackupServers: []veeamsim.BackupServer{{ID: guid(1, 1), Name: "vbr01"}, {ID: guid(1, 2), Name: "vbr02"}}}
	for n, job := range []string{"Standby", "Far away"} {
		inv.ReplicaSessions = append(inv.ReplicaSessions, veeamsim.ReplicaSession{ID: guid(3, n), JobID: guid(2, n), JobName: job, ServerID: guid(1, n+1),
			Created: now.Add(-3 * time.Hour), Ended: now, State: "Stopped", Result: "Success"})
	}
	for n, machine := range []string{"db01", "db02", "old01"} {
		inv.ReplicaTaskSessions = append(inv.ReplicaTaskSessions, veeamsim.ReplicaTaskSession{ID: guid(4, n), SessionID: guid(3, n), VMName: machine,
			Created: now.Add(-time.Hour), Ended: now, State: "Completed", Result: "Success"})
	}
	return inv
}

// TestReplicaTaskSessions: each has the job of its session, which may have begun before what is asked for. Where EM was asked for a
// job, a row whose job is not known stays.
func TestReplicaTaskSessions(t *testing.T) {
	const db01, db02, old = "db01|Standby|vbr01", "db02|Far away|vbr02", "old01||"
	today := veeamclient.JobScope{CreatedAfter: now.Add(-2 * time.Hour)}
	byID, byName, byServer := today, today, today
	byID.JobID, byName.JobName, byServer.BackupServerName = guid(2, 0), "FAR AWAY", "VBR01"
	for name, c := range map[string]struct {
		scope    veeamclient.TaskSessionScope
		ignored  bool
		want     []string
		sessions int // how often sessions are asked for
	}{
		"all":                      {veeamclient.TaskSessionScope{JobScope: today}, false, []string{db01, db02, old}, 2}, // the other time for that of old01
		"a job's id":               {veeamclient.TaskSessionScope{JobScope: byID}, false, []string{db01}, 1},
		"a job's id, not filtered": {veeamclient.TaskSessionScope{JobScope: byID}, true, []string{db01, old}, 2},
		"a job's name":             {veeamclient.TaskSessionScope{JobScope: byName}, false, []string{db02}, 1},
		"a name, not filtered":     {veeamclient.TaskSessionScope{JobScope: byName}, true, []string{db02, old}, 2},
		"a server":                 {veeamclient.TaskSessionScope{JobScope: byServer}, false, []string{db01}, 1},
		"a machine":                {veeamclient.TaskSessionScope{JobScope: today, VMDisplayName: "DB02"}, false, []string{db02}, 1},
		"one session":              {veeamclient.TaskSessionScope{SessionID: guid(3, 1)}, false, []string{db02}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			sim := startSim(t, veeamsim.Config{Inventory: replications(), IgnoreFilter: c.ignored})
			rows, err := connect(t, sim.URL()).ReplicaTaskSessions(t.Context(), c.scope)
			got := []string{}
			for i := range rows {
				got = append(got, strings.Join([]string{rows[i].VMDisplayName, rows[i].JobName, rows[i].BackupServerName}, "|"))
			}
			slices.Sort(got)
			if diff := cmp.Diff(c.want, got); err != nil || diff != "" {
				t.Error(err, diff)
			}
			asked := 0
			for _, r := range sim.Requests() {
				if strings.HasPrefix(r.Query, "type=ReplicaJobSession&") {
					asked++
				}
			}
			if !c.ignored && asked != c.sessions {
				t.Errorf("sessions were asked for %d times, want %d", asked, c.sessions)
			}
		})
	}
}
