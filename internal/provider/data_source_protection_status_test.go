package provider_test

import (
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

const protectionKind = "veeam_protection_status"

// nights builds an inventory of backup sessions and their task sessions, by hours before now.
type nights struct {
	inv   veeamsim.Inventory
	tasks int
}

func newNights() *nights {
	return &nights{inv: veeamsim.Inventory{
		BackupServers: []veeamsim.BackupServer{{ID: guid(1, 1), Name: "vbr01"}, {ID: guid(1, 2), Name: "vbr02"}},
		Jobs: []veeamsim.Job{
			{ID: guid(2, 1), Name: "Nightly", JobType: "Backup", ServerID: guid(1, 1)},
			{ID: guid(2, 2), Name: "Second Site", JobType: "Backup", ServerID: guid(1, 2)},
			{ID: guid(2, 3), Name: "Copy", JobType: "ImmediateBackupCopy", ServerID: guid(1, 1)},
			{ID: guid(2, 4), Name: "Agents", JobType: "AgentBackup", ServerID: guid(1, 2)},
		},
	}}
}

func hoursAgo(h float64) time.Time { return now.Add(-time.Duration(h * float64(time.Hour))) }

// session adds a session of a job that began so many hours ago.
func (n *nights) session(id, job int, began float64, jobType string) *nights {
	n.inv.BackupSessions = append(n.inv.BackupSessions, veeamsim.BackupSession{
		ID: guid(3, id), JobID: guid(2, job), JobType: jobType, Created: hoursAgo(began), Ended: hoursAgo(began - 1), State: "Stopped", Result: "Success",
	})
	return n
}

// task adds a finished task session of a session; a reason comes with what is not Success.
func (n *nights) task(session int, vm, uid, result string, began, ended float64) *nights {
	n.tasks++
	task := veeamsim.TaskSession{ID: guid(4, n.tasks), SessionID: guid(3, session), VMName: vm, VMUID: uid, Created: hoursAgo(began), State: "Completed", Result: result}
	if result != "Success" {
		task.Reason = fmt.Sprintf("%s of %s", result, vm)
	}
	if ended >= 0 {
		task.Ended = hoursAgo(ended)
	} else {
		task.State = "InProgress"
	}
	n.inv.TaskSessions = append(n.inv.TaskSessions, task)
	return n
}

// machineRow checks a machine by name, compliance, last result and server.
func machineRow(name string, compliant bool, more map[string]any) knownvalue.Check {
	values := map[string]any{"name": name, "compliant": compliant}
	for key, value := range more {
		values[key] = value
	}
	return knownvalue.ObjectPartial(checksOf(values))
}

func protection(checks map[string]knownvalue.Check) (made []statecheck.StateCheck) {
	for name, check := range checks {
		made = append(made, has(protectionKind, name, check))
	}
	return made
}

func texts(values ...string) knownvalue.Check {
	checks := make([]knownvalue.Check, len(values))
	for i, value := range values {
		checks[i] = knownvalue.StringExact(value)
	}
	return knownvalue.ListExact(checks)
}

func tallies(machines, compliant, violating, excluded int) knownvalue.Check {
	return exactly(map[string]any{"machines": machines, "compliant": compliant, "violating": violating, "excluded": excluded})
}

// TestProtectionStatus has a machine of each kind, with every attribute.
func TestProtectionStatus(t *testing.T) {
	t.Parallel()
	n := newNights().
		session(1, 1, 80, "").session(2, 1, 32, "").session(3, 1, 8, "").session(4, 1, 6, "").
		session(5, 3, 5, "ImmediateBackupCopyWorker").session(6, 4, 7, "").session(7, 4, 7, "AgentManagement").session(9, 2, 8, "").
		task(3, "web01", "urn:VMware:Vm:a.vm-1", "Success", 8, 7.5).
		task(3, "Web02", "urn:VMware:Vm:a.vm-2", "Failed", 8, 7.5).task(4, "Web02", "urn:VMware:Vm:a.vm-2", "Success", 6, 5.5). // made good by a retry
		task(2, "app01", "", "Success", 32, 31).task(3, "app01", "", "Failed", 8, 7).                                           // failed
		task(1, "app02", "", "Success", 80, 79).                                                                                // stale
		task(3, "app03", "", "Warning", 8, 7).                                                                                  // warned
		task(2, "app04", "", "Failed", 32, 31).                                                                                 // never good
		task(3, "app05", "", "Success", 8, -1).                                                                                 // runs, and says Success
		task(5, "app06", "", "Success", 5, 4).                                                                                  // a copy only
		task(5, "app04", "", "Success", 5, 4).                                                                                  // a copy is no backup
		task(8, "app07", "", "Success", 8, 7).                                                                                  // of a session that can't be found
		task(7, "agent1", "", "Success", 7, 6).
		task(3, "db01", "", "Success", 8, 7).task(9, "db01", "", "Failed", 8, 7). // two machines of one name
		task(3, "test-1", "", "Failed", 8, 7)
	for _, build := range []int{12, 13} {
		sim := start(t, veeamsim.Config{Build: build, Inventory: n.inv})
		run(t, reads(sim, protectionKind, `rpo = "24h"
expected_machines = ["WEB01", "gone01"]
exclude_machines  = ["TEST-?"]`, protection(map[string]knownvalue.Check{
			"compliant":       knownvalue.Bool(false),
			"violating_names": texts("app01", "app02", "app04", "app05", "app07", "db01", "gone01"),
			"summary":         tallies(12, 5, 7, 1),
			"machines": knownvalue.ListExact([]knownvalue.Check{
				machineRow("agent1", true, map[string]any{"job_names": texts("Agents"), "backup_server_name": "vbr02"}),
				exactly(map[string]any{
					"name": "app01", "job_names": texts("Nightly"), "compliant": false, "last_success_time": "2026-06-15T01:00:00Z", "last_result": "Failed",
					"last_end_time": "2026-06-16T01:00:00Z", "last_reason": "Failed of app01", "vm_uid": nil, "backup_server_name": "vbr01",
				}),
				machineRow("app02", false, map[string]any{"last_success_time": "2026-06-13T01:00:00Z", "last_result": "Success"}),
				machineRow("app03", true, map[string]any{"last_result": "Warning", "last_success_time": "2026-06-16T01:00:00Z"}),
				machineRow("app04", false, map[string]any{"last_success_time": nil, "last_result": "Failed"}),
				machineRow("app05", false, map[string]any{"last_success_time": nil, "last_result": nil, "last_end_time": nil, "job_names": texts("Nightly")}),
				machineRow("app07", false, map[string]any{"last_success_time": nil, "last_result": "Success", "job_names": knownvalue.ListSizeExact(0)}),
				machineRow("db01", true, map[string]any{"backup_server_name": "vbr01"}),
				machineRow("db01", false, map[string]any{"backup_server_name": "vbr02"}),
				exactly(map[string]any{
					"name": "gone01", "job_names": nil, "compliant": false, "last_success_time": nil, "last_result": nil,
					"last_end_time": nil, "last_reason": nil, "vm_uid": nil, "backup_server_name": nil,
				}),
				exactly(map[string]any{
					"name": "web01", "job_names": texts("Nightly"), "compliant": true, "last_success_time": "2026-06-16T00:30:00Z", "last_result": "Success",
					"last_end_time": "2026-06-16T00:30:00Z", "last_reason": nil, "vm_uid": "urn:VMware:Vm:a.vm-1", "backup_server_name": "vbr01",
				}),
				machineRow("Web02", true, map[string]any{"last_result": "Success", "last_success_time": "2026-06-16T02:30:00Z"}),
			}),
			"violations": knownvalue.ListExact([]knownvalue.Check{
				exactly(map[string]any{"name": "app01", "cause": "failed", "last_success_time": "2026-06-15T01:00:00Z", "reason": "Failed of app01", "backup_server_name": "vbr01"}),
				exactly(map[string]any{"name": "app02", "cause": "stale", "last_success_time": "2026-06-13T01:00:00Z", "reason": nil, "backup_server_name": "vbr01"}),
				exactly(map[string]any{"name": "app04", "cause": "never", "last_success_time": nil, "reason": "Failed of app04", "backup_server_name": "vbr01"}),
				exactly(map[string]any{"name": "app05", "cause": "never", "last_success_time": nil, "reason": nil, "backup_server_name": "vbr01"}),
				exactly(map[string]any{"name": "app07", "cause": "never", "last_success_time": nil, "reason": nil, "backup_server_name": nil}),
				exactly(map[string]any{"name": "db01", "cause": "never", "last_success_time": nil, "reason": "Failed of db01", "backup_server_name": "vbr02"}),
				exactly(map[string]any{"name": "gone01", "cause": "never", "last_success_time": nil, "reason": nil, "backup_server_name": nil}),
			}),
		})...))
	}
}

func TestProtectionStatusCompliant(t *testing.T) {
	t.Parallel()
	n := newNights().session(2, 1, 32, "").session(3, 1, 8, "").session(5, 3, 5, "ImmediateBackupCopyWorker").
		task(2, "web02", "", "Success", 32, 31).task(3, "web01", "", "Success", 8, 7).task(3, "web02", "", "Warning", 8, 7).task(5, "web01", "", "Success", 5, 4)
	sim := start(t, veeamsim.Config{Inventory: n.inv})
	good := knownvalue.Bool(true)
	bad := knownvalue.Bool(false)
	step := func(arguments string, compliant, names, summary knownvalue.Check) resource.TestStep {
		return reads(sim, protectionKind, "rpo = \"24h\"\n"+arguments, protection(map[string]knownvalue.Check{"compliant": compliant, "violating_names": names, "summary": summary})...)
	}
	cause := func(name, cause string) statecheck.StateCheck {
		return has(protectionKind, "violations", knownvalue.ListExact([]knownvalue.Check{knownvalue.ObjectPartial(checksOf(map[string]any{"name": name, "cause": cause}))}))
	}
	run(t,
		step("", good, texts(), tallies(2, 2, 0, 0)),
		step(`job_names = ["NIGHTLY"]`, good, texts(), tallies(2, 2, 0, 0)),
		step(`backup_server_name = "VBR01"`, good, texts(), tallies(2, 2, 0, 0)),
		step(`expected_machines = ["WEB01", "web02"]`, good, texts(), tallies(2, 2, 0, 0)),
		// Nothing in scope proves nothing.
		step(`backup_server_name = "vbr02"`, bad, texts(), tallies(0, 0, 0, 0)),
		step(`job_types = ["NasBackup"]`, bad, texts(), tallies(0, 0, 0, 0)),
		step(`exclude_machines = ["*"]`, bad, texts(), tallies(0, 0, 0, 2)),
		// A job without sessions, or with copies only, hides behind no other.
		step(`job_names = ["nightly", "Dropped"]`, bad, texts("Dropped"), tallies(2, 2, 1, 0)),
		step(`job_names = ["nightly", "Copy"]`, bad, texts("Copy"), tallies(2, 2, 1, 0)),
		// What is expected is not excluded.
		step("exclude_machines = [\"w??0*\"]\nexpected_machines = [\"web02\"]", good, texts(), tallies(1, 1, 0, 1)),
		step(`job_types = ["ImmediateBackupCopyWorker"]`, good, texts(), tallies(1, 1, 0, 0)),
		reads(sim, protectionKind, "rpo = \"24h\"\naccept_warning = false", cause("web02", "warning"), has(protectionKind, "summary", tallies(2, 1, 1, 0))),
		reads(sim, protectionKind, "rpo = \"6h\"\njob_names = [\"Nightly\"]\nexpected_machines = [\"web01\"]\nexclude_machines = [\"web02\"]", cause("web01", "stale")),
		reads(sim, protectionKind, "rpo = \"24h\"\njob_names = [\"Dropped\"]", cause("Dropped", "no_sessions"), has(protectionKind, "summary", tallies(0, 0, 1, 0))),
	)
}

// TestProtectionStatusLookback: what ended before it is not looked at, a session that began before it is read by its id,
// and a task that still runs is seen however long ago it began.
func TestProtectionStatusLookback(t *testing.T) {
	t.Parallel()
	n := newNights().session(1, 1, 100, "").session(2, 1, 60, "").session(3, 1, 8, "").
		task(1, "old", "", "Success", 100, 99).
		task(2, "long", "", "Success", 60, 40). // its session began before the lookback
		task(2, "forever", "", "None", 60, -1). // runs since before it
		task(3, "web01", "", "Success", 8, 7).
		task(3, "edge", "", "Success", 30, 24).task(3, "over", "", "Success", 30, 24.001)
	sim := start(t, veeamsim.Config{Inventory: n.inv})
	run(t, reads(sim, protectionKind, "rpo = \"24h\"\nlookback = \"48h\"", protection(map[string]knownvalue.Check{
		"machines": knownvalue.ListExact([]knownvalue.Check{
			machineRow("edge", true, nil), // the bound is inclusive
			machineRow("forever", false, map[string]any{"job_names": texts("Nightly")}),
			machineRow("long", false, map[string]any{"job_names": texts("Nightly"), "last_success_time": "2026-06-14T16:00:00Z"}),
			machineRow("over", false, nil),
			machineRow("web01", true, nil),
		}),
	})...))
	byID := 0
	for _, r := range sim.Requests() {
		if r.Path == "/backupSessions/"+guid(3, 2) {
			byID++
		}
	}
	if runs := sim.Logons(); byID != runs {
		t.Errorf("the session before the lookback was read %d times in %d runs", byID, runs)
	}
}

func TestProtectionStatusBadArguments(t *testing.T) {
	t.Parallel()
	sim := start(t, veeamsim.Config{Inventory: newNights().inv})
	for name, c := range map[string]struct {
		arguments string
		says      []string
	}{
		"no rpo":             {"", []string{`"rpo" is required`}},
		"rpo that is soon":   {`rpo = "soon"`, []string{"Invalid Duration", "is no duration", "7d"}},
		"rpo of nothing":     {`rpo = "0s"`, []string{"Invalid Duration", "not longer than nothing"}},
		"rpo of 31 days":     {`rpo = "744h"`, []string{"Invalid Duration", "744h is longer than 30d", "keeps sessions for 30 days"}},
		"lookback":           {"rpo = \"24h\"\nlookback = \"721h\"", []string{"Invalid Duration", "keeps sessions for 30 days"}},
		"lookback too short": {"rpo = \"24h\"\nlookback = \"23h\"", []string{"Invalid Duration", "lookback (23h) is shorter than rpo (24h)"}},
		"nothing expected":   {"rpo = \"24h\"\nexpected_machines = []", []string{"expected_machines", "at least 1"}},
		"expected nobody":    {"rpo = \"24h\"\nexpected_machines = [\"\"]", []string{"expected_machines", "at least 1"}},
		"expected null":      {"rpo = \"24h\"\nexpected_machines = [null, \"web01\"]", []string{"Null Set Value", "expected_machines", "This attribute contains a null value"}},
		"class in pattern":   {"rpo = \"24h\"\nexclude_machines = [\"web[0-9]\"]", []string{"exclude_machines", "only * (any text) and ? (one character) are special"}},
		"empty pattern":      {"rpo = \"24h\"\nexclude_machines = [\"\"]", []string{"exclude_machines", "only * (any text)"}},
		"job type":           {"rpo = \"24h\"\njob_types = [\"Sure\"]", []string{"job_types", `"AgentManagement"`}},
		"no job":             {"rpo = \"24h\"\njob_names = []", []string{"job_names", "at least 1"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			run(t, refuses(sim, protectionKind, c.arguments, c.says...))
		})
	}
	t.Cleanup(func() {
		if n := len(sim.Requests()); n != 0 {
			t.Errorf("%d requests were sent for arguments that are not valid", n)
		}
	})
}

// TestProtectionStatusStays: an hour later, with the same data and the same verdict, the state is the same.
func TestProtectionStatusStays(t *testing.T) {
	t.Parallel()
	n := newNights().session(3, 1, 8, "").task(3, "web01", "", "Success", 8, 7).task(3, "web02", "", "Failed", 8, 7)
	var passed atomic.Int64
	sim := start(t, veeamsim.Config{Inventory: n.inv, Clock: func() time.Time { return now.Add(time.Duration(passed.Load())) }})
	w := newWorkspace(t, providerBlock(sim)+source(protectionKind, "rpo = \"24h\"\nexpected_machines = [\"gone\"]")+`output "all" { value = data.veeam_protection_status.t }`)
	if got := w.run("apply", "-auto-approve", "-no-color"); got.code != 0 {
		t.Fatal(got.text)
	}
	passed.Store(int64(time.Hour))
	if got := w.run("plan", "-detailed-exitcode", "-no-color"); got.code != 0 {
		t.Errorf("exit code %d:\n%s", got.code, got.text)
	}
}

// TestProtectionStatusOf2000 is 2,000 machines over three nights with retries.
func TestProtectionStatusOf2000(t *testing.T) {
	t.Parallel()
	inv := veeamsim.Generate(veeamsim.Counts{Servers: 4, Jobs: 40, SessionsPerJob: 3, MachinesPerSession: 50, FailedPercent: 5, Retries: true}, now)
	sim := start(t, veeamsim.Config{Inventory: inv})
	w := newWorkspace(t, providerBlock(sim)+source(protectionKind, `rpo = "26h"`)+`
output "summary" { value = data.veeam_protection_status.t.summary }
output "compliant" { value = data.veeam_protection_status.t.compliant }`)
	began := time.Now()
	got := w.run("plan", "-no-color")
	got.contains(t, "compliant = true", "machines = 2000", "violating = 0")
	t.Logf("%d task sessions, %d requests, %s for the whole plan", len(inv.TaskSessions), len(sim.Requests()), time.Since(began).Round(time.Millisecond))
	if got.code != 0 {
		t.Error(got.text)
	}
}
