package provider_test

import (
	"maps"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

const protectionKind = "veeam_protection_status"

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
exclude_machines  = { "TEST-?" = "for tests" }`, protection(map[string]knownvalue.Check{
			"compliant":       knownvalue.Bool(false),
			"passing_names":   texts("WEB01", "Web02", "agent1", "app03"),
			"violating_names": texts("app01", "app02", "app04", "app05", "app07", "db01", "gone01"),
			"population":      knownvalue.StringExact("names"),
			"summary": tallies(map[string]any{"machines": 14, "judged": 12, "compliant": 5, "violation": 7, "excluded": 1, "left_out": 1,
				"warning_only": 1, "violations": 7}),
			"machines": knownvalue.ListExact([]knownvalue.Check{
				machineRow("agent1", "compliant", map[string]any{"job_names": texts("Agents"), "job_types": texts("AgentManagement"), "backup_server_name": "vbr02"}),
				knownvalue.ObjectExact(checksOf(map[string]any{
					"name": "app01", "em_name": "app01", "vm_uid": nil, "backup_server_name": "vbr01", "enterprise_manager": "127.0.0.1",
					"job_names": texts("Nightly"), "job_types": texts("Backup"), "status": "violation", "cause": "failed", "hint": nil, "policy": nil, "rpo": "24h",
					"last_good_time": "2026-06-15T00:00:00Z", "last_good_end_time": "2026-06-15T01:00:00Z", "last_good_result": "Success",
					"last_good_task_session_uid": "urn:veeam:BackupTaskSession:" + guid(4, 4), "last_good_restore_point_id": nil,
					"last_result": "Failed", "last_end_time": "2026-06-16T01:00:00Z", "last_reason": "Failed of app01", "running_since": nil, "exception": nil,
					"restore_point_count": nil, "oldest_restore_point_time": nil, "newest_restore_point_time": nil, "last_copy_time": nil,
				})),
				machineRow("app02", "stale", map[string]any{"last_good_time": "2026-06-13T00:00:00Z", "last_result": "Success"}),
				machineRow("app03", "compliant", map[string]any{"last_result": "Warning", "last_good_result": "Warning", "last_good_end_time": "2026-06-16T01:00:00Z"}),
				machineRow("app04", "never", map[string]any{"last_good_time": nil, "last_result": "Failed", "last_reason": "Failed of app04"}),
				machineRow("app05", "never", map[string]any{"last_result": nil, "last_end_time": nil, "running_since": "2026-06-16T00:00:00Z"}),
				machineRow("app06", "left_out", map[string]any{"job_types": texts("ImmediateBackupCopyWorker")}),
				machineRow("app07", "never", map[string]any{"last_result": nil, "job_names": knownvalue.ListSizeExact(0)}),
				machineRow("db01", "compliant", map[string]any{"backup_server_name": "vbr01"}),
				machineRow("db01", "never", map[string]any{"backup_server_name": "vbr02"}),
				knownvalue.ObjectExact(checksOf(map[string]any{
					"name": "gone01", "em_name": nil, "vm_uid": nil, "backup_server_name": nil, "enterprise_manager": "127.0.0.1",
					"job_names": nil, "job_types": nil, "status": "violation", "cause": "not_seen", "hint": nil, "policy": nil, "rpo": "24h",
					"last_good_time": nil, "last_good_end_time": nil, "last_good_result": nil, "last_good_task_session_uid": nil, "last_good_restore_point_id": nil,
					"last_result": nil, "last_end_time": nil, "last_reason": nil, "running_since": nil, "exception": nil,
					"restore_point_count": nil, "oldest_restore_point_time": nil, "newest_restore_point_time": nil, "last_copy_time": nil,
				})),
				machineRow("test-1", "excluded", map[string]any{"exception": "for tests"}),
				machineRow("WEB01", "compliant", map[string]any{"em_name": "web01", "last_good_end_time": "2026-06-16T00:30:00Z", "last_reason": nil, "vm_uid": "urn:VMware:Vm:a.vm-1"}),
				machineRow("Web02", "compliant", map[string]any{"last_result": "Success", "last_good_end_time": "2026-06-16T02:30:00Z"}),
			}),
			"violations": knownvalue.ListExact([]knownvalue.Check{
				machineRow("app01", "failed", map[string]any{"last_reason": "Failed of app01"}), machineRow("app02", "stale", nil), machineRow("app04", "never", nil),
				machineRow("app05", "never", nil), machineRow("app07", "never", nil), machineRow("db01", "never", nil), machineRow("gone01", "not_seen", nil),
			}),
		})...))
	}
}

func TestProtectionStatusCompliant(t *testing.T) {
	t.Parallel()
	n := newNights().session(2, 1, 32, "").session(3, 1, 8, "").session(5, 3, 5, "ImmediateBackupCopyWorker").
		task(2, "web02", "", "Success", 32, 31).task(3, "web01", "", "Success", 8, 7).task(3, "web02", "", "Warning", 8, 7).task(5, "web01", "", "Success", 5, 4)
	sim := start(t, veeamsim.Config{Inventory: n.inv})
	step := func(arguments string, violations []knownvalue.Check, summary map[string]any) resource.TestStep {
		return reads(sim, protectionKind, "rpo = \"24h\"\n"+arguments, protection(map[string]knownvalue.Check{
			"compliant": knownvalue.Bool(len(violations) == 0), "violations": knownvalue.ListExact(violations), "summary": tallies(summary),
		})...)
	}
	both := map[string]any{"machines": 2, "judged": 2, "compliant": 2, "warning_only": 1}
	bothAnd := func(more map[string]any) map[string]any { maps.Copy(more, both); return more }
	nobody := []knownvalue.Check{machineRow("127.0.0.1", "no_machines", map[string]any{"em_name": nil, "rpo": nil, "enterprise_manager": "127.0.0.1"})}
	run(t,
		step("", nil, both),
		step(`job_names = ["NIGHTLY"]`, nil, both),
		step(`backup_server_name = "VBR01"`, nil, both),
		step(`expected_machines = ["WEB01", "web02"]`, nil, both),
		// Nothing in scope proves nothing.
		step(`backup_server_name = "vbr01"
			job_types = ["NasBackup"]`, nobody, map[string]any{"machines": 2, "left_out": 2, "violations": 1}),
		step(`exclude_machines = { "*" = "all" }`, nobody, map[string]any{"machines": 2, "excluded": 2, "violations": 1}),
		// A job without sessions hides behind no other.
		step(`job_names = ["nightly", "Dropped"]`, []knownvalue.Check{machineRow("Dropped", "no_sessions", nil)}, bothAnd(map[string]any{"violations": 1})),
		step(`job_names = ["Dropped"]`, append(slices.Clone(nobody), machineRow("Dropped", "no_sessions", nil)), map[string]any{"violations": 2}),
		// What is expected is not excluded.
		step("exclude_machines = { \"w??0*\" = \"old\" }\nexpected_machines = [\"web02\"]", nil,
			map[string]any{"machines": 2, "judged": 1, "compliant": 1, "excluded": 1, "warning_only": 1}),
		step(`job_types = ["ImmediateBackupCopyWorker"]`, nil, map[string]any{"machines": 2, "judged": 1, "compliant": 1, "left_out": 1}),
		step("accept_warning = false", []knownvalue.Check{machineRow("web02", "warning", nil)},
			map[string]any{"machines": 2, "judged": 2, "compliant": 1, "violation": 1, "violations": 1}),
		step("lookback = \"1w\"\nexpected_machines = [\"web01\"]\nexclude_machines = { web02 = \"old\" }", nil,
			map[string]any{"machines": 2, "judged": 1, "compliant": 1, "excluded": 1}),
	)
}

// TestProtectionStatusLookback: what began before it is not looked at, and a backup session that did is read beside the others.
func TestProtectionStatusLookback(t *testing.T) {
	t.Parallel()
	n := newNights().session(1, 1, 100, "").session(2, 1, 60, "").session(3, 1, 8, "").
		task(1, "old", "", "Success", 100, 99).
		task(2, "long", "", "Success", 47, 40). // its session began before the lookback
		task(2, "forever", "", "None", 47, -1).
		task(3, "web01", "", "Success", 8, 7).
		task(3, "edge", "", "Success", 24, 23).task(3, "over", "", "Success", 24.001, 20)
	n.inv.BackupSessions[1].Ended = hoursAgo(20)
	sim := start(t, veeamsim.Config{Inventory: n.inv})
	run(t, reads(sim, protectionKind, "rpo = \"24h\"\nlookback = \"48h\"", protection(map[string]knownvalue.Check{
		"machines": knownvalue.ListExact([]knownvalue.Check{
			machineRow("edge", "compliant", nil), // the bound is inclusive
			machineRow("forever", "never", map[string]any{"job_names": texts("Nightly")}),
			machineRow("long", "stale", map[string]any{"job_names": texts("Nightly"), "last_good_time": "2026-06-14T09:00:00Z"}),
			machineRow("over", "stale", nil),
			machineRow("web01", "compliant", nil),
		}),
	})...))
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
		"rpo of 1000 weeks":  {`rpo = "1000w"`, []string{"Invalid Duration", "1000w is longer than 6993d", "can't be told to keep sessions for longer"}},
		"lookback":           {"rpo = \"24h\"\nlookback = \"999w1s\"", []string{"Invalid Duration", "can't be told to keep sessions for longer"}},
		"lookback too short": {"rpo = \"24h\"\nlookback = \"23h\"", []string{"Invalid Duration", "lookback is 23h, but the longest rpo reaches 24h back; expected at least that."}},
		"nothing expected":   {"rpo = \"24h\"\nexpected_machines = []", []string{"expected_machines", "at least 1"}},
		"expected nobody":    {"rpo = \"24h\"\nexpected_machines = [\"\"]", []string{"expected_machines", "at least 1"}},
		"expected null":      {"rpo = \"24h\"\nexpected_machines = [null, \"web01\"]", []string{"Null Set Value", "expected_machines", "This attribute contains a null value"}},
		"class in pattern":   {"rpo = \"24h\"\nexclude_machines = { \"web[0-9]\" = \"old\" }", []string{"exclude_machines", "only * (any text) and ? (one character) are special"}},
		"empty pattern":      {"rpo = \"24h\"\nexclude_machines = { \"\" = \"old\" }", []string{"exclude_machines", "only * (any text)"}},
		"no reason":          {"rpo = \"24h\"\nexclude_machines = { web01 = \"\" }", []string{"exclude_machines", "at least 1"}},
		"null reason":        {"rpo = \"24h\"\nexclude_machines = { web01 = null }", []string{"exclude_machines", "null"}},
		"nothing excluded":   {"rpo = \"24h\"\nexclude_machines = {}", []string{"exclude_machines", "at least 1"}},
		"recreated":          {"rpo = \"24h\"\nrecreated_machines = \"ignore\"", []string{"Invalid Value", `"ignore" is not one of separate, replace`}},
		"no job type":        {"rpo = \"24h\"\njob_types = []", []string{"job_types", "at least 1"}},
		"empty job type":     {"rpo = \"24h\"\nignore_job_types = [\"\"]", []string{"ignore_job_types", "at least 1"}},
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
	sim := start(t, veeamsim.Config{Inventory: n.today(), Clock: func() time.Time { return time.Now().Add(time.Duration(passed.Load())) }})
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
	inv := veeamsim.Generate(veeamsim.Counts{Servers: 4, Jobs: 40, SessionsPerJob: 3, MachinesPerSession: 50, FailedPercent: 5, Retries: true}, time.Now())
	sim := start(t, veeamsim.Config{Inventory: inv, Clock: time.Now})
	w := newWorkspace(t, providerBlock(sim)+source(protectionKind, `rpo = "28h"`)+`
output "summary" { value = data.veeam_protection_status.t.summary }
output "compliant" { value = data.veeam_protection_status.t.compliant }`)
	began := time.Now()
	got := w.run("plan", "-no-color")
	got.contains(t, "compliant = true", "machines = 2000", "violations = 0")
	t.Logf("%d task sessions, %d requests, %s for the whole plan", len(inv.TaskSessions), len(sim.Requests()), time.Since(began).Round(time.Millisecond))
	if got.code != 0 {
		t.Error(got.text)
	}
}
