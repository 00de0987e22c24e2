package provider_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

const (
	sessionsKind = "veeam_backup_sessions"
	sessionKind  = "veeam_backup_session"
)

// retried is the second session of the estate, with every attribute.
var retried = map[string]any{
	"id": guid(3, 2), "uid": "urn:veeam:BackupJobSession:" + guid(3, 2), "name": "Nightly VMs@2026-06-15 01:00:00",
	"job_id": guid(2, 1), "job_uid": "urn:veeam:Job:" + guid(2, 1), "job_name": "Nightly VMs", "job_type": "Backup",
	"backup_server_name": "vbr01.lab.example", "creation_time": "2026-06-15T01:00:00Z", "end_time": "2026-06-15T01:15:00Z", "duration_seconds": 900,
	"state": "Stopped", "result": "Success", "progress": 100, "is_retry": true, "failure_message": nil,
}

// running is the newest session of the job, which says Success before its end.
var running = map[string]any{
	"id": guid(3, 4), "uid": "urn:veeam:BackupJobSession:" + guid(3, 4), "name": "Nightly VMs@2026-06-16 07:00:00",
	"job_id": guid(2, 1), "job_uid": "urn:veeam:Job:" + guid(2, 1), "job_name": "Nightly VMs", "job_type": "Backup",
	"backup_server_name": "vbr01.lab.example", "creation_time": "2026-06-16T07:00:00Z", "end_time": nil, "duration_seconds": nil,
	"state": "Working", "result": "Success", "progress": 40, "is_retry": false, "failure_message": nil,
}

func sessionIDs(numbers ...int) statecheck.StateCheck {
	ids := make([]string, len(numbers))
	for i, n := range numbers {
		ids[i] = guid(3, n)
	}
	return lists(sessionsKind, "backup_sessions", "id", ids...)
}

func TestBackupSessions(t *testing.T) {
	onBothBuilds(t, func(sim *veeamsim.Server) []resource.TestStep {
		return []resource.TestStep{
			reads(sim, sessionsKind, `job_name = "nightly vms"`,
				has(sessionsKind, "backup_sessions", knownvalue.ListPartial(map[int]knownvalue.Check{1: exactly(retried), 3: exactly(running)})),
				sessionIDs(1, 2, 3, 4),
				has(sessionsKind, "summary", exactly(map[string]any{
					"total": 4, "listed": 4, "success": 1, "warning": 1, "failed": 1, "none": 1, "completed": 3, "in_progress": 1, "pending": 0,
					"first_creation_time": "2026-06-15T00:00:00Z", "last_end_time": "2026-06-16T01:00:00Z",
				}))),
			reads(sim, sessionsKind, `created_after = "2026-06-16T00:00:00Z"`, sessionIDs(3, 8, 6, 5, 4),
				has(sessionsKind, "summary", knownvalue.ObjectPartial(checksOf(map[string]any{"total": 5, "pending": 1, "in_progress": 1, "completed": 3, "none": 2})))),
			reads(sim, sessionsKind, `job_id = "`+guid(2, 4)+`"`, sessionIDs(6)),
			reads(sim, sessionsKind, `job_id = "urn:veeam:AgentBackupJob:`+guid(2, 4)+`"`, sessionIDs(6)),
			reads(sim, sessionsKind, `job_id = "urn:veeam:Job:`+guid(2, 4)+`"`, sessionIDs(6)), // a job's UID takes several forms
			reads(sim, sessionsKind, `backup_server_name = "VBR02.lab.example"`, sessionIDs(6, 5)),
			reads(sim, sessionsKind, `job_types = ["ImmediateBackupCopyWorker", "AgentBackup"]`, sessionIDs(6, 5)),
			reads(sim, sessionsKind, `created_before = "2026-06-15T01:00:00Z"`, sessionIDs(1)),
			reads(sim, sessionsKind, `job_name = "none"`, sessionIDs(), has(sessionsKind, "summary", knownvalue.ObjectPartial(checksOf(map[string]any{"total": 0})))),
		}
	})
}

// TestBackupSessionsThatRunHaveNotEnded: an end time that comes with one is not shown and not counted. Every state but
// Starting and Stopped is one that runs, also one that is not documented.
func TestBackupSessionsThatRunHaveNotEnded(t *testing.T) {
	t.Parallel()
	for state, pending := range map[string]int{"Starting": 1, "Working": 0, "Stopping": 0, "Verifying": 0} {
		inv := estate()
		session := &inv.BackupSessions[3]
		session.State, session.Ended = state, session.Created.Add(30*time.Minute)
		sim := start(t, veeamsim.Config{Inventory: inv})
		run(t, reads(sim, sessionsKind, `job_name = "Nightly VMs"`,
			has(sessionsKind, "backup_sessions", knownvalue.ListPartial(map[int]knownvalue.Check{
				3: knownvalue.ObjectPartial(checksOf(map[string]any{"state": state, "end_time": nil, "duration_seconds": nil})),
			})),
			has(sessionsKind, "summary", knownvalue.ObjectPartial(checksOf(map[string]any{
				"total": 4, "completed": 3, "none": 1, "pending": pending, "in_progress": 1 - pending, "last_end_time": "2026-06-16T01:00:00Z",
			})))))
	}
}

func TestBackupSessionsListing(t *testing.T) {
	t.Parallel()
	sim := start(t, veeamsim.Config{Inventory: estate()})
	all := has(sessionsKind, "summary", knownvalue.ObjectPartial(checksOf(map[string]any{"total": 7})))
	const scope = "created_after = \"2026-06-01T00:00:00Z\"\n"
	run(t,
		reads(sim, sessionsKind, scope+`results = ["Success"]`, sessionIDs(2, 6, 4), all),
		reads(sim, sessionsKind, scope+"results = [\"Success\"]\nstates = [\"Stopped\"]", sessionIDs(2, 6), all),
		reads(sim, sessionsKind, scope+"latest_per_job = true", sessionIDs(8, 6, 5, 4), all,
			has(sessionsKind, "summary", knownvalue.ObjectPartial(checksOf(map[string]any{"listed": 4})))),
		// The newest of each job, and only where it is finished: not the newest finished one.
		reads(sim, sessionsKind, scope+"latest_per_job = true\nstates = [\"Stopped\"]", sessionIDs(8, 6), all),
		reads(sim, sessionsKind, scope+"latest_per_job = false", sessionIDs(1, 2, 3, 8, 6, 5, 4)),
	)
}

func TestBackupSession(t *testing.T) {
	onBothBuilds(t, func(sim *veeamsim.Server) []resource.TestStep {
		return []resource.TestStep{
			reads(sim, sessionKind, `id = "`+guid(3, 2)+`"`, top(sessionKind, retried)...),
			reads(sim, sessionKind, `id = "urn:veeam:BackupJobSession:`+guid(3, 2)+`"`, top(sessionKind, retried)...),
			reads(sim, sessionKind, `job_name = "NIGHTLY vms"`, top(sessionKind, running)...),
			reads(sim, sessionKind, `job_id = "urn:veeam:Job:`+guid(2, 1)+`"`, top(sessionKind, running)...),
			reads(sim, sessionKind, "job_name = \"Nightly VMs\"\nstates = [\"Stopped\"]", has(sessionKind, "id", knownvalue.StringExact(guid(3, 3))), has(sessionKind, "failure_message",
				knownvalue.StringExact("One machine warned."))),
			reads(sim, sessionKind, "job_name = \"Linux Agents\"\nbackup_server_name = \"vbr02.lab.example\"", has(sessionKind, "job_uid",
				knownvalue.StringExact("urn:veeam:AgentBackupJob:"+guid(2, 4)))),
		}
	})
}

func TestBackupSessionFailures(t *testing.T) {
	t.Parallel()
	sim := start(t, veeamsim.Config{Inventory: estate()})
	two := estate()
	two.BackupSessions = append(two.BackupSessions, veeamsim.BackupSession{ID: guid(3, 80), JobID: guid(2, 2), Created: now.Add(-9e12), State: "Working", Result: "None"})
	both := start(t, veeamsim.Config{Inventory: two})
	run(t,
		refuses(sim, sessionKind, `job_name = "Nightly"`, "Unable to Read Backup Session", `Nothing was found with job_name = "Nightly"`, "30 days",
			"Enterprise Manager: https://127.0.0.1"),
		refuses(sim, sessionKind, "job_name = \"Linux Agents\"\nstates = [\"Working\"]", `job_name = "Linux Agents", states = "Working"`),
		refuses(sim, sessionKind, `id = "`+guid(9, 9)+`"`, "Unable to Read Backup Session", "status 404", `Nothing was found with id = "`+guid(9, 9)+`"`),
		refuses(both, sessionKind, `job_name = "nightly vms"`, "Unable to Read Backup Session", `2 were found with job_name = "nightly vms"`, "vbr02.lab.example", guid(3, 80),
			"vbr01.lab.example", guid(3, 4), "Add backup_server_name"),
		refuses(sim, sessionKind, "", "Missing Attribute Configuration", "id,job_id,job_name"),
		refuses(sim, sessionKind, "id = \""+guid(3, 1)+"\"\njob_name = \"x\"", "Invalid Attribute Combination", "id,job_id,job_name"),
		refuses(sim, sessionKind, "id = \""+guid(3, 1)+"\"\nstates = [\"Stopped\"]", "Invalid Attribute Combination", "id,states"),
		refuses(sim, sessionKind, "job_id = \"urn:veeam:BackupServer:"+guid(1, 1)+"\"", "Invalid ID", "urn:veeam:Job:<GUID>", "urn:veeam:AgentBackupJob:<GUID>",
			"urn:veeam:NasJob:<GUID>"),
		refuses(sim, sessionsKind, "states = [\"Stopped\"]", "Missing Attribute Configuration", "job_types"),
		refuses(sim, sessionsKind, "job_types = [\"\"]", "job_types", "at least 1"),
		reads(both, sessionKind, "job_name = \"nightly vms\"\nbackup_server_name = \"VBR02.LAB.example\"", has(sessionKind, "id", knownvalue.StringExact(guid(3, 80)))),
	)
}

// TestBackupSessionsForPortalUser: who may not read jobs finds sessions by a job's name all the same.
func TestBackupSessionsForPortalUser(t *testing.T) {
	t.Parallel()
	account := veeamsim.DefaultAccount
	account.Role = veeamsim.PortalUser
	sim := start(t, veeamsim.Config{Inventory: estate(), Accounts: []veeamsim.Account{account}})
	run(t,
		reads(sim, sessionsKind, `job_name = "nightly vms"`, sessionIDs(1, 2, 3, 4)),
		reads(sim, sessionsKind, `job_name = "none"`, sessionIDs()),
		reads(sim, sessionKind, `job_name = "Nightly VMs"`, has(sessionKind, "id", knownvalue.StringExact(guid(3, 4)))),
		reads(sim, "veeam_backup_task_sessions", `job_id = "`+guid(2, 1)+`"`),
		refuses(sim, "veeam_jobs", "", "Unable to Read Jobs", "status 403", "needs at least the role Portal Administrator"),
		refuses(sim, "veeam_job", `name = "Nightly VMs"`, "Unable to Read Job", "status 403", "needs at least the role Portal Administrator"),
	)
}

// TestEqualReadsShareARequest: two data sources that ask the same at the same time.
func TestEqualReadsShareARequest(t *testing.T) {
	t.Parallel()
	sim := start(t, veeamsim.Config{Inventory: estate(), Latency: 100e6})
	run(t, resource.TestStep{Config: providerBlock(sim) + `
data "veeam_backup_session" "a" { job_name = "Nightly VMs" }
data "veeam_backup_session" "b" {
  job_name = "Nightly VMs"
  states   = ["Stopped"]
}`, PlanOnly: true, ExpectNonEmptyPlan: false})
	queries := 0
	for _, r := range sim.Requests() {
		if r.Path == "/query" && strings.HasPrefix(r.Query, "type=BackupJobSession&") {
			queries++
		}
	}
	logons := sim.Logons()
	if queries != logons { // each logon is one run of the provider
		t.Errorf("%d queries in %d runs, want one per run", queries, logons)
	}
}

// TestFailingJobsExample: the documentation's example names a job whose newest finished session failed, though its
// retry runs, and no job that a later session made good.
func TestFailingJobsExample(t *testing.T) {
	t.Parallel()
	at := func(hours float64) time.Time { return time.Now().Add(-time.Duration(hours * float64(time.Hour))) }
	session := func(n, job int, began float64, state, result string) veeamsim.BackupSession {
		return veeamsim.BackupSession{ID: guid(3, n), JobID: guid(2, job), JobName: fmt.Sprint("Job ", job), JobType: "Backup", ServerID: guid(1, 1), Created: at(began),
			State: state, Result: result}
	}
	_, env := startWith(t, veeamsim.Config{Clock: time.Now, Inventory: veeamsim.Inventory{
		BackupServers: []veeamsim.BackupServer{{ID: guid(1, 1), Name: "vbr01"}},
		BackupSessions: []veeamsim.BackupSession{
			session(1, 1, 8, "Stopped", "Failed"), session(2, 1, 1, "Working", "None"),
			session(3, 2, 8, "Stopped", "Failed"), session(4, 2, 7, "Stopped", "Success"),
		},
	}})
	w := newWorkspace(t, read(t, "examples/data-sources/veeam_backup_sessions/data-source.tf"))
	w.env = append(w.env, env...)
	w.expect(0, []string{"plan", "-no-color"}, `failing_jobs = [ + "Job 1 on vbr01", ]`)
}
