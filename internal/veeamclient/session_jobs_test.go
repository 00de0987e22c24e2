package veeamclient_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// policies are an agent policy with a session for each machine, a copy job with a worker, a job whose name looks like that of a
// machine of the policy, and a job in another spelling on another server.
func policies() veeamsim.Inventory {
	inv := veeamsim.Inventory{BackupServers: []veeamsim.BackupServer{{ID: guid(1, 1), Name: "vbr01"}, {ID: guid(1, 2), Name: "vbr02"}}}
	add := func(n int, name, jobType string, server, parent int, ago time.Duration, machine string) {
		session := veeamsim.BackupSession{ID: guid(3, n), JobID: guid(2, n), JobName: name, JobType: jobType, ServerID: guid(1, server),
			Created: now.Add(-ago), Ended: now.Add(-ago + time.Hour), State: "Stopped", Result: "Success", IsRetry: n == 4}
		if parent > 0 {
			session.ParentID = guid(3, parent)
		}
		inv.BackupSessions = append(inv.BackupSessions, session)
		if machine != "" {
			inv.TaskSessions = append(inv.TaskSessions, veeamsim.TaskSession{ID: guid(4, n), SessionID: guid(3, n), VMName: machine,
				Created: now.Add(-ago + time.Minute), Ended: now.Add(-ago + time.Hour), State: "Completed", Result: "Success"})
		}
	}
	add(1, "P", "AgentBackup", 1, 0, 6*time.Hour, "")
	add(2, "P - lin01", "AgentManagement", 1, 1, 6*time.Hour, "lin01")
	add(3, "P - lin02", "AgentManagement", 1, 0, 6*time.Hour, "lin02")
	add(4, "P - lin03", "Backup", 1, 0, 6*time.Hour, "lin03")
	add(5, "Copy", "ImmediateBackupCopy", 1, 0, 40*24*time.Hour, "")
	add(6, "Copy\\Nightly", "ImmediateBackupCopyWorker", 1, 5, 5*time.Hour, "db01")
	add(7, "Nightly", "Backup", 1, 0, 25*time.Hour, "db01")
	add(8, "NIGHTLY", "Backup", 2, 0, 4*time.Hour, "db02")
	return inv
}

// jobsOfRows are task sessions by the number of their session, with what they have of it.
func jobsOfRows(rows []veeamclient.BackupTaskSession) []string {
	words := []string{}
	for i := range rows {
		r := &rows[i]
		retry := "?"
		if r.IsRetry != nil {
			retry = fmt.Sprint(*r.IsRetry)
		}
		words = append(words, strings.Join([]string{r.VMDisplayName, r.JobName, r.JobType, retry, r.PolicyName, r.BackupServerName}, "|"))
	}
	slices.Sort(words)
	return words
}

func TestJobsOfTaskSessions(t *testing.T) {
	lin01, lin02 := "lin01|P - lin01|AgentManagement|false|P|vbr01", "lin02|P - lin02|AgentManagement|false|P|vbr01"
	lin03, worker := "lin03|P - lin03|Backup|true||vbr01", "db01|Copy\\Nightly|ImmediateBackupCopyWorker|false|Copy|vbr01"
	nightly, other := "db01|Nightly|Backup|false||vbr01", "db02|NIGHTLY|Backup|false||vbr02"
	job := func(name string) veeamclient.TaskSessionScope {
		return veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{JobName: name}}
	}
	since := veeamclient.JobScope{CreatedAfter: now.Add(-25*time.Hour + 30*time.Second)}
	policySince, nightlyUntil := job("P"), job("nightly")
	policySince.CreatedAfter, nightlyUntil.CreatedBefore = now.Add(-6*time.Hour+1), now.Add(-5*time.Hour)
	for name, c := range map[string]struct {
		scope veeamclient.TaskSessionScope
		want  []string
	}{
		"one session":                 {veeamclient.TaskSessionScope{SessionID: guid(3, 4)}, []string{lin03}},
		"a policy":                    {job("p"), []string{lin01, lin02}},
		"a copy job":                  {job("COPY"), []string{worker}},
		"a job in two spellings":      {job("nightly"), []string{nightly, other}},
		"a machine's own job":         {job("p - LIN02"), []string{lin02}},
		"no such job":                 {job("P - "), []string{}},
		"a job's id":                  {veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{JobID: guid(2, 7)}}, []string{nightly}},
		"a server":                    {veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{BackupServerName: "VBR02"}}, []string{other}},
		"a type":                      {veeamclient.TaskSessionScope{JobTypes: []string{"backup"}}, []string{lin03, nightly, other}},
		"a type that nobody knows":    {veeamclient.TaskSessionScope{JobTypes: []string{"AhvBackup"}}, []string{}},
		"a session from before":       {veeamclient.TaskSessionScope{JobScope: since, VMDisplayName: "db01"}, []string{nightly, worker}},
		"a policy's, from before":     {policySince, []string{lin01, lin02}},
		"a job before a certain time": {nightlyUntil, []string{nightly}},
	} {
		slices.Sort(c.want)
		for how, config := range map[string]veeamsim.Config{
			"": {}, "build 12": {Build: 12}, "compares case": {CaseSensitive: true}, "understood otherwise": {IgnoreFilter: true}, "references": {References: true},
		} {
			t.Run(name+" "+how, func(t *testing.T) {
				config.Inventory = policies()
				if config.References { // what its collections do not reach can't be read there
					config.Inventory.BackupSessions[4].Created = now.AddDate(0, 0, -29)
				}
				rows, _, err := connect(t, startSim(t, config).URL()).BackupTaskSessionsWithJobs(t.Context(), c.scope)
				if diff := cmp.Diff(c.want, jobsOfRows(rows)); err != nil || diff != "" {
					t.Error(err, diff)
				}
			})
		}
	}
}

// TestSessionsOfTheSameScope: the backup sessions beside the task sessions are those of the scope, without a task session too.
func TestSessionsOfTheSameScope(t *testing.T) {
	for name, c := range map[string]struct {
		scope veeamclient.TaskSessionScope
		want  []int
	}{
		"a policy":    {veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{JobNames: []string{"P", "none"}}}, []int{1, 2}},
		"a time":      {veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{CreatedAfter: now.Add(-5 * time.Hour)}}, []int{6, 8}},
		"a type":      {veeamclient.TaskSessionScope{JobTypes: []string{"AgentBackup"}}, []int{1}},
		"one session": {veeamclient.TaskSessionScope{SessionID: guid(3, 1)}, []int{1}},
	} {
		t.Run(name, func(t *testing.T) {
			_, sessions, err := connect(t, startSim(t, veeamsim.Config{Inventory: policies()}).URL()).BackupTaskSessionsWithJobs(t.Context(), c.scope)
			got := []int{}
			for n := range 9 {
				if slices.ContainsFunc(sessions, func(s veeamclient.BackupSession) bool { return s.ID() == guid(3, n) }) {
					got = append(got, n)
				}
			}
			if diff := cmp.Diff(c.want, got); err != nil || diff != "" {
				t.Error(err, diff)
			}
		})
	}
}

// TestUnknownBackupSession: the job of a row whose backup session EM does not know is not known, and a filter by the job that EM let
// it through keeps it.
func TestUnknownBackupSession(t *testing.T) {
	inv := policies()
	inv.TaskSessions = append(inv.TaskSessions, veeamsim.TaskSession{ID: guid(4, 9), SessionID: guid(3, 99), ServerID: guid(1, 1), VMName: "old01",
		Created: now.Add(-time.Hour), State: "Completed", Result: "Failed"})
	const old = "old01|||?||vbr01"
	sim := startSim(t, veeamsim.Config{Inventory: inv})
	rows, _, err := connect(t, sim.URL()).BackupTaskSessionsWithJobs(t.Context(), veeamclient.TaskSessionScope{VMDisplayName: "old01"})
	if err != nil || !slices.Equal(jobsOfRows(rows), []string{old}) {
		t.Error(jobsOfRows(rows), err)
	}
	kept := startSim(t, veeamsim.Config{Inventory: inv, IgnoreFilter: true})
	rows, _, err = connect(t, kept.URL()).BackupTaskSessionsWithJobs(t.Context(), veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{JobID: guid(2, 7)}})
	if want := []string{"db01|Nightly|Backup|false||vbr01", old}; err != nil || !slices.Equal(jobsOfRows(rows), want) {
		t.Error(jobsOfRows(rows), err)
	}
}

// TestSessionsThatAreMissingAreReadTogether: those of 40 sessions that began before the scope, in four queries.
func TestSessionsThatAreMissingAreReadTogether(t *testing.T) {
	inv := veeamsim.Inventory{BackupServers: []veeamsim.BackupServer{{ID: guid(1, 1), Name: "vbr01"}}}
	for n := range 40 {
		inv.BackupSessions = append(inv.BackupSessions, veeamsim.BackupSession{ID: guid(3, n), JobID: guid(2, n), JobName: fmt.Sprintf("Job %d", n), JobType: "Backup",
			ServerID: guid(1, 1), Created: now.Add(-3 * time.Hour), Ended: now, State: "Stopped", Result: "Success"})
		inv.TaskSessions = append(inv.TaskSessions, veeamsim.TaskSession{ID: guid(4, n), SessionID: guid(3, n), VMName: fmt.Sprintf("vm%d", n),
			Created: now.Add(-time.Hour), Ended: now, State: "Completed", Result: "Success"})
	}
	sim := startSim(t, veeamsim.Config{Inventory: inv})
	client := connect(t, sim.URL())
	rows, _, err := client.BackupTaskSessionsWithJobs(t.Context(), veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{CreatedAfter: now.Add(-2 * time.Hour)}})
	if err != nil || len(rows) != 40 || slices.ContainsFunc(rows, func(r veeamclient.BackupTaskSession) bool { return r.JobName == "" }) {
		t.Fatal(len(rows), err)
	}
	queries := 0
	for _, r := range sim.Requests() {
		if strings.Contains(r.Query, "type=BackupJobSession") {
			queries++
			if len(r.Query) > 2000 {
				t.Errorf("a query of %d bytes", len(r.Query))
			}
		}
	}
	if queries != 5 {
		t.Errorf("%d queries for backup sessions, want that of the scope and four", queries)
	}
}

// TestServersByTheirID: links without a name are of the server that has their id, whatever the spelling asked for, and whether the
// account may ask for servers or not.
func TestServersByTheirID(t *testing.T) {
	inv := policies()
	inv.BackupServers = append(inv.BackupServers, veeamsim.BackupServer{ID: guid(1, 3), Name: "cafe\u0301"})
	inv.BackupSessions[7].ServerID, inv.TaskSessions[5].ServerID = guid(1, 3), guid(1, 3)
	for name, c := range map[string]struct {
		server string
		want   int
	}{
		"as spelled": {"vbr01", 5}, "in another case": {"VBR01", 5}, "of no machines": {"vbr02", 0}, "in another form": {"CAF\u00c9", 1}, "unknown": {"vbr", 0},
	} {
		for how, config := range map[string]veeamsim.Config{
			"": {}, "compares case": {CaseSensitive: true}, "understood otherwise": {IgnoreFilter: true}, "build 12": {Build: 12},
			"may not ask": {Rules: []veeamsim.Rule{{Query: "type=BackupServer&", Fault: veeamsim.Fault{Status: http.StatusForbidden}}}},
		} {
			t.Run(name+" "+how, func(t *testing.T) {
				config.Inventory = inv
				scope := veeamclient.JobScope{BackupServerName: c.server}
				client := connect(t, startSim(t, config).URL())
				rows, _, err := client.BackupTaskSessionsWithJobs(t.Context(), veeamclient.TaskSessionScope{JobScope: scope})
				if err != nil || len(rows) != c.want {
					t.Errorf("%d task sessions, want %d, %v", len(rows), c.want, err)
				}
			})
		}
	}
}

// TestMissingSessionsThatAreNotServed: an EM that answers references, and does not serve a session that its query still lists,
// leaves the job of that session's rows unknown, and that of others known.
func TestMissingSessionsThatAreNotServed(t *testing.T) {
	inv := policies()
	for n := range 2 { // two sessions of long ago, whose tasks began today
		inv.BackupSessions = append(inv.BackupSessions, veeamsim.BackupSession{ID: guid(3, 20+n), JobID: guid(2, 20+n), JobName: fmt.Sprintf("Old %d", n), JobType: "Backup",
			ServerID: guid(1, 1), Created: now.AddDate(0, 0, -29), State: "Stopped", Result: "Success"})
		inv.TaskSessions = append(inv.TaskSessions, veeamsim.TaskSession{ID: guid(4, 20+n), SessionID: guid(3, 20+n), ServerID: guid(1, 1), VMName: fmt.Sprintf("old%d", n),
			Created: now.Add(-time.Hour), Ended: now, State: "Completed", Result: "Success"})
	}
	since := veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{CreatedAfter: now.Add(-90 * time.Minute)}}
	known, unknown := "old%d|Old %d|Backup|false||vbr01", "old%d|||?||vbr01"
	for name, c := range map[string]struct {
		status int
		hidden []int
		want   []string
		fails  bool
	}{
		"all are served":            {want: []string{fmt.Sprintf(known, 0, 0), fmt.Sprintf(known, 1, 1)}},
		"one is not":                {status: http.StatusNotFound, hidden: []int{20}, want: []string{fmt.Sprintf(unknown, 0), fmt.Sprintf(known, 1, 1)}},
		"the last is not":           {status: http.StatusNotFound, hidden: []int{21}, want: []string{fmt.Sprintf(known, 0, 0), fmt.Sprintf(unknown, 1)}},
		"none is":                   {status: http.StatusNotFound, hidden: []int{20, 21}, want: []string{fmt.Sprintf(unknown, 0), fmt.Sprintf(unknown, 1)}},
		"one is not allowed":        {status: http.StatusForbidden, hidden: []int{20}, fails: true},
		"one fails, one not served": {status: http.StatusForbidden, hidden: []int{21}, fails: true},
	} {
		t.Run(name, func(t *testing.T) {
			config := veeamsim.Config{Inventory: inv, References: true}
			for _, n := range c.hidden {
				config.Rules = append(config.Rules, veeamsim.Rule{Path: "/backupSessions/" + guid(3, n), Fault: veeamsim.Fault{Status: c.status}})
			}
			rows, _, err := connect(t, startSim(t, config).URL()).BackupTaskSessionsWithJobs(t.Context(), since)
			if (err != nil) != c.fails || !c.fails && !slices.Equal(jobsOfRows(rows), slices.Sorted(slices.Values(c.want))) {
				t.Error(jobsOfRows(rows), err)
			}
		})
	}
}
