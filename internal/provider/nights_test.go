package provider_test

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

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

// today is the inventory as if the tests' clock were the real one, for the built provider, which knows no other.
func (n *nights) today() veeamsim.Inventory {
	shift := time.Since(now)
	for i := range n.inv.BackupSessions {
		s := &n.inv.BackupSessions[i]
		s.Created, s.Ended = s.Created.Add(shift), s.Ended.Add(shift)
	}
	for i := range n.inv.TaskSessions {
		s := &n.inv.TaskSessions[i]
		s.Created = s.Created.Add(shift)
		if !s.Ended.IsZero() {
			s.Ended = s.Ended.Add(shift)
		}
	}
	return n.inv
}

// machineRow checks a machine by name, status (a cause is one of a violation) and more.
func machineRow(name, statusOrCause string, more map[string]any) knownvalue.Check {
	values := map[string]any{"name": name, "status": "violation", "cause": statusOrCause}
	if slices.Contains([]string{"compliant", "waived", "excluded", "replaced", "retired", "left_out"}, statusOrCause) {
		values["status"], values["cause"] = statusOrCause, nil
	}
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

// tallies are the counts of a summary that are not 0.
func tallies(counts map[string]any) knownvalue.Check {
	all := map[string]any{}
	for _, name := range []string{"machines", "judged", "compliant", "violation", "waived", "excluded", "replaced", "retired", "left_out", "failing", "warning_only", "violations"} {
		all[name] = 0
	}
	maps.Copy(all, counts)
	return exactly(all)
}
