package provider_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// taskSessionsOf writes the data source with its arguments.
func taskSessionsOf(arguments string) string {
	return "data \"veeam_backup_task_sessions\" \"t\" {\n" + arguments + "\n}\n"
}

const taskSessionsAddress = "data.veeam_backup_task_sessions.t"

// known checks one attribute of the data source.
func known(attribute string, want knownvalue.Check) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(taskSessionsAddress, tfjsonpath.New(attribute), want)
}

// names checks the machines of the list, in order.
func names(machines ...string) statecheck.StateCheck {
	rows := make([]knownvalue.Check, len(machines))
	for i, machine := range machines {
		rows[i] = knownvalue.ObjectPartial(map[string]knownvalue.Check{"vm_display_name": knownvalue.StringExact(machine)})
	}
	return known("task_sessions", knownvalue.ListExact(rows))
}

// counts checks numbers of the summary, written as "total 4, failed 1".
func counts(text string) statecheck.StateCheck {
	want := map[string]knownvalue.Check{}
	for _, pair := range strings.Split(text, ", ") {
		var name string
		var n int64
		if _, err := fmt.Sscanf(pair, "%s %d", &name, &n); err != nil {
			panic(err)
		}
		want[name] = knownvalue.Int64Exact(n)
	}
	return known("summary", knownvalue.ObjectPartial(want))
}

// gives is a step that reads the data source with these arguments and checks the state.
func gives(sim *veeamsim.Server, arguments string, checks ...statecheck.StateCheck) resource.TestStep {
	return resource.TestStep{Config: providerBlock(sim) + taskSessionsOf(arguments), ConfigStateChecks: checks}
}

const ofSession = `backup_session_id = "` + sessionID + `"`

func TestTaskSessionsListing(t *testing.T) {
	t.Parallel()
	sim := start(t, veeamsim.Config{Inventory: nightly()})
	const all = "total 4, success 1, warning 1, failed 1, none 1, completed 3, in_progress 1, pending 0"
	run(t,
		gives(sim, ofSession+"\nresults = [\"Failed\"]", names("db 01"), counts(all+", listed 1")),
		// The running one says Success too: results compares what EM gives, the summary does not count it.
		gives(sim, ofSession+"\nresults = [\"Success\", \"Warning\"]", names("web01", "web02", "mail01"), counts(all+", listed 3")),
		gives(sim, ofSession+"\nresults = [\"Success\"]\nstates = [\"Completed\"]", names("web01"), counts(all+", listed 1")),
		gives(sim, ofSession+"\nstates = [\"InProgress\"]", names("mail01"), counts(all+", listed 1")),
		gives(sim, ofSession+"\nresults = [\"None\"]\nstates = [\"Pending\"]", names(), counts(all+", listed 0")),
	)
}

func TestTaskSessionsForms(t *testing.T) {
	t.Parallel()
	sim := start(t, veeamsim.Config{Inventory: nightly()})
	references := start(t, veeamsim.Config{Inventory: nightly(), References: true})
	mark := start(t, veeamsim.Config{Inventory: nightly(), ByteOrderMark: true, OmitNulls: true})
	urn := `backup_session_id = "urn:veeam:BackupJobSession:` + strings.ToUpper(sessionID) + `"`
	run(t, gives(sim, urn, names("web01", "web02", "db 01", "mail01")),
		gives(references, ofSession, names("web01", "web02", "db 01", "mail01")),
		gives(mark, ofSession, names("web01", "web02", "db 01", "mail01"), counts("total 4, none 1")))
}

func TestTaskSessionsNone(t *testing.T) {
	t.Parallel()
	inv := nightly()
	inv.TaskSessions = nil
	for _, build := range []int{12, 13} {
		sim := start(t, veeamsim.Config{Build: build, Inventory: inv})
		run(t, gives(sim, ofSession, names(), known("summary", knownvalue.ObjectExact(map[string]knownvalue.Check{
			"total": knownvalue.Int64Exact(0), "listed": knownvalue.Int64Exact(0),
			"success": knownvalue.Int64Exact(0), "warning": knownvalue.Int64Exact(0), "failed": knownvalue.Int64Exact(0), "none": knownvalue.Int64Exact(0),
			"completed": knownvalue.Int64Exact(0), "in_progress": knownvalue.Int64Exact(0), "pending": knownvalue.Int64Exact(0),
			"first_creation_time": knownvalue.Null(), "last_end_time": knownvalue.Null(),
		}))))
	}
}

func TestTaskSessionsUnknownSession(t *testing.T) {
	t.Parallel()
	const unknown = "99999999-0000-4000-8000-000000000009"
	for _, config := range []veeamsim.Config{{}, {UnknownSessionEmpty: true}, {XMLErrors: true}} {
		config.Inventory = nightly()
		sim := start(t, config)
		run(t, fails(providerBlock(sim)+taskSessionsOf(`backup_session_id = "`+unknown+`"`),
			"Unable to Read Backup Task Sessions", "status 404", "Nothing was found with backup_session_id = \""+unknown, "30 days"))
	}
}

// TestTaskSessionsOddities: members that are null or missing are null, EM's "never" dates too, a state that is
// not documented counts in total and none only.
func TestTaskSessionsOddities(t *testing.T) {
	t.Parallel()
	inv := nightly()
	for i := range inv.TaskSessions {
		task := &inv.TaskSessions[i]
		switch task.VMName {
		case "web01":
			task.EndText = "0001-01-01T00:00:00"
		case "web02":
			task.EndText = "1753-01-01T00:00:00Z"
		case "db 01":
			task.Omit = []string{"VmDisplayName", "Links", "Reason", "Result", "TotalSize", "JobSessionUid", "Name"}
		case "mail01":
			task.State = "Postponed"
		}
	}
	sim := start(t, veeamsim.Config{Inventory: inv})
	never := knownvalue.ObjectPartial(map[string]knownvalue.Check{"end_time": knownvalue.Null(), "duration_seconds": knownvalue.Null()})
	lacking := map[string]knownvalue.Check{}
	for _, attribute := range []string{"vm_display_name", "backup_session_name", "backup_server_name", "vm_restore_point_id", "reason", "result", "total_size", "job_session_uid",
		"name"} {
		lacking[attribute] = knownvalue.Null()
	}
	run(t, gives(sim, ofSession,
		known("task_sessions", knownvalue.ListExact([]knownvalue.Check{
			never, never, knownvalue.ObjectPartial(lacking),
			knownvalue.ObjectPartial(map[string]knownvalue.Check{"state": knownvalue.StringExact("Postponed")}),
		})),
		counts("total 4, success 1, warning 1, failed 0, none 2, completed 3, in_progress 0, pending 0")))
}

func TestTaskSessionsIncompleteRow(t *testing.T) {
	t.Parallel()
	for _, member := range []string{"UID", "State", "CreationTimeUTC"} {
		inv := nightly()
		inv.TaskSessions[2].Omit = []string{member}
		sim := start(t, veeamsim.Config{Inventory: inv})
		run(t, fails(providerBlock(sim)+taskSessionsOf(ofSession), "Unable to Read Backup Task Sessions", "has no "+member))
	}
}

// TestTaskSessionsEqualTimes: rows that began at the same instant are ordered by uid, so that the state stays the same.
func TestTaskSessionsEqualTimes(t *testing.T) {
	t.Parallel()
	inv := nightly()
	for i := range inv.TaskSessions {
		inv.TaskSessions[i].Created = inv.TaskSessions[0].Created
	}
	sim := start(t, veeamsim.Config{Inventory: inv})
	run(t, gives(sim, ofSession, names("web01", "web02", "db 01", "mail01")))
}

func TestTaskSessionsSearch250(t *testing.T) {
	t.Parallel()
	for _, build := range []int{12, 13} {
		inv := veeamsim.Generate(veeamsim.Counts{Servers: 1, Jobs: 2, SessionsPerJob: 1, MachinesPerSession: 250, FailedPercent: 10}, now)
		sim := start(t, veeamsim.Config{Build: build, Inventory: inv, MaxPageSize: 60})
		failed := 0
		for _, task := range inv.TaskSessions[:250] {
			if task.Result == "Failed" {
				failed++
			}
		}
		if failed == 0 {
			t.Fatal("no machine fails")
		}
		run(t, gives(sim, `job_name = "job 0001"`, known("task_sessions", knownvalue.ListSizeExact(250)),
			counts(fmt.Sprintf("total 250, listed 250, failed %d", failed))))
	}
}

func TestTaskSessionsSearchScope(t *testing.T) {
	t.Parallel()
	sim := start(t, veeamsim.Config{Inventory: nightly()})
	run(t,
		gives(sim, `vm_display_name = "DB 01"`, names("db 01")),
		gives(sim, `backup_server_name = "VBR01.lab.example"`, names("web01", "web02", "db 01", "mail01")),
		gives(sim, `job_name = "Nightly"`, names(), counts("total 0, listed 0")),
		gives(sim, "created_after = \"2026-06-16T01:20:47+02:00\"\ncreated_before = \"2026-06-15T23:20:48Z\"", names("db 01")),
		gives(sim, "created_after = \"2026-06-16T23:20:47+24:00\"\ncreated_before = \"2026-06-15T23:20:48Z\"", names("db 01")),
		gives(sim, "job_name = \"nightly vms\"\nresults = [\"Warning\"]", names("web02"), counts("total 4, listed 1")),
	)
}

// TestTaskSessionsFilterUnderstoodOtherwise: the server lets everything through, the verdict stays the same.
func TestTaskSessionsFilterUnderstoodOtherwise(t *testing.T) {
	t.Parallel()
	sim := start(t, veeamsim.Config{Inventory: nightly(), IgnoreFilter: true})
	run(t,
		gives(sim, `vm_display_name = "db 01"`, names("db 01"), counts("total 1, failed 1")),
		gives(sim, "created_after = \"2026-06-15T23:20:47Z\"\ncreated_before = \"2026-06-15T23:20:48Z\"", names("db 01")),
		gives(sim, `backup_server_name = "vbr02"`, names(), counts("total 0")),
	)
}

// TestTaskSessionsBadArguments: each is an error while validating, before any request.
func TestTaskSessionsBadArguments(t *testing.T) {
	t.Parallel()
	sim := start(t, veeamsim.Config{Inventory: nightly()})
	for name, c := range map[string]struct {
		arguments string
		says      []string
	}{
		"id":                {`backup_session_id = "last night"`, []string{"Invalid ID", "expected a GUID", "urn:veeam:BackupJobSession:<GUID>"}},
		"id of a job":       {`backup_session_id = "urn:veeam:Job:` + sessionID + `"`, []string{"Invalid ID", `UID of type "Job"`, "urn:veeam:BackupJobSession:<GUID>"}},
		"empty id":          {`backup_session_id = ""`, []string{"Invalid ID"}},
		"time without zone": {`created_after = "2026-06-15T23:20:45"`, []string{"Invalid Time", "created_after", "add Z or a zone such as +01:00"}},
		"date":              {`created_before = "2026-06-15"`, []string{"Invalid Time", "created_before", "expected RFC 3339"}},
		"result":            {"job_name = \"x\"\nresults = [\"Error\"]", []string{"results", `"Success" "Warning" "Failed" "None"`}},
		"state":             {"job_name = \"x\"\nstates = [\"Stopped\"]", []string{"states", `"InProgress" "Pending" "Completed"`}},
		"no results":        {"job_name = \"x\"\nresults = []", []string{"results", "at least 1"}},
		"no job types":      {`job_types = []`, []string{"job_types", "at least 1"}},
		"an empty type":     {`job_types = ["Backup", ""]`, []string{"job_types", "at least 1"}},
		"a null type":       {`job_types = [null]`, []string{"job_types"}},
		"empty name":        {`job_name = ""`, []string{"Invalid Name", "job_name is empty"}},
		"empty server":      {`backup_server_name = ""`, []string{"Invalid Name", "backup_server_name is empty"}},
		"empty machine":     {`vm_display_name = ""`, []string{"Invalid Name", "vm_display_name is empty"}},
		"no scope": {`results = ["Failed"]`, []string{"Missing Attribute Configuration", "At least one of",
			"backup_session_id,job_id,job_name,backup_server_name,job_types,vm_display_name,created_after,created_before,created_within"}},
		"scope beside id": {ofSession + "\njob_name = \"x\"", []string{"Invalid Attribute Combination", "backup_session_id", "job_name"}},
		"time beside id":  {ofSession + "\ncreated_after = \"2026-06-15T23:20:45Z\"", []string{"Invalid Attribute Combination", "backup_session_id", "created_after"}},
		"no time":         {`created_before = "0001-01-01T00:00:00Z"`, []string{"Invalid Time", "created_before is the beginning of year 1"}},
		"times the wrong way": {"created_after = \"2026-06-15T23:20:45Z\"\ncreated_before = \"2026-06-16T01:20:45+02:00\"", []string{"Invalid Time Range", "created_before",
			"nothing can lie between them"}},
		"timeout":            {ofSession + "\ntimeouts = { read = \"long\" }", []string{"Invalid Read Timeout", `"long" is no duration`, "such as 2w, 7d, 1d12h, 24h or 90s"}},
		"timeout of nothing": {ofSession + "\ntimeouts = { read = \"0s\" }", []string{"Invalid Read Timeout", "positive duration"}},
		"timeout in words":   {ofSession + "\ntimeouts = { read = \"15 minutes\" }", []string{"Invalid Read Timeout", "for this one write 15m"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			run(t, fails(providerBlock(sim)+taskSessionsOf(c.arguments), c.says...))
		})
	}
	t.Cleanup(func() {
		if n := len(sim.Requests()); n != 0 {
			t.Errorf("%d requests were sent for arguments that are not valid", n)
		}
	})
}

// TestWarnings looks at what a plan says beside its result.
func TestWarnings(t *testing.T) {
	t.Parallel()
	sim := start(t, veeamsim.Config{Inventory: nightly(), Clock: time.Now})
	at := func(days int) string { return time.Now().AddDate(0, 0, -days).UTC().Format(time.RFC3339) }
	got := newWorkspace(t, block(account(sim, "insecure", "true"))+taskSessionsOf(`created_after = "`+at(92)+`"`)).run("plan", "-no-color")
	got.contains(t, "Warning: Beyond What Enterprise Manager Keeps", "more than 13 weeks ago", "Warning: Server Certificate Not Checked", "certificate_sha256")
	got = newWorkspace(t, providerBlock(sim)+taskSessionsOf(`created_before = "`+at(92)+`"`)).run("plan", "-no-color")
	got.contains(t, "Warning: Beyond What Enterprise Manager Keeps", "created_before is more than 13 weeks ago")
	got = newWorkspace(t, providerBlock(sim)+taskSessionsOf(`created_after = "`+at(-1)+`"`)).run("plan", "-no-color")
	got.contains(t, "Warning: Time in the Future", "created_after")
	got = newWorkspace(t, providerBlock(sim)+taskSessionsOf(`created_after = "`+at(90)+`"`)).run("plan", "-no-color")
	if strings.Contains(got.text, "Warning") || got.code != 0 {
		t.Error(got.text)
	}
}

// TestNothingChangesBetweenTwoReads: a plan after an apply finds nothing to do.
func TestNothingChangesBetweenTwoReads(t *testing.T) {
	t.Parallel()
	sim := start(t, veeamsim.Config{Inventory: nightly()})
	w := newWorkspace(t, providerBlock(sim)+taskSessionsOf(ofSession)+`output "all" { value = data.veeam_backup_task_sessions.t }`)
	if got := w.run("apply", "-auto-approve", "-no-color"); got.code != 0 {
		t.Fatal(got.text)
	}
	if got := w.run("plan", "-detailed-exitcode", "-no-color"); got.code != 0 {
		t.Errorf("exit code %d:\n%s", got.code, got.text)
	}
}
