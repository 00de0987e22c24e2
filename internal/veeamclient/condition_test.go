package veeamclient

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// TestAnyOf: only no values at all let everything through.
func TestAnyOf(t *testing.T) {
	for want, values := range map[filter][]string{
		``: nil, `JobName==""`: {""}, `JobName=="a"`: {"a"}, `(JobName=="a"),(JobName=="b""c")`: {"a", `b"c`},
	} {
		if got := anyOf("JobName", values); got != want {
			t.Errorf("%q is %s, want %s", values, got, want)
		}
	}
}

// TestConditionsAskWhatTheyCheck: for every condition of a search, a row that the simulator's filter lets through passes the
// check, and one that the filter holds back does not.
func TestConditionsAskWhatTheyCheck(t *testing.T) {
	at := time.Date(2026, 6, 16, 0, 0, 0, 0, time.UTC)
	client := conditionClient(t, at)
	const server, job = "vbr01", "10000000-0000-4000-8000-000000000001"
	scope := JobScope{JobID: job, JobName: "NIGHTLY", JobNames: []string{"weekly"}, BackupServerName: "VBR01",
		CreatedAfter: at.Add(-2 * time.Hour), CreatedBefore: at.Add(-time.Hour)}
	tasks := TaskSessionScope{JobScope: scope, JobTypes: []string{"Backup"}, VMDisplayName: "Web01"}
	sessions := SessionScope{JobScope: scope, JobTypes: []string{"Backup", "NasBackup"}}
	allGiven(t, tasks, "SessionID")
	allGiven(t, sessions, "ID", "VMDisplayName") // backup sessions are of no machine
	span := span{scope.CreatedAfter, scope.CreatedBefore}
	vbr01, err := client.findServer(t.Context(), server)
	if err != nil {
		t.Fatal(err)
	}
	search := taskSearch{TaskSessionScope: tasks, span: span, server: vbr01}
	compareConditions(t, client, backupTaskSessions, append(search.taskConditions("", true), serverIs(vbr01, (*BackupTaskSession).AsEntity),
		backupTaskSessions.createdIn(span)))
	compareConditions(t, client, backupSessions.kind, append(jobConditions(sessions, true, em.SessionJobTypes), serverIs(vbr01, (*BackupSession).AsEntity),
		backupSessions.createdIn(span)))
}

// conditionClient reads an EM with sessions of every age, state, job, type and server.
func conditionClient(t *testing.T, at time.Time) *Client {
	t.Helper()
	guid := func(kind, n int) string { return fmt.Sprintf("%d0000000-0000-4000-8000-%012d", kind, n) }
	inv := veeamsim.Inventory{BackupServers: []veeamsim.BackupServer{{ID: guid(9, 1), Name: "vbr01"}, {ID: guid(9, 2), Name: "vbr02"}}}
	states := []struct{ session, task string }{{"Working", "InProgress"}, {"Starting", "Pending"}, {"Stopped", "Completed"}}
	jobs := []string{"Nightly", "weekly", "Nightly 2"}
	for n := range 120 {
		state, created := states[n%3], at.Add(-time.Duration(n)*5*time.Minute)
		session := veeamsim.BackupSession{
			ID: guid(3, n), JobID: guid(1, n%4), JobName: jobs[n%len(jobs)], JobType: []string{"Backup", "BackupCopy", "NasBackup"}[n/3%3],
			ServerID: guid(9, 1+n%2), Created: created, State: state.session, Result: "None",
		}
		task := veeamsim.TaskSession{
			ID: guid(4, n), SessionID: session.ID, VMName: []string{"web01", "WEB01", "web02"}[n/9%3], Created: created, State: state.task, Result: "None",
		}
		if state.task == "Completed" {
			session.Ended = created.Add(time.Duration(n%7) * 10 * time.Minute)
			task.Ended = session.Ended
		}
		inv.BackupSessions, inv.TaskSessions = append(inv.BackupSessions, session), append(inv.TaskSessions, task)
	}
	sim, err := veeamsim.New(veeamsim.Config{Inventory: inv, Clock: func() time.Time { return at }})
	if err != nil {
		t.Fatal(err)
	}
	if err := sim.Start(""); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(sim.Close)
	endpoint, err := ParseEndpoint(sim.URL())
	if err != nil {
		t.Fatal(err)
	}
	client := New(Config{Endpoint: endpoint, Username: veeamsim.DefaultAccount.Username, Password: veeamsim.DefaultAccount.Password})
	t.Cleanup(func() { _ = client.Close(t.Context()) })
	return client
}

// allGiven fails for a field of a scope that the test does not give: its condition would not be tried.
func allGiven(t *testing.T, scope any, but ...string) {
	t.Helper()
	value := reflect.ValueOf(scope)
	for i := range value.NumField() {
		name := value.Type().Field(i).Name
		if name == "JobScope" {
			allGiven(t, value.Field(i).Interface())
		} else if value.Field(i).IsZero() && !slices.Contains(but, name) {
			t.Errorf("%T.%s is not tried", scope, name)
		}
	}
}

func compareConditions[T any](t *testing.T, client *Client, k kind[T], conditions []condition[T]) {
	t.Helper()
	all, err := search[T]{kind: k, order: "CreationTime"}.read(t.Context(), client)
	if err != nil || len(all) != 120 {
		t.Fatal(len(all), err)
	}
	checked := 0
	for _, c := range conditions {
		if c.check == nil {
			continue // the row does not carry it
		}
		checked++
		asked := search[T]{kind: k, order: "CreationTime", conditions: []condition[T]{{filter: c.filter}}}
		found, err := asked.read(t.Context(), client)
		if err != nil {
			t.Fatal(c.filter, err)
		}
		through := map[string]bool{}
		for i := range found {
			through[k.entity(&found[i]).UID] = true
		}
		if len(through) == 0 || len(through) == len(all) {
			t.Errorf("%s lets %d of %d rows through, which shows nothing", c.filter, len(through), len(all))
		}
		for i := range all {
			if uid := k.entity(&all[i]).UID; c.check(&all[i]) != through[uid] {
				t.Errorf("%s lets it through: %t, the check: %t, %+v", c.filter, through[uid], c.check(&all[i]), all[i])
			}
		}
	}
	if checked < 3 {
		t.Errorf("%d conditions were tried", checked)
	}
}

// TestConditionsByID: a row that says of which job or policy it is is judged by that, one that does not stays, and rows that never say
// are only asked for.
func TestConditionsByID(t *testing.T) {
	const id, other = "10000000-0000-4000-8000-00000000000a", "10000000-0000-4000-8000-00000000000b"
	job := jobIs(id, func(s *BackupSession) string { return s.JobUID })
	policy := policyIs(id)
	for uid, want := range map[string]bool{":" + id: true, ":10000000-0000-4000-8000-00000000000A": true, ":" + other: false, "": true} {
		ofJob, ofPolicy := BackupSession{JobUID: "urn:veeam:NasJob" + uid}, CDPSession{PolicyUID: "urn:veeam:CdpPolicy" + uid}
		if job.check(&ofJob) != want || policy.check(&ofPolicy) != want {
			t.Errorf("%q: of the job %t, of the policy %t", uid, job.check(&ofJob), policy.check(&ofPolicy))
		}
	}
	if want := filter(`PolicyUid=="urn:veeam:CdpPolicy:` + id + `"`); policy.filter != want {
		t.Errorf("policy: %s", policy.filter)
	}
	if asked := jobIs[ReplicaTaskSession](id, nil); asked.check != nil || asked.filter != job.filter || job.filter == "" {
		t.Errorf("checked %t, asked %s and %s", asked.check != nil, asked.filter, job.filter)
	}
	if job, policy := jobIs[ReplicaTaskSession]("", nil), policyIs(""); job.filter != "" || job.check != nil || policy.filter != "" || policy.check != nil {
		t.Error("no id asks for something")
	}
}

// TestShortFilters: 1,500 bytes as they are sent are short.
func TestShortFilters(t *testing.T) {
	for text, want := range map[string]bool{
		strings.Repeat("a", 1500): true, strings.Repeat("a", 1501): false, strings.Repeat(`"`, 500): true, strings.Repeat(`"`, 500) + "a": false,
	} {
		if got := filter(text).isShort(); got != want {
			t.Errorf("%.5s of %d bytes: %t", text, len(text), got)
		}
	}
}
