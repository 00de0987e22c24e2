package provider_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
)

// unprotected calls the function at 08:00 with an RPO of 12 hours.
func unprotected(expected string, changes ...string) string {
	return fmt.Sprintf("provider::veeam::unprotected(%s, %s, \"2026-06-16T08:00:00Z\", \"12h\")", sessionList(changes...), expected)
}

func exactNames(names ...string) knownvalue.Check {
	rows := make([]knownvalue.Check, len(names))
	for i, name := range names {
		rows[i] = knownvalue.StringExact(name)
	}
	return knownvalue.ListExact(rows)
}

func TestFunctionUnprotected(t *testing.T) {
	t.Parallel()
	const db01 = `["db01"]`
	runCalls(t, calls(sessionLocals,
		call{unprotected(db01, ``), exactNames()},
		call{unprotected(db01), exactNames("db01")},
		// What is no good backup.
		call{unprotected(db01, `result = "Warning"`), exactNames()},
		call{unprotected(db01, `result = "Failed"`), exactNames("db01")},
		call{unprotected(db01, `result = "None"`, `result = null`), exactNames("db01")},
		call{unprotected(db01, `state = "InProgress"`, `state = "Pending"`, `state = null`), exactNames("db01")},
		call{unprotected(db01, `creation_time = null`), exactNames("db01")},
		// What is no backup: a copy of an old restore point, and what is not known to be one.
		call{unprotected(db01, `job_type = "BackupCopy"`, `job_type = "NasBackup"`, `job_type = null`), exactNames("db01")},
		call{unprotected(db01, `creation_time = "2026-06-15T19:00:00Z"`, `job_type = "BackupCopy"`), exactNames("db01")},
		call{unprotected(db01, `job_type = "agentmanagement"`), exactNames()},
		// Of several in one backup session the worst counts, since nobody knows which of them is the machine's.
		call{unprotected(db01, `job_session_uid = "s1"`, `job_session_uid = "S1", result = "Failed"`), exactNames("db01")},
		call{unprotected(db01, `job_session_uid = "s1", state = "InProgress"`, `job_session_uid = "s1"`), exactNames("db01")},
		call{unprotected(db01, `job_session_uid = "s1", result = "Failed"`, `job_session_uid = "s2"`), exactNames()},
		// The window.
		call{unprotected(db01, `creation_time = "2026-06-15T20:00:00Z"`), exactNames()},
		call{unprotected(db01, `creation_time = "2026-06-15T19:59:59Z"`), exactNames("db01")},
		call{unprotected(db01, `creation_time = "2026-06-16T08:05:00Z"`), exactNames()},
		call{unprotected(db01, `creation_time = "2026-06-16T08:05:01Z"`), exactNames("db01")},
		// One good backup is enough, whatever came before or after.
		call{unprotected(db01, `result = "Failed"`, ``, `result = "Failed", creation_time = "2026-06-16T07:00:00Z"`), exactNames()},
		// Names: as given, sorted, once, regardless of case.
		call{unprotected(`["web01", "mail01", "DB01", "Web01", "app01"]`, ``), exactNames("Web01", "app01", "mail01")},
		call{unprotected(`["db01", "db02"]`, `vm_display_name = "DB02"`), exactNames("db01")},
	))
}

func TestFunctionUnprotectedIdentity(t *testing.T) {
	t.Parallel()
	const db01 = `["DB01"]`
	runCalls(t, calls(sessionLocals,
		// Two machines of one name: both must be good.
		call{unprotected(db01, `vm_uid = "1"`, `vm_uid = "2", result = "Failed"`), exactNames("DB01")},
		call{unprotected(db01, `vm_uid = "1", result = "Failed"`, `vm_uid = "2"`), exactNames("DB01")},
		call{unprotected(db01, `vm_uid = "1"`, `vm_uid = "2"`), exactNames()},
		call{unprotected(db01, ``, `backup_server_name = "bs02", result = "Failed"`), exactNames("DB01")},
		call{unprotected(db01, ``, `vm_uid = "1", result = "Failed"`), exactNames("DB01")},
		// One machine.
		call{unprotected(db01, `vm_uid = "u:R"`, `vm_uid = "U:r", backup_server_name = "bs02", result = "Failed"`), exactNames()},
		call{unprotected(db01, ``, `vm_display_name = "Db01", backup_server_name = "BS01", result = "Failed"`), exactNames()},
		// A machine that was renamed is one machine.
		call{unprotected(db01, `vm_uid = "1", result = "Failed"`, `vm_uid = "1", vm_display_name = "db02"`), exactNames()},
		call{unprotected(db01, `vm_uid = "1"`, `vm_uid = "2", vm_display_name = null, result = "Failed"`), exactNames()},
	))
}

func TestFunctionUnprotectedErrors(t *testing.T) {
	t.Parallel()
	runCalls(t,
		callFails(sessionLocals, unprotected(`[]`, ``), "expected_machines", `it is empty, and a check of no machines cannot fail; expected at least one name.`),
		callFails(sessionLocals, unprotected(`["db01", null]`, ``), "expected_machines", `a name is null or empty; expected the names of machines.`),
		callFails(sessionLocals, unprotected(`["db01", ""]`, ``), "expected_machines", `a name is null or empty; expected the names of machines.`),
		callFails(sessionLocals, `provider::veeam::unprotected([local.session], ["db01"], "now", "12h")`, "now", `"now" is no time; expected RFC 3339 with zone`),
		callFails(sessionLocals, `provider::veeam::unprotected([local.session], ["db01"], "2026-06-16T08:00:00Z", "0h")`, "rpo", `"0h" is not longer than nothing;`),
		callFails(sessionLocals, unprotected(`["db01"]`, ``, `creation_time = "today"`), "task_sessions", `element 1: creation_time: "today" is no time; expected RFC 3339 with zone`),
		callFails(sessionLocals, `provider::veeam::unprotected([null], ["db01"], "2026-06-16T08:00:00Z", "12h")`, "task_sessions", `element 0: null is no task session.`),
		callFails(sessionLocals, `provider::veeam::unprotected([{ for k, v in local.session : k => v if k != "vm_uid" }], ["db01"], "2026-06-16T08:00:00Z", "12h")`,
			"task_sessions", `attribute "vm_uid" is required.`),
	)
}
