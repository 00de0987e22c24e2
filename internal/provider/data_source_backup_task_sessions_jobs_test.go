package provider_test

import (
	"fmt"
	"regexp"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// jobsOfANight are a nightly job, its copy, an agent policy's machine and a job of a type that EM's documentation does not have.
func jobsOfANight(at time.Time) veeamsim.Inventory {
	inv := veeamsim.Inventory{BackupServers: []veeamsim.BackupServer{{ID: serverID, Name: "vbr01.lab.example"}}}
	for n, job := range []struct{ name, jobType, machine string }{
		{"Nightly", "Backup", "db01"}, {"Copy", "BackupCopy", "db01"}, {"P - lin01", "AgentManagement", "lin01"}, {"AHV", "AhvBackup", "ahv01"},
	} {
		id := fmt.Sprintf("30000000-0000-4000-8000-%012d", n+1)
		began := at.Add(-time.Duration(n+1) * time.Hour)
		inv.BackupSessions = append(inv.BackupSessions, veeamsim.BackupSession{ID: id, JobID: fmt.Sprintf("20000000-0000-4000-8000-%012d", n+1),
			JobName: job.name, JobType: job.jobType, ServerID: serverID, Created: began, Ended: began.Add(time.Minute), State: "Stopped", Result: "Success", IsRetry: n == 0})
		inv.TaskSessions = append(inv.TaskSessions, veeamsim.TaskSession{ID: taskID(n + 1), SessionID: id, VMName: job.machine,
			Created: began, Ended: began.Add(time.Minute), State: "Completed", Result: "Success"})
	}
	return inv
}

func TestBackupTaskSessionsJobs(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 6, 16, 8, 0, 0, 0, time.UTC)
	for _, build := range []int{12, 13} {
		t.Run(fmt.Sprintf("build %d", build), func(t *testing.T) {
			t.Parallel()
			sim := start(t, veeamsim.Config{Build: build, Inventory: jobsOfANight(at), Clock: func() time.Time { return at }})
			config, checks := providerBlock(sim), []statecheck.StateCheck{}
			for i, c := range []struct {
				scope string
				names []string
			}{
				{`job_types = ["AhvBackup"]`, []string{"AHV"}},
				{`job_types = ["backup", "BackupCopy"]`, []string{"Copy", "Nightly"}},
				{`job_name = "p"`, []string{"P - lin01"}},
				{`created_within = "2h"`, []string{"Copy", "Nightly"}},
				{`created_within = "1d"` + "\n" + `job_types = ["AgentManagement"]`, []string{"P - lin01"}},
			} {
				config += fmt.Sprintf("\ndata \"veeam_backup_task_sessions\" \"t%d\" {\n%s\n}\n", i, c.scope)
				rows := []knownvalue.Check{}
				for _, name := range c.names {
					rows = append(rows, knownvalue.ObjectPartial(map[string]knownvalue.Check{"job_name": knownvalue.StringExact(name)}))
				}
				checks = append(checks, statecheck.ExpectKnownValue(fmt.Sprintf("data.veeam_backup_task_sessions.t%d", i),
					tfjsonpath.New("task_sessions"), knownvalue.ListExact(rows)))
			}
			config += "\ndata \"veeam_backup_sessions\" \"s\" {\n created_within = \"90m\"\n job_types = [\"Backup\"]\n}\n"
			checks = append(checks,
				statecheck.ExpectKnownValue("data.veeam_backup_task_sessions.t1", tfjsonpath.New("task_sessions").AtSliceIndex(1),
					knownvalue.ObjectPartial(map[string]knownvalue.Check{
						"job_id": knownvalue.StringExact(jobID), "job_type": knownvalue.StringExact("Backup"), "is_retry": knownvalue.Bool(true)})),
				statecheck.ExpectKnownValue("data.veeam_backup_sessions.s", tfjsonpath.New("summary").AtMapKey("total"), knownvalue.Int64Exact(1)))
			run(t, resource.TestStep{Config: config, ConfigStateChecks: checks})
		})
	}
}

func TestCreatedWithinExcludesCreatedAfter(t *testing.T) {
	t.Parallel()
	sim := start(t, veeamsim.Config{})
	for _, name := range []string{"backup_task_sessions", "backup_sessions"} {
		run(t, resource.TestStep{
			Config:      providerBlock(sim) + "\ndata \"veeam_" + name + "\" \"t\" {\n created_within = \"1d\"\n created_after = \"2026-06-16T08:00:00Z\"\n}\n",
			ExpectError: regexp.MustCompile(`created_within and created_after both bound`),
		})
	}
}

// TestSessionOfJobsOnTwoServers: jobs of one name on two servers are two jobs, where the links to the servers have no names, too.
func TestSessionOfJobsOnTwoServers(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 6, 16, 8, 0, 0, 0, time.UTC)
	inv := jobsOfANight(at)
	inv.BackupServers = nil // their links have an id and no name
	inv.BackupSessions = inv.BackupSessions[:2]
	inv.BackupSessions[1].JobName, inv.BackupSessions[1].ServerID = "Nightly", "10000000-0000-4000-8000-000000000002"
	inv.TaskSessions = nil
	sim := start(t, veeamsim.Config{Inventory: inv, Clock: func() time.Time { return at }})
	run(t, resource.TestStep{
		Config:      providerBlock(sim) + `data "veeam_backup_session" "s" { job_name = "Nightly" }`,
		ExpectError: regexp.MustCompile(`2 were found|2 .*found`),
	})
}

func TestSessionInTheFutureIsRead(t *testing.T) {
	t.Parallel()
	at := time.Now().Add(72 * time.Hour).Truncate(time.Second)
	sim := start(t, veeamsim.Config{Inventory: jobsOfANight(at), Clock: func() time.Time { return at.Add(-80 * time.Hour) }})
	run(t, resource.TestStep{
		Config: providerBlock(sim) + `data "veeam_backup_task_sessions" "t" { created_within = "2h" }`,
		ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectKnownValue("data.veeam_backup_task_sessions.t",
			tfjsonpath.New("summary").AtMapKey("total"), knownvalue.Int64Exact(4))},
	})
}
