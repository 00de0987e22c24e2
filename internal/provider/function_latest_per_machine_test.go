package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
)

func latest(changes ...string) string {
	return "provider::veeam::latest_per_machine(" + sessionList(changes...) + ")"
}

// reasons checks which task session each machine has, told apart by their reasons.
func reasons(want map[string]string) knownvalue.Check {
	machines := map[string]knownvalue.Check{}
	for name, reason := range want {
		machines[name] = knownvalue.ObjectPartial(map[string]knownvalue.Check{"reason": knownvalue.StringExact(reason)})
	}
	return knownvalue.MapExact(machines)
}

func TestFunctionLatestPerMachine(t *testing.T) {
	t.Parallel()
	runCalls(t, calls(sessionLocals,
		call{latest(), knownvalue.MapExact(map[string]knownvalue.Check{})},
		// The values hold just the attributes used, as they were given.
		call{latest(`result = "Failed"`), knownvalue.MapExact(map[string]knownvalue.Check{"db01": knownvalue.ObjectExact(map[string]knownvalue.Check{
			"uid":                knownvalue.StringExact("urn:veeam:BackupTaskSession:5d6a1a8e-0f0d-4c5e-9b57-3c1f0e7a2b11"),
			"vm_display_name":    knownvalue.StringExact("db01"),
			"vm_uid":             knownvalue.Null(),
			"backup_server_name": knownvalue.StringExact("bs01"),
			"job_session_uid":    knownvalue.Null(),
			"job_type":           knownvalue.StringExact("Backup"),
			"creation_time":      knownvalue.StringExact("2026-06-16T01:00:00Z"),
			"end_time":           knownvalue.StringExact("2026-06-16T01:30:00Z"),
			"state":              knownvalue.StringExact("Completed"),
			"result":             knownvalue.StringExact("Failed"),
			"reason":             knownvalue.Null(),
		})})},
		// By the beginning, as an instant, wherever it stands in the list and whenever it ended.
		call{latest(`reason = "retry", creation_time = "2026-06-16T03:00:00+01:00"`, `reason = "first", creation_time = "2026-06-16T01:59:59.9999999Z"`),
			reasons(map[string]string{"db01": "retry"})},
		call{latest(`reason = "old", end_time = "2026-06-16T09:00:00Z"`, `reason = "new", creation_time = "2026-06-16T01:00:00.1Z"`),
			reasons(map[string]string{"db01": "new"})},
		call{latest(`reason = "new", creation_time = "2026-06-16T02:00:00Z", result = "Failed"`, `reason = "old", end_time = "2026-06-16T09:00:00Z"`),
			reasons(map[string]string{"db01": "new"})},
		// Of those that began together the worst, then by uid.
		call{latest(`reason = "good"`, `reason = "bad", result = "Failed"`, `reason = "warned", result = "Warning"`), reasons(map[string]string{"db01": "bad"})},
		call{latest(`reason = "b", uid = "b"`, `reason = "a", uid = "a"`), reasons(map[string]string{"db01": "b"})},
		call{latest(`reason = "a", uid = "a"`, `reason = "b", uid = "b"`), reasons(map[string]string{"db01": "b"})},
		// Of several in one backup session the worst, whichever began later.
		call{latest(`reason = "bad", result = "Failed", job_session_uid = "S1"`, `reason = "good", job_session_uid = "s1", creation_time = "2026-06-16T01:05:00Z"`),
			reasons(map[string]string{"db01": "bad"})},
		call{latest(`reason = "good", job_session_uid = "s1"`, `reason = "bad", result = "Failed", job_session_uid = "s1", creation_time = "2026-06-16T00:55:00Z"`),
			reasons(map[string]string{"db01": "bad"})},
		call{latest(`reason = "bad", result = "Failed", job_session_uid = "s1"`, `reason = "retry", job_session_uid = "s2", creation_time = "2026-06-16T01:05:00Z"`),
			reasons(map[string]string{"db01": "retry"})},
		// A running or waiting one never takes a finished one's place, whatever it says of its end.
		call{latest(`reason = "finished"`,
			`reason = "running", state = "InProgress", creation_time = "2026-06-16T05:00:00Z", end_time = null`,
			`reason = "early", state = "InProgress", creation_time = "2026-06-16T05:00:00Z", end_time = "2026-06-16T06:00:00Z"`,
			`reason = "waiting", state = "Pending", creation_time = "2026-06-16T06:00:00Z", end_time = null`,
			`reason = "null", state = null, creation_time = "2026-06-16T06:00:00Z"`),
			reasons(map[string]string{"db01": "finished"})},
		call{latest(`reason = "running", state = "InProgress", creation_time = "2026-06-16T05:00:00Z"`, `reason = "finished", result = "Failed"`),
			reasons(map[string]string{"db01": "finished"})},
		// None finished: the one that began last.
		call{latest(`reason = "new", state = "Pending", creation_time = "2026-06-16T02:00:00Z", end_time = null`,
			`reason = "old", state = "InProgress", end_time = "2026-06-16T06:00:00Z"`),
			reasons(map[string]string{"db01": "new"})},
		// Finished without an end, or with one before its beginning, is as good as any: this failure is not hidden.
		call{latest(`reason = "success"`, `reason = "failure", creation_time = "2026-06-16T02:00:00Z", end_time = null`), reasons(map[string]string{"db01": "failure"})},
		call{latest(`reason = "success"`, `reason = "failure", creation_time = "2026-06-16T02:00:00Z", end_time = "0001-01-01T00:00:00Z"`),
			reasons(map[string]string{"db01": "failure"})},
	))
}

func TestFunctionLatestPerMachineIdentity(t *testing.T) {
	t.Parallel()
	const later = `, creation_time = "2026-06-16T02:00:00Z", end_time = "2026-06-16T02:30:00Z"`
	runCalls(t, calls(sessionLocals,
		// One machine by its reference, regardless of case; the name is the chosen one's.
		call{latest(`reason = "old", vm_uid = "urn:VMware:Vm:R.vm-1"`, `reason = "new", vm_uid = "urn:VMware:Vm:r.VM-1", vm_display_name = "DB-New", backup_server_name = "bs02"`+later),
			reasons(map[string]string{"DB-New": "new"})},
		// A name that has passed on to another machine hides nothing.
		call{latest(`reason = "old", vm_uid = "1"`, `reason = "renamed", vm_uid = "1", vm_display_name = "db02"`+later, `reason = "heir", vm_uid = "2"`),
			reasons(map[string]string{"db02": "renamed", "db01": "heir"})},
		// One machine by name and server, regardless of case.
		call{latest(`reason = "old"`, `reason = "new", vm_display_name = "DB01", backup_server_name = "BS01"`+later), reasons(map[string]string{"DB01": "new"})},
		call{latest(`reason = "old", vm_uid = ""`, `reason = "new"`+later), reasons(map[string]string{"db01": "new"})},
		call{latest(`reason = "a", backup_server_name = null`, `reason = "b", vm_display_name = "web01"`), reasons(map[string]string{"db01": "a", "web01": "b"})},
	))
}

// TestFunctionLatestPerMachineJobTypes: what is no backup, or is not known to be one, has no word on a machine.
func TestFunctionLatestPerMachineJobTypes(t *testing.T) {
	t.Parallel()
	const later = `, creation_time = "2026-06-16T02:00:00Z"`
	runCalls(t, calls(sessionLocals,
		call{latest(`reason = "failed", result = "Failed"`, `reason = "copy", job_type = "BackupCopy"`+later), reasons(map[string]string{"db01": "failed"})},
		call{latest(`reason = "failed", result = "Failed"`, `reason = "unknown", job_type = null`+later), reasons(map[string]string{"db01": "failed"})},
		call{latest(`reason = "failed", result = "Failed"`, `reason = "empty", job_type = ""`+later), reasons(map[string]string{"db01": "failed"})},
		call{latest(`reason = "agent", job_type = "agentbackup"`, `reason = "policy", job_type = "AgentManagement"`+later), reasons(map[string]string{"db01": "policy"})},
		// A machine that has only such is not there. It is no other machine either, which would be an error.
		call{latest(`reason = "copy", job_type = "NasBackup"`, `reason = "backup", vm_display_name = "web01"`), reasons(map[string]string{"web01": "backup"})},
		call{latest(`reason = "backup", vm_uid = "1"`, `reason = "copy", vm_uid = "2", job_type = "ImmediateBackupCopyWorker"`), reasons(map[string]string{"db01": "backup"})},
	))
}

// TestFunctionLatestPerMachineRecreated: a machine that was re-created under a new vm_uid is one whose old self is over.
func TestFunctionLatestPerMachineRecreated(t *testing.T) {
	t.Parallel()
	const day2, day3 = `, creation_time = "2026-06-17T01:00:00Z"`, `, creation_time = "2026-06-18T01:00:00Z"`
	runCalls(t, calls(sessionLocals,
		call{latest(`vm_uid = "1"`, `reason = "new", vm_uid = "2", result = "Failed"`+day2), reasons(map[string]string{"db01": "new"})},
		call{latest(`reason = "new", vm_uid = "2"`+day2, `vm_uid = "1", result = "Failed"`), reasons(map[string]string{"db01": "new"})},
		call{latest(`vm_uid = "1"`, `vm_uid = "2", vm_display_name = "DB01"`+day2, `reason = "third", vm_uid = "3", backup_server_name = "BS01"`+day3),
			reasons(map[string]string{"db01": "third"})},
		// Copies of the old one's restore points go on.
		call{latest(`vm_uid = "1"`, `vm_uid = "1", job_type = "BackupCopy"`+day3, `reason = "new", vm_uid = "2"`+day2), reasons(map[string]string{"db01": "new"})},
		// Rows of a build without vm_uid, then two machines one after the other.
		call{latest(``, `vm_uid = "1"`+day2, `reason = "third", vm_uid = "2"`+day3), reasons(map[string]string{"db01": "third"})},
	))
	const two = "two different machines share a name:"
	for _, overlap := range []string{
		// The old one was there when the new one began, or later.
		latest(`vm_uid = "1"`, `vm_uid = "1"`+day3, `vm_uid = "2"`+day2),
		latest(`vm_uid = "1"`, `vm_uid = "1"`+day2, `vm_uid = "2"`+day2),
		// On another server it is another machine.
		latest(`vm_uid = "1"`, `vm_uid = "2", backup_server_name = "bs02"`+day2),
		// Without a vm_uid it may be any.
		latest(`vm_uid = "1"`, `vm_uid = null`+day2),
		// One followed two that overlap: it can have replaced only one of them.
		latest(`vm_uid = "1"`, `vm_uid = "2"`, `vm_uid = "3"`+day3),
		latest(`vm_uid = "1"`, `vm_uid = "2"`+day2, `vm_uid = "3"`+day2),
	} {
		runCalls(t, callFails(sessionLocals, overlap, "task_sessions", two))
	}
}

func TestFunctionLatestPerMachineErrors(t *testing.T) {
	t.Parallel()
	const argument = "task_sessions"
	runCalls(t,
		callFails(sessionLocals, latest(`vm_uid = "urn:VMware:Vm:r.vm-1"`, `vm_uid = "urn:VMware:Vm:r.vm-2", vm_display_name = "DB01", result = "Failed"`), argument,
			`two different machines share a name: "db01" (vm_uid urn:VMware:Vm:r.vm-1) and "DB01" (vm_uid urn:VMware:Vm:r.vm-2). `+
				`The success of one would hide the failure of the other. Call the function for each of them apart, for example with the task sessions of one backup server.`),
		callFails(sessionLocals, latest(``, `backup_server_name = "bs02"`), argument,
			`"db01" (no vm_uid, backup server bs01) and "db01" (no vm_uid, backup server bs02).`),
		callFails(sessionLocals, latest(`backup_server_name = null`, `vm_uid = "1"`), argument,
			`"db01" (no vm_uid, no backup server) and "db01" (vm_uid 1).`),
		callFails(sessionLocals, latest(``, `vm_display_name = null`), argument,
			`element 1: vm_display_name is null or empty, so the machine cannot be named; leave such task sessions out.`),
		callFails(sessionLocals, latest(``, `creation_time = null`), argument,
			`element 1: creation_time is null; expected RFC 3339 with zone, such as 2026-06-16T08:00:00Z.`),
		callFails(sessionLocals, latest(`creation_time = "1 o'clock"`), argument, `element 0: creation_time: "1 o'clock" is no time; expected RFC 3339 with zone`),
		callFails(sessionLocals, latest(`end_time = ""`), argument, `element 0: end_time: "" is no time; expected RFC 3339 with zone`),
		callFails(sessionLocals, `provider::veeam::latest_per_machine([local.session, null])`, argument, `element 1: null is no task session.`),
		callFails(sessionLocals, `provider::veeam::latest_per_machine(null)`, argument, `argument must not be null.`),
		callFails(sessionLocals, `provider::veeam::latest_per_machine([{ for k, v in local.session : k => v if k != "reason" }])`, argument, `attribute "reason" is required.`),
	)
}
