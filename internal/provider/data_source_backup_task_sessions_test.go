package provider_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

const (
	serverID  = "10000000-0000-4000-8000-000000000001"
	jobID     = "20000000-0000-4000-8000-000000000001"
	sessionID = "30000000-0000-4000-8000-000000000001"
	pointID   = "50000000-0000-4000-8000-000000000001"
)

// taskID makes the GUID of a task session from a number.
func taskID(n int) string { return fmt.Sprintf("40000000-0000-4000-8000-%012d", n) }

// nightly is one backup session of four machines: good, warned, failed, running.
func nightly() veeamsim.Inventory {
	began := time.Date(2026, 6, 15, 23, 20, 45, 0, time.UTC)
	return veeamsim.Inventory{
		BackupServers: []veeamsim.BackupServer{{ID: serverID, Name: "vbr01.lab.example", Port: 9392, Version: "13.0.1.1071"}},
		Jobs:          []veeamsim.Job{{ID: jobID, Name: "Nightly VMs", JobType: "Backup", Platform: "VMware", ServerID: serverID}},
		BackupSessions: []veeamsim.BackupSession{{
			ID: sessionID, Name: "Nightly VMs@2026-06-15 23:20:00", JobID: jobID, Created: began.Add(-45 * time.Second),
			State: "Working", Result: "None", Progress: 75,
		}},
		TaskSessions: []veeamsim.TaskSession{
			// Out of order on purpose.
			{ID: taskID(3), SessionID: sessionID, VMName: "db 01", VMUID: "urn:VMware:Vm:a87d15db-dd70-4769-acd6-41bae88219d4.vm-3",
				Created: began.Add(2 * time.Second), Ended: began.Add(62*time.Second + 900*time.Millisecond), State: "Completed", Result: "Failed",
				Reason: `Error: There is not enough space on the disk. Failed to write data to the file [D:\Backup\db 01.vib]. `},
			{ID: taskID(1), SessionID: sessionID, VMName: "web01", VMUID: "urn:VMware:Vm:a87d15db-dd70-4769-acd6-41bae88219d4.vm-1",
				Created: began, Ended: began.Add(90*time.Second + 7*time.Millisecond), State: "Completed", Result: "Success", TotalSize: 12884901888, RestorePointID: pointID},
			{ID: taskID(4), SessionID: sessionID, VMName: "mail01", Created: began.Add(3 * time.Second), State: "InProgress", Result: "Success", TotalSize: 1 << 30},
			{ID: taskID(2), SessionID: sessionID, VMName: "web02",
				Created: began.Add(1500 * time.Millisecond), Ended: began.Add(time.Hour), State: "Completed", Result: "Warning", Reason: "VSS writer timed out", TotalSize: 64424509440},
		},
	}
}

func TestBackupTaskSessionsOfSession(t *testing.T) {
	t.Parallel()
	for _, build := range []int{12, 13} {
		t.Run(fmt.Sprintf("build %d", build), func(t *testing.T) {
			t.Parallel()
			sim := start(t, veeamsim.Config{Build: build, Inventory: nightly()})
			run(t, resource.TestStep{
				Config: providerBlock(sim) + `data "veeam_backup_task_sessions" "t" { backup_session_id = "` + sessionID + `" }`,
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownValue("data.veeam_backup_task_sessions.t", tfjsonpath.New("task_sessions"), knownvalue.ListExact([]knownvalue.Check{
						knownvalue.ObjectExact(map[string]knownvalue.Check{
							"id":                  knownvalue.StringExact(taskID(1)),
							"uid":                 knownvalue.StringExact("urn:veeam:BackupTaskSession:" + taskID(1)),
							"name":                knownvalue.StringExact("web01@2026-06-15 23:20:45"),
							"vm_display_name":     knownvalue.StringExact("web01"),
							"vm_uid":              knownvalue.StringExact("urn:VMware:Vm:a87d15db-dd70-4769-acd6-41bae88219d4.vm-1"),
							"job_session_uid":     knownvalue.StringExact("urn:veeam:BackupJobSession:" + sessionID),
							"backup_session_name": knownvalue.StringExact("Nightly VMs@2026-06-15 23:20:00"),
							"job_name":            knownvalue.StringExact("Nightly VMs"),
							"job_id":              knownvalue.StringExact(jobID),
							"job_type":            knownvalue.StringExact("Backup"),
							"is_retry":            knownvalue.Bool(false),
							"backup_server_name":  knownvalue.StringExact("vbr01.lab.example"),
							"vm_restore_point_id": knownvalue.StringExact(pointID),
							"creation_time":       knownvalue.StringExact("2026-06-15T23:20:45Z"),
							"end_time":            knownvalue.StringExact("2026-06-15T23:22:15.007Z"),
							"duration_seconds":    knownvalue.Int64Exact(90),
							"state":               knownvalue.StringExact("Completed"),
							"result":              knownvalue.StringExact("Success"),
							"reason":              knownvalue.Null(),
							"total_size":          knownvalue.Int64Exact(12884901888),
						}),
						knownvalue.ObjectPartial(map[string]knownvalue.Check{
							"vm_display_name": knownvalue.StringExact("web02"),
							"creation_time":   knownvalue.StringExact("2026-06-15T23:20:46.5Z"),
							"vm_uid":          knownvalue.Null(),
						}),
						knownvalue.ObjectPartial(map[string]knownvalue.Check{
							"vm_display_name":     knownvalue.StringExact("db 01"),
							"duration_seconds":    knownvalue.Int64Exact(60),
							"result":              knownvalue.StringExact("Failed"),
							"reason":              knownvalue.StringExact(`Error: There is not enough space on the disk. Failed to write data to the file [D:\Backup\db 01.vib]. `),
							"vm_restore_point_id": knownvalue.Null(),
						}),
						knownvalue.ObjectPartial(map[string]knownvalue.Check{
							"vm_display_name":  knownvalue.StringExact("mail01"),
							"state":            knownvalue.StringExact("InProgress"),
							"result":           knownvalue.StringExact("Success"),
							"end_time":         knownvalue.Null(),
							"duration_seconds": knownvalue.Null(),
						}),
					})),
					statecheck.ExpectKnownValue("data.veeam_backup_task_sessions.t", tfjsonpath.New("summary"), knownvalue.ObjectExact(map[string]knownvalue.Check{
						"total": knownvalue.Int64Exact(4), "listed": knownvalue.Int64Exact(4),
						"success": knownvalue.Int64Exact(1), "warning": knownvalue.Int64Exact(1), "failed": knownvalue.Int64Exact(1), "none": knownvalue.Int64Exact(1),
						"completed": knownvalue.Int64Exact(3), "in_progress": knownvalue.Int64Exact(1), "pending": knownvalue.Int64Exact(0),
						"first_creation_time": knownvalue.StringExact("2026-06-15T23:20:45Z"),
						"last_end_time":       knownvalue.StringExact("2026-06-16T00:20:45Z"),
					})),
				},
			})
		})
	}
}

// TestTaskSessionsThatRunHaveNotEnded: an end time that comes with one is not shown and not counted. A state that is
// not documented keeps its own.
func TestTaskSessionsThatRunHaveNotEnded(t *testing.T) {
	t.Parallel()
	const ended, last = "2026-06-16T02:20:48Z", "2026-06-16T00:20:45Z"
	for state, want := range map[string]struct {
		end, seconds any
		last         string
	}{
		"InProgress": {nil, nil, last}, "Pending": {nil, nil, last}, "Postponed": {ended, 10800, ended}, "Completed": {ended, 10800, ended},
	} {
		inv := nightly()
		mail := &inv.TaskSessions[2]
		mail.State, mail.Ended = state, mail.Created.Add(3*time.Hour)
		sim := start(t, veeamsim.Config{Inventory: inv})
		run(t, gives(sim, ofSession,
			known("task_sessions", knownvalue.ListPartial(map[int]knownvalue.Check{
				3: knownvalue.ObjectPartial(checksOf(map[string]any{"state": state, "end_time": want.end, "duration_seconds": want.seconds})),
			})),
			known("summary", knownvalue.ObjectPartial(checksOf(map[string]any{"last_end_time": want.last})))))
	}
}
