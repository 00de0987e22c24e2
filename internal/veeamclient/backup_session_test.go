package veeamclient_test

import (
	"math"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// sessionsOfJobs are sessions of jobs whose names differ by case only, of agent and file share jobs.
func sessionsOfJobs() veeamsim.Inventory {
	session := func(n, job int, name, jobType, uidType string, server int) veeamsim.BackupSession {
		return veeamsim.BackupSession{
			ID: guid(3, n), JobID: guid(2, job), JobName: name, JobType: jobType, JobUIDType: uidType, ServerID: guid(1, server),
			Created: now.Add(-time.Duration(n) * time.Hour), Ended: now, State: "Stopped", Result: "Success",
		}
	}
	task := func(n int) veeamsim.TaskSession {
		return veeamsim.TaskSession{ID: guid(4, n), SessionID: guid(3, n), VMName: "Web 01", Created: now.Add(-time.Duration(n) * time.Hour), Ended: now, State: "Completed",
			Result: "Success"}
	}
	return veeamsim.Inventory{
		BackupServers: []veeamsim.BackupServer{{ID: guid(1, 1), Name: "VBR01"}, {ID: guid(1, 2), Name: "vbr02"}},
		BackupSessions: []veeamsim.BackupSession{
			session(1, 1, "Nightly", "Backup", "", 1), session(2, 1, "Nightly", "Backup", "", 1),
			session(3, 2, "Agents", "AgentBackup", "AgentBackupJob", 2), session(4, 3, "Shares", "NasBackup", "NasJob", 2),
			session(5, 4, `a";Result==Failed`, "Backup", "", 2),
			session(6, 5, "Twice", "Backup", "", 1), session(7, 6, "TWICE", "Backup", "", 2),
		},
		TaskSessions: []veeamsim.TaskSession{task(1), task(2), task(3), task(5), task(6)},
	}
}

func TestBackupSessionScope(t *testing.T) {
	for name, c := range map[string]struct {
		scope veeamclient.SessionScope
		want  []int
	}{
		"id":                   {veeamclient.SessionScope{ID: guid(3, 3)}, []int{3}},
		"job":                  {veeamclient.SessionScope{JobScope: veeamclient.JobScope{JobID: guid(2, 1)}}, []int{1, 2}},
		"agent job":            {veeamclient.SessionScope{JobScope: veeamclient.JobScope{JobID: guid(2, 2)}}, []int{3}},
		"file share job":       {veeamclient.SessionScope{JobScope: veeamclient.JobScope{JobID: guid(2, 3)}}, []int{4}},
		"name in another case": {veeamclient.SessionScope{JobScope: veeamclient.JobScope{JobName: "NIGHTLY"}}, []int{1, 2}},
		"name with quotes":     {veeamclient.SessionScope{JobScope: veeamclient.JobScope{JobName: `A";result==failed`}}, []int{5}},
		"two spellings":        {veeamclient.SessionScope{JobScope: veeamclient.JobScope{JobName: "Twice"}}, []int{6, 7}},
		"part of a name":       {veeamclient.SessionScope{JobScope: veeamclient.JobScope{JobName: "Night"}}, nil},
		"server":               {veeamclient.SessionScope{JobScope: veeamclient.JobScope{BackupServerName: "vbr01"}}, []int{1, 2, 6}},
		"types":                {veeamclient.SessionScope{JobTypes: []string{"AgentBackup", "NasBackup"}}, []int{3, 4}},
		"span": {veeamclient.SessionScope{JobScope: veeamclient.JobScope{CreatedAfter: now.Add(-4 * time.Hour), CreatedBefore: now.Add(-2 * time.Hour)}},
			[]int{3, 4}},
		"together": {veeamclient.SessionScope{JobScope: veeamclient.JobScope{JobName: "nightly", CreatedAfter: now.Add(-time.Hour)}, JobTypes: []string{"Backup"}},
			[]int{1}},
	} {
		want := []string{}
		for _, n := range c.want {
			want = append(want, guid(3, n))
		}
		for how, config := range map[string]veeamsim.Config{
			"": {}, "build 12": {Build: 12}, "compares case": {CaseSensitive: true}, "understood otherwise": {IgnoreFilter: true}, "references": {References: true},
		} {
			t.Run(name+" "+how, func(t *testing.T) {
				config.Inventory = sessionsOfJobs()
				rows, err := connect(t, startSim(t, config).URL()).BackupSessions(t.Context(), c.scope)
				got := []string{}
				for i := range rows {
					got = append(got, rows[i].ID())
				}
				slices.Sort(got)
				if diff := cmp.Diff(want, got); err != nil || diff != "" {
					t.Error(err, diff)
				}
			})
		}
	}
}

// TestTaskSessionsOfAnEMThatComparesCase: whether EM does is not documented; names are regardless of case all the same.
func TestTaskSessionsOfAnEMThatComparesCase(t *testing.T) {
	for name, c := range map[string]struct {
		scope veeamclient.TaskSessionScope
		want  int
	}{
		"job":           {veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{JobName: "NIGHTLY"}}, 2},
		"two spellings": {veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{JobName: "TWICE"}}, 1},
		"other job":     {veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{JobName: "none"}}, 0},
		"machine":       {veeamclient.TaskSessionScope{VMDisplayName: "wEB 01"}, 5},
		"server":        {veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{BackupServerName: "vbr01"}}, 3},
		"together": {veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{JobName: "nightly", BackupServerName: "Vbr01", CreatedAfter: now.Add(-time.Hour)},
			VMDisplayName: "web 01"}, 1},
		"job's id":    {veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{JobID: guid(2, 2)}}, 1},
		"exact names": {veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{JobName: "Nightly"}, VMDisplayName: "Web 01"}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			sim := startSim(t, veeamsim.Config{Inventory: sessionsOfJobs(), CaseSensitive: true})
			got, err := searchAll(t, connect(t, sim.URL()), c.scope)
			if err != nil || len(got) != c.want {
				t.Errorf("%d rows, want %d, %v", len(got), c.want, err)
			}
		})
	}
}

// TestCaseIsFoundOutOnce: two requests before the first search by name. Where they show nothing, EM is taken to compare case.
func TestCaseIsFoundOutOnce(t *testing.T) {
	asked := func(sim *veeamsim.Server) (n int) {
		for _, r := range sim.Requests() {
			if strings.HasPrefix(r.Query, "type=BackupServer&") {
				n++
			}
		}
		return n
	}
	sim := startSim(t, veeamsim.Config{Inventory: sessionsOfJobs()})
	client := connect(t, sim.URL())
	for _, name := range []string{"none", "no other", "Nightly"} {
		if _, err := searchAll(t, client, veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{JobName: name}}); err != nil {
			t.Error(err)
		}
	}
	if n := asked(sim); n != 2 {
		t.Errorf("asked %d times, want 2", n)
	}
	nameless := sessionsOfJobs()
	nameless.BackupServers = nil
	twins := sessionsOfJobs()
	twins.BackupServers = append(twins.BackupServers, veeamsim.BackupServer{ID: guid(1, 3), Name: "vbr01"})
	for name, config := range map[string]veeamsim.Config{
		"no servers":                   {Inventory: nameless, CaseSensitive: true},
		"a server of the swapped name": {Inventory: twins, CaseSensitive: true},
		"forbidden": {Inventory: sessionsOfJobs(), CaseSensitive: true, Rules: []veeamsim.Rule{{Query: "type=BackupServer&",
			Fault: veeamsim.Fault{Status: http.StatusForbidden}}}},
	} {
		got, err := searchAll(t, connect(t, startSim(t, config).URL()), veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{JobName: "nightly"}})
		if err != nil || len(got) != 2 {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
}

// TestServersAreReadOnce in a client's life, whether EM tells them or not.
func TestServersAreReadOnce(t *testing.T) {
	for status, rows := range map[int]int{0: 3, http.StatusForbidden: 3, http.StatusBadRequest: 3} {
		config := veeamsim.Config{Inventory: sessionsOfJobs()}
		if status != 0 {
			config.Rules = []veeamsim.Rule{{Query: "type=BackupServer&", Fault: veeamsim.Fault{Status: status}}}
		}
		sim := startSim(t, config)
		client := connect(t, sim.URL(), func(c *veeamclient.Config) { c.PageSize = 100 })
		for _, ago := range []time.Duration{20 * time.Hour, 30 * time.Hour} {
			scope := veeamclient.SessionScope{JobScope: veeamclient.JobScope{BackupServerName: "vbr01", CreatedAfter: now.Add(-ago)}}
			if got, err := client.BackupSessions(t.Context(), scope); err != nil || len(got) != rows {
				t.Errorf("status %d: %d sessions, want %d, %v", status, len(got), rows, err)
			}
		}
		asked := 0
		for _, r := range sim.Requests() {
			if strings.HasPrefix(r.Query, "type=BackupServer&") {
				asked++
			}
		}
		if asked != 1 {
			t.Errorf("status %d: asked %d times, want once", status, asked)
		}
	}
}

func TestFreePercent(t *testing.T) {
	number := func(n int64) *int64 { return &n }
	for _, c := range []struct{ capacity, free, want *int64 }{
		{number(100), number(29), number(29)}, {number(100), number(57), number(57)}, {number(1000), number(999), number(99)}, {number(3), number(3), number(100)},
		{number(1 << 62), number(1 << 61), number(50)}, {number(0), number(0), nil}, {number(-1), number(5), nil}, {number(5), number(-1), nil}, {nil, number(1), nil}, {number(1),
			nil, nil},
		// More free than there is, as object storage may say.
		{number(100), number(150), number(150)}, {number(10), number(9e18), nil}, {number(60), number(9e18), nil},
		// Nothing free, the largest number that an answer holds, and the first that it does not.
		{number(100), number(0), number(0)}, {number(100), number(math.MaxInt64), number(math.MaxInt64)}, {number(25), number(1 << 62), nil},
	} {
		r := veeamclient.Repository{Capacity: c.capacity, FreeSpace: c.free}
		if diff := cmp.Diff(c.want, r.FreePercent()); diff != "" {
			t.Error(diff)
		}
	}
}
