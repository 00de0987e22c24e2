package provider_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// guid makes ids from two numbers, of which the first says whose id it is: 1 a backup server, 2 a job, 3 a backup session,
// 4 a task session, 6 a repository, 8 a virtual host, 9 nothing that is there.
func guid(kind, n int) string { return fmt.Sprintf("%08d-0000-4000-8000-%012d", kind, n) }

// estate is two backup servers with jobs, repositories and virtual hosts of equal names, and sessions of the jobs.
func estate() veeamsim.Inventory {
	at := func(hours float64) time.Time { return now.Add(-time.Duration(hours * float64(time.Hour))) }
	inv := veeamsim.Inventory{
		BackupServers: []veeamsim.BackupServer{
			{ID: guid(1, 1), Name: "vbr01.lab.example", Description: "Main site", Port: 9392, Version: "13.0.1.1071", WcfPort: 9410, Thumbprint: "A1B2C3"},
			{ID: guid(1, 2), Name: "vbr02.lab.example", Port: 9392, Version: "12.3.2.3617", Thumbprint: "D4E5F6"},
		},
		Jobs: []veeamsim.Job{
			{
				ID: guid(2, 1), Name: "Nightly VMs", Description: "Everything but SQL", JobType: "Backup", Platform: "VMware", ServerID: guid(1, 1),
				ScheduleConfigured: true, ScheduleEnabled: true, NextRun: at(-14), PasswordKeyID: guid(9, 7),
				Guest: &veeamsim.GuestProcessing{SnapshotMode: "RequireSuccess", WindowsCredentialsID: guid(9, 8), LinuxCredentialsID: "00000000-0000-0000-0000-000000000000"},
				Schedule: &veeamsim.Schedule{
					Daily: &veeamsim.DailyRun{Kind: "SelectedDays", Days: []string{"Monday", "Friday"}, Time: "22:30:00"}, UTCOffset: 2,
					Monthly:      &veeamsim.MonthlyRun{DayNumberInMonth: "First", DayOfWeek: "Sunday", DayOfMonth: 15, Months: []string{"March"}, Time: "03:00:00"},
					Periodically: &veeamsim.PeriodicRun{Kind: "Minutes", FullPeriod: 30, HourlyRun: veeamsim.HourlyRun{Hours: []string{"000000001111111111111111"}}},
					BackupWindow: &veeamsim.HourlyRun{}, PreviousJobID: guid(2, 2),
				},
				Retention: &veeamsim.Retention{LimitType: "Days", Cycles: 7, Days: 30, GFS: &veeamsim.GFS{
					Enabled: true,
					Weekly:  veeamsim.GFSPeriod{Enabled: true, Period: 4, Selected: "Sunday"},
					Monthly: veeamsim.GFSPeriod{Enabled: false, Period: 12, Selected: "Last"},
					Yearly:  veeamsim.GFSPeriod{Enabled: false, Period: 3, Selected: "January"},
				}},
			},
			{ID: guid(2, 2), Name: "Nightly VMs", JobType: "Backup", Platform: "HyperV", ServerID: guid(1, 2), ScheduleConfigured: true,
				Schedule: &veeamsim.Schedule{WithoutStandart: true}},
			{ID: guid(2, 3), Name: "Offsite", JobType: "ImmediateBackupCopy", Platform: "CustomPlatform", ServerID: guid(1, 2), ScheduleConfigured: true, ScheduleEnabled: true,
				Schedule: &veeamsim.Schedule{ImmediateCopy: &veeamsim.HourlyRun{Off: true}}},
			{ID: guid(2, 4), Name: "Linux Agents", JobType: "AgentBackup", Platform: "AgentForLinux", ServerID: guid(1, 2), ScheduleConfigured: true, ScheduleEnabled: true},
			{ID: guid(2, 5), Name: "Linux Agents", JobType: "AgentBackup", Platform: "AgentForWindows", ServerID: guid(1, 1), NextRun: at(-2), Description: "By hand",
				Guest: &veeamsim.GuestProcessing{SnapshotMode: "IgnoreFailures", CopyOnly: true}, Retention: &veeamsim.Retention{LimitType: "Cycles", Cycles: 3, Days: 7}},
			{ID: guid(2, 6), Name: "Shares", JobType: "NasBackup", ServerID: guid(1, 1), ScheduleConfigured: true, ScheduleEnabled: true, NextRun: at(-3), RepositoryID: guid(6, 1),
				Retention: &veeamsim.Retention{LimitType: "Month", Days: 3},
				Archive:   &veeamsim.Archive{Type: "Year", Period: 5, RepositoryID: guid(6, 3), ActiveFileVersions: 10, Extensions: []string{"docx", "xlsx"}},
				Schedule:  &veeamsim.Schedule{Continuous: &veeamsim.HourlyRun{}}},
			{ID: guid(2, 7), Name: "Shares", JobType: "NasBackup", ServerID: guid(1, 2), Retention: &veeamsim.Retention{Days: 28}},
		},
		ObjectsInJobs: []veeamsim.ObjectInJob{
			{ID: guid(11, 1), JobID: guid(2, 1), Name: "db01", DisplayName: "db01 (production)", Ref: "urn:VMware:Vm:" + guid(8, 1) + ".vm-1", Guest: &veeamsim.GuestProcessing{
				PersistentAgent: new(bool), TransactionLogs: "Backup", LogsEveryMinutes: 60, RetainLogDays: 5,
				Oracle: &veeamsim.OracleBackup{BackUpLogs: true, LogsEveryMinutes: 30, RetainDays: 4, Truncation: "ByAge",
					ArchivedLogsMaxAgeHours: 24, ArchivedLogsMaxSizeMB: 10, CredentialsID: guid(9, 9)},
				ExcludedFiles: []string{"*.tmp", `C:\pagefile.sys`},
			}},
			{ID: guid(11, 3), JobID: guid(2, 3), LinkedJobID: guid(2, 1)},
			{ID: guid(11, 4), JobID: guid(2, 3), LinkedRepositoryID: guid(6, 3)},
			{ID: guid(11, 5), JobID: guid(2, 4), Name: "Linux Servers"},
			{ID: guid(11, 6), JobID: guid(2, 6), FileOrFolder: "\\\\file01\\departments", FileServerID: guid(12, 1), ExclusionMask: []string{"*.tmp", "~*"}},
		},
		HierarchyRoots: []veeamsim.HierarchyRoot{
			{ID: guid(8, 1), Name: "vcenter.lab.example", ServerID: guid(1, 1), UniqueID: "11111111-2222-4333-8444-555555555555", HostType: "VC"},
			{ID: guid(8, 2), Name: "vcenter.lab.example", ServerID: guid(1, 2), UniqueID: "11111111-2222-4333-8444-555555555555", HostType: "VC"},
			{ID: guid(8, 3), Name: "hv01.lab.example", ServerID: guid(1, 2), HierarchyRootID: guid(8, 33), UniqueID: "hv01.lab.example", HostType: "HvServer"},
		},
		Repositories: []veeamsim.Repository{
			{ID: guid(6, 1), Name: "Default Backup Repository", Kind: "WindowsLocal", ServerID: guid(1, 1), Capacity: 106779635712, FreeSpace: 9223929856},
			{ID: guid(6, 2), Name: "Default Backup Repository", Kind: "WindowsLocal", ServerID: guid(1, 2)},
			{ID: guid(6, 3), Name: "Cold", Kind: "LinuxLocal", ServerID: guid(1, 2), Capacity: 1000, FreeSpace: 999},
		},
		BackupSessions: []veeamsim.BackupSession{
			{ID: guid(3, 1), Name: "Nightly VMs@2026-06-15 00:00:00", JobID: guid(2, 1), Created: at(32), Ended: at(31.5), State: "Stopped", Result: "Failed", Progress: 100},
			{ID: guid(3, 2), Name: "Nightly VMs@2026-06-15 01:00:00", JobID: guid(2, 1), Created: at(31), Ended: at(30.75), State: "Stopped", Result: "Success", Progress: 100,
				IsRetry: true},
			{ID: guid(3, 3), Name: "Nightly VMs@2026-06-16 00:00:00", JobID: guid(2, 1), Created: at(8), Ended: at(7), State: "Stopped", Result: "Warning", Progress: 100,
				FailureMessage: "One machine warned."},
			{ID: guid(3, 4), Name: "Nightly VMs@2026-06-16 07:00:00", JobID: guid(2, 1), Created: at(1), State: "Working", Result: "Success", Progress: 40},
			{ID: guid(3, 5), JobID: guid(2, 3), JobType: "ImmediateBackupCopyWorker", Created: at(3), State: "Starting", Result: "None"},
			{ID: guid(3, 6), JobID: guid(2, 4), JobUIDType: "AgentBackupJob", Created: at(5), Ended: at(4), State: "Stopped", Result: "Success", Progress: 100},
			{ID: guid(3, 8), JobID: guid(2, 6), Created: at(6), Ended: at(5.5), State: "Stopped", Result: "Failed", Progress: 100},    // its JobUid is urn:veeam:Job:
			{ID: guid(3, 7), JobID: guid(2, 2), Created: at(900), Ended: at(899), State: "Stopped", Result: "Success", Progress: 100}, // longer ago than EM keeps
		},
	}
	addInfrastructure(&inv)
	addReplication(&inv)
	return inv
}

// onBothBuilds runs steps against an estate of build 12 and one of build 13.
func onBothBuilds(t *testing.T, steps func(sim *veeamsim.Server) []resource.TestStep) {
	t.Parallel()
	for _, build := range []int{12, 13} {
		t.Run(fmt.Sprintf("build %d", build), func(t *testing.T) {
			t.Parallel()
			sim := start(t, veeamsim.Config{Build: build, Inventory: estate()})
			run(t, inOnePlan(sim, failuresFirst(steps(sim)))...)
		})
	}
}

// failuresFirst puts steps that fail in front: the test framework destroys with the configuration of the last one.
func failuresFirst(steps []resource.TestStep) []resource.TestStep {
	slices.SortStableFunc(steps, func(a, b resource.TestStep) int {
		switch {
		case a.ExpectError != nil && b.ExpectError == nil:
			return -1
		case a.ExpectError == nil && b.ExpectError != nil:
			return 1
		}
		return 0
	})
	return steps
}

// source writes a data source "t" with its arguments.
func source(kind, arguments string) string {
	return fmt.Sprintf("data %q \"t\" {\n%s\n}\n", kind, arguments)
}

// reads is a step that reads a data source "t" and checks the state.
func reads(sim *veeamsim.Server, kind, arguments string, checks ...statecheck.StateCheck) resource.TestStep {
	return resource.TestStep{Config: providerBlock(sim) + source(kind, arguments), ConfigStateChecks: checks}
}

// refuses is a step that fails to read a data source "t".
func refuses(sim *veeamsim.Server, kind, arguments string, texts ...string) resource.TestStep {
	return fails(providerBlock(sim)+source(kind, arguments), texts...)
}

// has checks one attribute of a data source "t".
func has(kind, attribute string, want knownvalue.Check) statecheck.StateCheck {
	return statecheck.ExpectKnownValue("data."+kind+".t", tfjsonpath.New(attribute), want)
}

// lists checks one attribute of each row of a list, in order.
func lists(kind, list, attribute string, want ...string) statecheck.StateCheck {
	rows := make([]knownvalue.Check, len(want))
	for i, value := range want {
		rows[i] = knownvalue.ObjectPartial(map[string]knownvalue.Check{attribute: knownvalue.StringExact(value)})
	}
	return has(kind, list, knownvalue.ListExact(rows))
}

// exactly checks every attribute of an object: texts, numbers, truths, nil for null, other checks as they are.
func exactly(values map[string]any) knownvalue.Check { return knownvalue.ObjectExact(checksOf(values)) }

func checksOf(values map[string]any) map[string]knownvalue.Check {
	checks := make(map[string]knownvalue.Check, len(values))
	for name, value := range values {
		switch value := value.(type) {
		case nil:
			checks[name] = knownvalue.Null()
		case string:
			checks[name] = knownvalue.StringExact(value)
		case int:
			checks[name] = knownvalue.Int64Exact(int64(value))
		case bool:
			checks[name] = knownvalue.Bool(value)
		case knownvalue.Check:
			checks[name] = value
		default:
			panic(fmt.Sprintf("%s: %T", name, value))
		}
	}
	return checks
}

// top checks attributes of the data source itself.
func top(kind string, values map[string]any) (checks []statecheck.StateCheck) {
	for name, check := range checksOf(values) {
		checks = append(checks, has(kind, name, check))
	}
	return checks
}
