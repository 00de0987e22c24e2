package provider_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// with is a row with some values changed.
func with(row, changed map[string]any) map[string]any {
	row = maps.Clone(row)
	maps.Copy(row, changed)
	return row
}

// textList is a list of texts.
func textList(texts ...string) knownvalue.Check {
	checks := make([]knownvalue.Check, len(texts))
	for i, text := range texts {
		checks[i] = knownvalue.StringExact(text)
	}
	return knownvalue.ListExact(checks)
}

func exactlyOne(values map[string]any) knownvalue.Check {
	return knownvalue.ListExact([]knownvalue.Check{exactly(values)})
}

var (
	allDays   = []string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}
	allMonths = strings.Split("January February March April May June July August September October November December", " ")
)

// week is a grid of hours: all are allowed, but on Sundays those of some digits.
func week(sunday string) knownvalue.Check {
	grid := map[string]any{}
	for _, day := range allDays {
		grid[day] = strings.TrimSuffix(strings.Repeat("1,", 24), ",")
	}
	if sunday != "" {
		grid["Sunday"] = strings.Join(strings.Split(sunday, ""), ",")
	}
	return knownvalue.MapExact(checksOf(grid))
}

func hours(name string, enabled bool) knownvalue.Check {
	return exactly(map[string]any{"enabled": enabled, name: week("")})
}

// newSchedule is that of a new job, which runs at eight every day.
func newSchedule(daily bool) map[string]any {
	return map[string]any{
		"retry": exactly(map[string]any{"retry_specified": true, "retry_times": 3, "retry_timeout": 10}), "wait_for_backup_completion": true,
		"backup_competition_waiting_period_min": 180,
		"daily":                                 exactly(map[string]any{"enabled": daily, "kind": "Everyday", "days": textList(allDays...), "time": "20:00:00", "time_offset_utc": 0}),
		"monthly": exactly(map[string]any{"enabled": false, "day_number_in_month": "Fourth", "day_of_week": "Saturday", "day_of_month": 1, "months": textList(allMonths...),
			"time": "22:00:00", "time_offset_utc": 0}),
		"periodically": exactly(map[string]any{"enabled": false, "kind": "Hours", "full_period": 1, "schedule": week("")}), "continuous": hours("schedule", false),
		"backup_window": hours("time_periods", false), "daisy_chaining": exactly(map[string]any{"enabled": false, "previous_job_uid": nil}), "immediate_copy": nil,
	}
}

func gfsPeriod(enabled bool, period int, name, selected string) knownvalue.Check {
	return exactly(map[string]any{"enabled": enabled, "retention_period": period, name: selected})
}

// newGuestProcessing is that of a new job.
func newGuestProcessing(mode, indexing string) map[string]any {
	folders := func(excluded string) knownvalue.Check {
		left := textList()
		if indexing == indexed {
			left = textList(excluded)
		}
		return exactly(map[string]any{"file_system_indexing_mode": indexing, "included_indexing_folders": textList(), "excluded_indexing_folders": left})
	}
	return map[string]any{
		"vss_snapshot_mode": mode, "is_copy_only": false, "use_persistent_guest_agent": nil, "windows_guest_fs_indexing_options": folders("%windir%"),
		"linux_guest_fs_indexing_options": folders("/tmp"), "windows_credentials_id": nil, "linux_credentials_id": nil, "oracle_backup_options": nil,
		"fs_file_exclude_options": nil,
		"sql_backup_options": exactly(map[string]any{"transaction_logs_processing": "OnlyOnSuccessJob", "backup_logs_frequency_min": 15,
			"use_db_backup_retention": true, "retain_days": 15}),
	}
}

const indexed = "ExceptSpecifiedFolders"

// nightlyJob is the first job of the estate, with every attribute.
var nightlyJob = map[string]any{
	"id": guid(2, 1), "uid": "urn:veeam:Job:" + guid(2, 1), "name": "Nightly VMs", "description": "Everything but SQL", "job_type": "Backup", "platform": "VMware",
	"schedule_configured": true, "schedule_enabled": true, "next_run": "2026-06-16T22:00:00Z", "backup_server_name": "vbr01.lab.example",
	"password_key_id": guid(9, 7), "objects": nil, "last_session": nil,
	"guest_processing_options": exactly(with(newGuestProcessing("RequireSuccess", indexed), map[string]any{"windows_credentials_id": guid(9, 8)})),
	"schedule": exactly(with(newSchedule(true), map[string]any{
		"daily": exactly(map[string]any{"enabled": true, "kind": "SelectedDays", "days": textList("Monday", "Friday"), "time": "22:30:00", "time_offset_utc": 2}),
		"monthly": exactly(map[string]any{"enabled": true, "day_number_in_month": "First", "day_of_week": "Sunday", "day_of_month": 15, "months": textList("March"),
			"time": "03:00:00", "time_offset_utc": 2}),
		"periodically":   exactly(map[string]any{"enabled": true, "kind": "Minutes", "full_period": 30, "schedule": week("000000001111111111111111")}),
		"backup_window":  hours("time_periods", true),
		"daisy_chaining": exactly(map[string]any{"enabled": true, "previous_job_uid": "urn:veeam:Job:" + guid(2, 2)}),
	})),
	"retention": exactly(map[string]any{
		"simple": exactly(map[string]any{"retain_limit_type": "Days", "retain_cycles": 7, "retain_days_to_keep": 30}),
		"gfs": exactly(map[string]any{
			"enabled": true, "weekly": gfsPeriod(true, 4, "selected_day", "Sunday"), "monthly": gfsPeriod(false, 12, "selected_week", "Last"),
			"yearly": gfsPeriod(false, 3, "selected_month", "January"),
		}),
	}),
}

// olderJob is the second one, whose schedule stands a level higher: nothing of it is on.
var olderJob = map[string]any{
	"id": guid(2, 2), "uid": "urn:veeam:Job:" + guid(2, 2), "name": "Nightly VMs", "description": nil, "job_type": "Backup", "platform": "HyperV",
	"schedule_configured": true, "schedule_enabled": false, "next_run": nil, "backup_server_name": "vbr02.lab.example", "retention": nil, "password_key_id": nil,
	"schedule": exactly(newSchedule(false)), "guest_processing_options": exactly(newGuestProcessing("Disabled", "Disabled")), "objects": nil, "last_session": nil,
}

// copyJob is the third, of which EM tells no retention and no way to run but one: it is a periodic copy.
var copyJob = map[string]any{
	"id": guid(2, 3), "uid": "urn:veeam:Job:" + guid(2, 3), "name": "Offsite", "description": nil, "job_type": "ImmediateBackupCopy", "platform": "CustomPlatform",
	"schedule_configured": true, "schedule_enabled": true, "next_run": nil, "backup_server_name": "vbr02.lab.example", "retention": nil, "password_key_id": nil,
	"guest_processing_options": nil, "objects": nil, "last_session": nil,
	"schedule": exactly(map[string]any{
		"retry": nil, "wait_for_backup_completion": nil, "backup_competition_waiting_period_min": nil, "daily": nil, "monthly": nil, "periodically": nil, "continuous": nil,
		"backup_window": nil, "daisy_chaining": nil, "immediate_copy": hours("schedule", false),
	}),
}

// databaseObject is what the first job covers, linkedTo what the copy does.
var databaseObject = map[string]any{
	"object_in_job_id": guid(11, 1), "hierarchy_obj_ref": "urn:VMware:Vm:" + guid(8, 1) + ".vm-1", "name": "db01", "display_name": "db01 (production)",
	"linked_job_uid": nil, "linked_backup_repository_uid": nil,
	"guest_processing_options": exactly(with(newGuestProcessing("RequireSuccess", indexed), map[string]any{
		"use_persistent_guest_agent": false,
		"sql_backup_options": exactly(map[string]any{"transaction_logs_processing": "Backup", "backup_logs_frequency_min": 60, "use_db_backup_retention": false,
			"retain_days": 5}),
		"oracle_backup_options": exactly(map[string]any{"backup_logs_enabled": true, "backup_logs_frequency_min": 30, "use_db_backup_retention": false, "retain_days": 4,
			"archived_logs_truncation": "ByAge", "archived_logs_max_age_hours": 24, "archived_logs_max_size_mb": 10, "sysdba_creds_id": guid(9, 9), "proxy_auto_select": true}),
		"fs_file_exclude_options": exactly(map[string]any{"backup_scope": "2", "include_list": textList(), "exclude_list": textList("*.tmp", `C:\pagefile.sys`)}),
	})),
}

func linkedTo(id string, job, repository any) knownvalue.Check {
	return exactly(map[string]any{"object_in_job_id": id, "hierarchy_obj_ref": nil, "name": nil, "display_name": nil, "linked_job_uid": job,
		"linked_backup_repository_uid": repository, "guest_processing_options": nil})
}

func lastSession(n int, created string, ended any, state, result string) knownvalue.Check {
	return exactly(map[string]any{"id": guid(3, n), "creation_time": created, "end_time": ended, "state": state, "result": result})
}

// jobIDs are those of the jobs that a list has, in order.
func jobIDs(list string, numbers ...int) statecheck.StateCheck {
	want := make([]string, len(numbers))
	for i, n := range numbers {
		want[i] = guid(2, n)
	}
	return lists("veeam_"+list, list, "id", want...)
}

func TestJobs(t *testing.T) {
	onBothBuilds(t, func(sim *veeamsim.Server) []resource.TestStep {
		whole := has("veeam_jobs", "jobs", knownvalue.ListExact([]knownvalue.Check{exactly(nightlyJob), exactly(olderJob), exactly(copyJob)}))
		return []resource.TestStep{
			reads(sim, "veeam_jobs", "", whole),
			reads(sim, "veeam_jobs", `names = ["offsite", "none"]`, jobIDs("jobs", 3)),
			reads(sim, "veeam_jobs", `descriptions = ["everything BUT sql"]`, jobIDs("jobs", 1)),
			reads(sim, "veeam_jobs", `backup_server_name = "VBR01.lab.example"`, jobIDs("jobs", 1)),
			reads(sim, "veeam_jobs", `platforms = ["HyperV", "CustomPlatform"]`, jobIDs("jobs", 2, 3)),
			reads(sim, "veeam_jobs", `job_types = ["Backup"]`, jobIDs("jobs", 1, 2)),
			reads(sim, "veeam_jobs", `schedule_enabled = false`, jobIDs("jobs", 2)),
			reads(sim, "veeam_jobs", `schedule_configured = false`, jobIDs("jobs")),
			reads(sim, "veeam_jobs", "schedule_enabled = true\njob_types = [\"Backup\"]", jobIDs("jobs", 1)),
			reads(sim, "veeam_jobs", `next_run_after = "2026-06-16T22:00:00Z"`, jobIDs("jobs", 1)),
			reads(sim, "veeam_jobs", `next_run_after = "2026-06-16T22:00:01Z"`, jobIDs("jobs")),
			reads(sim, "veeam_jobs", `next_run_before = "2026-06-16T22:00:00Z"`, jobIDs("jobs")),
			reads(sim, "veeam_jobs", `next_run_before = "2026-06-16T22:00:01Z"`, jobIDs("jobs", 1)),
			reads(sim, "veeam_jobs", `names = ["none"]`, jobIDs("jobs")),
			reads(sim, "veeam_job", `id = "`+guid(2, 1)+`"`, top("veeam_job", nightlyJob)...),
			reads(sim, "veeam_job", `name = "OFFSITE"`, top("veeam_job", copyJob)...),
			reads(sim, "veeam_job", "name = \"nightly vms\"\nbackup_server_name = \"vbr01.lab.example\"", top("veeam_job", nightlyJob)...),
			refuses(sim, "veeam_job", `name = "Nightly VMs"`, "Unable to Read Job", `2 were found with name = "Nightly VMs"`, "vbr01.lab.example", "vbr02.lab.example",
				"Add backup_server_name"),
			refuses(sim, "veeam_job", "name = \"Offsite\"\nbackup_server_name = \"vbr01.lab.example\"", "Unable to Read Job",
				`Nothing was found with name = "Offsite", backup_server_name = "vbr01.lab.example"`, "Enterprise Manager: https://"),
			refuses(sim, "veeam_job", `id = "`+guid(9, 9)+`"`, "Unable to Read Job", "status 404", `id = "`+guid(9, 9)+`"`),
			refuses(sim, "veeam_job", "", "Missing Attribute Configuration", "name,id"),
			refuses(sim, "veeam_jobs", "names = []", "names", "at least 1"),
			refuses(sim, "veeam_jobs", "names = [\"\"]", "names", "at least 1"),
			refuses(sim, "veeam_jobs", `next_run_after = "tomorrow"`, "Invalid Time"),
		}
	})
}

// TestJobsComplete: what is read beside the jobs, with how many requests.
func TestJobsComplete(t *testing.T) {
	onBothBuilds(t, func(sim *veeamsim.Server) []resource.TestStep {
		const complete = "includes = true\nwith_last_session = true\n"
		first := with(nightlyJob, map[string]any{"objects": exactlyOne(databaseObject), "last_session": lastSession(4, "2026-06-16T07:00:00Z", nil, "Working", "Success")})
		second := with(olderJob, map[string]any{"objects": knownvalue.ListExact(nil),
			"last_session": lastSession(7, "2026-05-09T20:00:00Z", "2026-05-09T21:00:00Z", "Stopped", "Success")})
		third := with(copyJob, map[string]any{
			"last_session": lastSession(5, "2026-06-16T05:00:00Z", nil, "Starting", "None"),
			"objects": knownvalue.ListExact([]knownvalue.Check{
				linkedTo(guid(11, 3), "urn:veeam:Job:"+guid(2, 1), nil), linkedTo(guid(11, 4), nil, "urn:veeam:Repository:"+guid(6, 3)),
			}),
		})
		return []resource.TestStep{
			reads(sim, "veeam_jobs", complete, has("veeam_jobs", "jobs", knownvalue.ListExact([]knownvalue.Check{exactly(first), exactly(second), exactly(third)}))),
			reads(sim, "veeam_jobs", "includes = false\nwith_last_session = false", has("veeam_jobs", "jobs", knownvalue.ListPartial(map[int]knownvalue.Check{0: exactly(nightlyJob)}))),
			reads(sim, "veeam_job", complete+`id = "`+guid(2, 1)+`"`, top("veeam_job", first)...),
			reads(sim, "veeam_job", complete+`name = "Offsite"`, top("veeam_job", third)...),
		}
	})
}

// TestJobWithoutAServer: a job that is linked to no backup server is listed, but is not the one of a certain server.
func TestJobWithoutAServer(t *testing.T) {
	t.Parallel()
	inv := estate()
	inv.Jobs[2].Omit = []string{"Links"}
	sim := start(t, veeamsim.Config{Inventory: inv})
	const ofServer = "\nbackup_server_name = \"vbr01.lab.example\""
	run(t, failuresFirst([]resource.TestStep{
		reads(sim, "veeam_jobs", `names = ["Offsite"]`+ofServer, lists("veeam_jobs", "jobs", "id", guid(2, 3))),
		reads(sim, "veeam_job", `name = "Offsite"`, has("veeam_job", "id", knownvalue.StringExact(guid(2, 3)))),
		refuses(sim, "veeam_job", `name = "Offsite"`+ofServer, "Unable to Read Job", "Nothing was found"),
	})...)
}

// TestJobThatSaysLittle: a job of which Enterprise Manager does not say whether it is on, or of what type, is listed whatever is asked
// for, so that it does not get lost.
func TestJobThatSaysLittle(t *testing.T) {
	t.Parallel()
	body := fmt.Sprintf(`{"Entities":{"Jobs":{"Jobs":[{"UID":"urn:veeam:Job:%s","Name":"silent"},{"UID":"urn:veeam:Job:%s","Name":"on","ScheduleEnabled":true,
		"ScheduleConfigured":true,"JobType":"Backup","Platform":"VMware"}]}},
		"PagingInfo":{"PagesCount":1,"PageSize":100,"PageNum":1}}`, guid(2, 1), guid(2, 2))
	for name, values := range map[string][2]any{
		"schedule_enabled": {true, false}, "schedule_configured": {true, false}, "job_types": {[]string{"Backup"}, []string{"Replica"}},
		"platforms": {[]string{"VMware"}, []string{"HyperV"}},
	} {
		for i, want := range []int{2, 1} {
			if rows := readsBody(t, "veeam_jobs", "jobs", body, map[string]any{name: values[i]}); len(rows) != want {
				t.Errorf("%s = %v: %d jobs, want %d", name, values[i], len(rows), want)
			}
		}
	}
}
