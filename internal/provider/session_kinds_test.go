package provider_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// kindOfSessions is what the data sources of a kind of sessions answer for the estate.
type kindOfSessions struct {
	kind, list string
	// guids is the first number of the ids of its rows.
	guids int
	// scopes are arguments beside since, and the rows in scope by the second numbers of their ids.
	scopes map[string]sessionScope
}

type sessionScope struct {
	arguments map[string]any
	want      []int
}

const since = "2026-06-01T00:00:00Z"

// sessionKinds are the kinds beside backup sessions.
var sessionKinds = []kindOfSessions{
	{kind: "veeam_replica_sessions", list: "replica_sessions", guids: 30, scopes: map[string]sessionScope{
		"all":           {map[string]any{"created_after": since}, []int{1, 2, 4, 3}},
		"job":           {map[string]any{"job_id": guid(39, 1)}, []int{1, 2, 3}},
		"job's name":    {map[string]any{"job_name": "STANDBY", "backup_server_name": "VBR02.lab.example"}, []int{4}},
		"another job":   {map[string]any{"job_name": "standby 2"}, nil},
		"time":          {map[string]any{"created_after": "2026-06-16T00:00:00Z", "created_before": "2026-06-16T07:00:00Z"}, []int{2, 4}},
		"within":        {map[string]any{"created_within": "7h"}, []int{4, 3}},
		"results":       {map[string]any{"created_after": since, "results": []string{"Success"}}, []int{2, 3}},
		"states":        {map[string]any{"created_after": since, "states": []string{"Stopped"}, "results": []string{"Success", "Warning"}}, []int{2, 4}},
		"newest of job": {map[string]any{"created_after": since, "latest_per_job": true}, []int{4, 3}},
	}},
	{kind: "veeam_replica_task_sessions", list: "task_sessions", guids: 31, scopes: map[string]sessionScope{
		"all":            {map[string]any{"created_after": since}, []int{1, 2, 3, 5, 4}},
		"session":        {map[string]any{"replica_session_id": guid(30, 2)}, []int{2, 3}},
		"machine":        {map[string]any{"vm_display_name": "Db01"}, []int{1, 2, 4}},
		"job":            {map[string]any{"job_id": guid(39, 1)}, []int{1, 2, 3, 4}},
		"job's name":     {map[string]any{"job_name": "standby", "created_within": "10h"}, []int{2, 3, 4}},
		"server":         {map[string]any{"backup_server_name": "vbr01.lab.example"}, []int{1, 2, 3, 4}},
		"another server": {map[string]any{"backup_server_name": "vbr02.lab.example"}, []int{5}},
		"results":        {map[string]any{"created_after": since, "results": []string{"Failed"}}, []int{1}},
	}},
	{kind: "veeam_cdp_sessions", list: "cdp_sessions", guids: 35, scopes: map[string]sessionScope{
		"all":              {map[string]any{"created_after": since}, []int{1, 2, 4, 3}},
		"policy":           {map[string]any{"policy_id": "urn:veeam:CdpPolicy:" + guid(34, 1)}, []int{1, 2, 3}},
		"policy's name":    {map[string]any{"policy_name": "DATABASES"}, []int{1, 2, 4, 3}},
		"server":           {map[string]any{"policy_name": "Databases", "backup_server_name": "vbr02.lab.example"}, []int{4}},
		"newest":           {map[string]any{"policy_name": "Databases", "latest_per_policy": true}, []int{4, 3}},
		"with a verdict":   {map[string]any{"created_within": "27h", "states": []string{"Stopped"}}, []int{2, 4}},
		"without a result": {map[string]any{"created_within": "3d", "results": []string{"None"}}, []int{3}},
	}},
	{kind: "veeam_cdp_task_sessions", list: "task_sessions", guids: 36, scopes: map[string]sessionScope{
		"all":           {map[string]any{"created_after": since}, []int{1, 2, 4, 3}},
		"session":       {map[string]any{"cdp_session_id": guid(35, 2)}, []int{1, 2}},
		"policy":        {map[string]any{"policy_id": guid(34, 1)}, []int{1, 2, 3}},
		"policy's name": {map[string]any{"policy_name": "databases", "vm_display_name": "DB01", "created_within": "3h"}, []int{3}},
		"no policy":     {map[string]any{"policy_name": "none"}, nil},
		"server":        {map[string]any{"backup_server_name": "VBR02.lab.example"}, []int{4}},
		"states":        {map[string]any{"created_after": since, "states": []string{"InProgress"}}, []int{3}},
	}},
	{kind: "veeam_restore_sessions", list: "restore_sessions", guids: 37, scopes: map[string]sessionScope{
		"90 days":  {map[string]any{"created_within": "90d"}, []int{4, 1, 2, 3}},
		"a month":  {map[string]any{"backup_server_name": "vbr01.lab.example"}, []int{1, 2}},
		"machine":  {map[string]any{"vm_display_name": "dB01", "created_within": "90d"}, []int{4, 1, 2}},
		"type":     {map[string]any{"job_types": []string{"RestoreVm"}, "created_within": "90d"}, []int{4, 1}},
		"any type": {map[string]any{"job_types": []string{"InstantRecovery", "filelevelrestore"}, "created_within": "90d"}, []int{2, 3}},
		"results":  {map[string]any{"created_within": "20w", "results": []string{"Success"}, "states": []string{"Stopped"}}, []int{5, 4, 1}},
	}},
}

// TestSessionKinds: sessions of every kind are found by job or policy, machine, server, time, state and result alike, whatever the
// server makes of filters, and are ordered by their beginning.
func TestSessionKinds(t *testing.T) {
	t.Parallel()
	configs := map[string]veeamsim.Config{
		"13": {}, "12": {Build: 12}, "compares case": {CaseSensitive: true}, "understood otherwise": {IgnoreFilter: true}, "pages": {MaxPageSize: 2},
	}
	for how, config := range configs {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			config.Inventory = estate()
			if config.IgnoreFilter { // what is not known of the row whose session is not there cannot be compared here
				config.Inventory.ReplicaTaskSessions = config.Inventory.ReplicaTaskSessions[:4]
			}
			s := serve(t, settingsOf(start(t, config)), quickly)
			for _, k := range sessionKinds {
				for name, c := range k.scopes {
					want := []any{}
					for _, n := range c.want {
						if config.IgnoreFilter && k.guids == 31 && n == 5 {
							continue
						}
						want = append(want, guid(k.guids, n))
					}
					answer := answerOf(t, s, k.kind, c.arguments)
					equal(t, k.kind+", "+name, valuesOf(t, answer, k.list, "id"), want...)
					if summary, _ := answer["summary"].(map[string]any); summary["listed"] != any(len(want)) {
						t.Errorf("%s, %s: the summary lists %v, want %d", k.kind, name, summary["listed"], len(want))
					}
				}
			}
		})
	}
}

// TestEverySessionKind: the list above has every data source of sessions but those of backup sessions.
func TestEverySessionKind(t *testing.T) {
	t.Parallel()
	schemas := schemasOf(t, made(t)).DataSourceSchemas
	for _, name := range slices.Sorted(maps.Keys(schemas)) {
		isSessions := len(name) > 9 && name[len(name)-9:] == "_sessions" && name != sessionsKind && name != taskSessionsKind
		if isSessions != slices.ContainsFunc(sessionKinds, func(k kindOfSessions) bool { return k.kind == name }) {
			t.Errorf("%s: is it tested with the other kinds? %t", name, !isSessions)
		}
	}
}

// summaryOf is a summary of sessions of which one failed and one runs.
func summaryOf(total, success, warning, completed int, first, last string) knownvalue.Check {
	return exactly(map[string]any{
		"total": total, "listed": total, "success": success, "warning": warning, "failed": 1, "none": 1, "completed": completed, "in_progress": 1,
		"pending": 0, "first_creation_time": first, "last_end_time": last,
	})
}

// TestReplicaSessions reads every attribute through Terraform.
func TestReplicaSessions(t *testing.T) {
	const many, one, tasks = "veeam_replica_sessions", "veeam_replica_session", "veeam_replica_task_sessions"
	newest := map[string]any{
		"id": guid(30, 3), "uid": "urn:veeam:ReplicaJobSession:" + guid(30, 3), "name": "Standby@2026-06-16 07:00:00", "job_id": guid(39, 1),
		"job_uid": "urn:veeam:Job:" + guid(39, 1), "job_name": "Standby", "job_type": "Replica", "backup_server_name": "vbr01.lab.example",
		"creation_time": "2026-06-16T07:00:00Z", "end_time": nil, "duration_seconds": nil, "state": "Working", "result": "Success", "progress": 100,
		"is_retry": false, "failure_message": nil,
	}
	task := map[string]any{
		"id": guid(31, 2), "uid": "urn:veeam:ReplicaTaskSession:" + guid(31, 2), "name": "DB01@2026-06-16 00:30:00", "vm_display_name": "DB01",
		"job_session_uid": "urn:veeam:ReplicaJobSession:" + guid(30, 2), "replica_session_name": "Standby@2026-06-16 00:00:00", "job_name": "Standby",
		"job_id": guid(39, 1), "is_retry": true, "backup_server_name": "vbr01.lab.example", "vm_replica_point_id": guid(33, 2),
		"creation_time": "2026-06-16T00:30:00Z", "end_time": "2026-06-16T01:00:00Z", "duration_seconds": 1800, "state": "Completed", "result": "Success",
		"reason": nil, "total_size": 1 << 30,
	}
	unknownSession := map[string]any{"id": guid(31, 5), "job_name": nil, "job_id": nil, "is_retry": nil, "replica_session_name": nil, "vm_replica_point_id": nil,
		"end_time": nil, "job_session_uid": "urn:veeam:ReplicaJobSession:" + guid(9, 9)}
	onBothBuilds(t, func(sim *veeamsim.Server) []resource.TestStep {
		return []resource.TestStep{
			reads(sim, many, `job_name = "standby"`, has(many, "replica_sessions", knownvalue.ListPartial(map[int]knownvalue.Check{3: exactly(newest)})),
				has(many, "summary", summaryOf(4, 1, 1, 3, "2026-06-15T00:00:00Z", "2026-06-16T03:00:00Z"))),
			reads(sim, one, "job_name = \"standby\"\nbackup_server_name = \"VBR01.lab.example\"", top(one, newest)...),
			reads(sim, one, "job_id = \"urn:veeam:Job:"+guid(39, 1)+"\"\nstates = [\"Stopped\"]", has(one, "id", knownvalue.StringExact(guid(30, 2)))),
			reads(sim, one, `id = "urn:veeam:ReplicaJobSession:`+guid(30, 3)+`"`, top(one, newest)...),
			reads(sim, tasks, `created_after = "`+since+`"`, has(tasks, "task_sessions", knownvalue.ListPartial(map[int]knownvalue.Check{
				1: exactly(task), 2: knownvalue.ObjectPartial(checksOf(map[string]any{"id": guid(31, 3), "total_size": nil, "vm_replica_point_id": nil})),
				3: knownvalue.ObjectPartial(checksOf(unknownSession)),
			})), has(tasks, "summary", summaryOf(5, 2, 1, 4, "2026-06-15T00:00:00Z", "2026-06-16T01:00:00Z"))),
			refuses(sim, one, `job_name = "Standby"`, "Unable to Read Replica Session", `2 were found with job_name = "Standby"`, "vbr02.lab.example", guid(30, 3),
				"Add backup_server_name, or give the id."),
			refuses(sim, one, `job_name = "none"`, "Unable to Read Replica Session", `Nothing was found with job_name = "none"`),
			refuses(sim, one, `id = "`+guid(9, 9)+`"`, "Unable to Read Replica Session", "status 404", "30 days"),
			refuses(sim, tasks, `replica_session_id = "`+guid(9, 9)+`"`, "Unable to Read Replica Task Sessions", "status 404"),
			refuses(sim, tasks, "replica_session_id = \""+guid(30, 1)+"\"\njob_name = \"x\"", "Invalid Attribute Combination"),
			refuses(sim, many, "", "Missing Attribute Configuration", "job_id,job_name"),
			refuses(sim, many, `job_id = "urn:veeam:AgentBackupJob:`+guid(39, 1)+`"`, "Invalid ID", "urn:veeam:Job:<GUID>"),
		}
	})
}

// TestCDPSessions reads every attribute through Terraform.
func TestCDPSessions(t *testing.T) {
	const many, one, tasks = "veeam_cdp_sessions", "veeam_cdp_session", "veeam_cdp_task_sessions"
	finished := map[string]any{
		"id": guid(35, 4), "uid": "urn:veeam:CdpReplicaSession:" + guid(35, 4), "name": "Databases@2026-06-16 05:00:00", "policy_id": guid(34, 2),
		"policy_uid": "urn:veeam:CdpPolicy:" + guid(34, 2), "policy_name": "Databases", "policy_type": "CdpReplica", "backup_server_name": "vbr02.lab.example",
		"creation_time": "2026-06-16T05:00:00Z", "end_time": "2026-06-16T05:30:00Z", "duration_seconds": 1800, "state": "Stopped", "result": "Success",
		"progress": 100, "is_retry": true, "failure_message": "Once more.",
	}
	// It says Success while it runs.
	runs := map[string]any{
		"id": guid(36, 3), "uid": "urn:veeam:CdpReplicaTaskSession:" + guid(36, 3), "name": "db01@2026-06-16 06:00:00", "vm_display_name": "db01",
		"policy_session_uid": "urn:veeam:CdpReplicaSession:" + guid(35, 3), "cdp_session_name": "Databases@2026-06-16 06:00:00", "policy_name": "Databases",
		"policy_id": guid(34, 1), "is_retry": false, "backup_server_name": "vbr01.lab.example", "creation_time": "2026-06-16T06:00:00Z", "end_time": nil,
		"duration_seconds": nil, "state": "InProgress", "result": "Success", "reason": nil, "total_size": 0,
	}
	onBothBuilds(t, func(sim *veeamsim.Server) []resource.TestStep {
		return []resource.TestStep{
			reads(sim, many, `policy_name = "databases"`,
				has(many, "cdp_sessions", knownvalue.ListPartial(map[int]knownvalue.Check{2: exactly(finished), 3: knownvalue.ObjectPartial(checksOf(map[string]any{
					"id": guid(35, 3), "state": "Working", "result": "None", "end_time": nil, "failure_message": nil}))})),
				has(many, "summary", summaryOf(4, 2, 0, 3, "2026-06-14T06:00:00Z", "2026-06-16T06:00:00Z"))),
			reads(sim, one, `policy_id = "`+guid(34, 2)+`"`, top(one, finished)...),
			reads(sim, one, `id = "`+guid(35, 4)+`"`, top(one, finished)...),
			// The newest one runs: the newest with a verdict failed.
			reads(sim, one, `policy_id = "`+guid(34, 1)+`"`, has(one, "result", knownvalue.StringExact("None"))),
			reads(sim, one, "policy_id = \""+guid(34, 1)+"\"\nstates = [\"Stopped\"]", has(one, "result", knownvalue.StringExact("Failed"))),
			reads(sim, tasks, `policy_id = "`+guid(34, 1)+`"`, has(tasks, "task_sessions", knownvalue.ListPartial(map[int]knownvalue.Check{
				1: knownvalue.ObjectPartial(checksOf(map[string]any{"result": "Failed", "reason": "Too slow."})), 2: exactly(runs),
			})), has(tasks, "summary", summaryOf(3, 1, 0, 2, "2026-06-15T07:00:00Z", "2026-06-15T23:00:00Z"))),
			refuses(sim, one, `policy_name = "Databases"`, "Unable to Read CDP Session", `2 were found with policy_name = "Databases"`, guid(35, 4), guid(35, 3)),
			refuses(sim, one, `policy_name = "none"`, "Unable to Read CDP Session", `Nothing was found with policy_name = "none"`),
			refuses(sim, one, `policy_id = "urn:veeam:Job:`+guid(34, 1)+`"`, "Invalid ID", "urn:veeam:CdpPolicy:<GUID>"),
			refuses(sim, tasks, `cdp_session_id = "`+guid(9, 9)+`"`, "Unable to Read CDP Task Sessions", "status 404"),
		}
	})
}

// TestRestoreSessions reads every attribute through Terraform.
func TestRestoreSessions(t *testing.T) {
	const many, one = "veeam_restore_sessions", "veeam_restore_session"
	runs := map[string]any{
		"id": guid(37, 3), "uid": "urn:veeam:RestoreSession:" + guid(37, 3), "name": "FLR_[web01]@2026-06-16 07:00:00", "vm_display_name": "web01",
		"job_type": "FileLevelRestore", "backup_server_name": "vbr02.lab.example", "creation_time": "2026-06-16T07:00:00Z", "end_time": nil,
		"duration_seconds": nil, "state": "Working", "result": "None", "progress": 64, "restored_obj_ref": nil, "failure_message": nil,
		"vm_restore_point_id": nil, "vm_restore_point_name": nil,
	}
	machine := func(name string, vmUID any, server string, count int, oldest, newest string, successes int, newestSuccess any) knownvalue.Check {
		return exactly(map[string]any{"name": name, "vm_uid": vmUID, "backup_server_name": server, "count": count, "oldest_time": oldest, "newest_time": newest,
			"success_count": successes, "newest_success_time": newestSuccess})
	}
	const vbr01, vbr02 = "vbr01.lab.example", "vbr02.lab.example"
	machines := has(many, "machines", knownvalue.ListExact([]knownvalue.Check{
		machine("DB01", nil, vbr01, 2, "2026-05-27T08:00:00Z", "2026-06-16T05:00:00Z", 1, "2026-05-27T08:00:00Z"),
		machine("db01", "urn:VMware:Vm:"+guid(8, 2)+".vm-7", vbr02, 1, "2026-05-07T08:00:00Z", "2026-05-07T08:00:00Z", 1, "2026-05-07T08:00:00Z"),
		machine("web01", nil, vbr02, 1, "2026-06-16T07:00:00Z", "2026-06-16T07:00:00Z", 0, nil),
	}))
	onBothBuilds(t, func(sim *veeamsim.Server) []resource.TestStep {
		return []resource.TestStep{
			reads(sim, many, `created_within = "90d"`, machines, has(many, "restore_sessions", knownvalue.ListPartial(map[int]knownvalue.Check{3: exactly(runs)})),
				has(many, "summary", summaryOf(4, 2, 0, 3, "2026-05-07T08:00:00Z", "2026-06-16T06:00:00Z"))),
			// The machines are those of all in scope.
			reads(sim, many, "created_within = \"90d\"\nresults = [\"Warning\"]", machines, lists(many, "restore_sessions", "id")),
			reads(sim, one, `vm_display_name = "WEB01"`, top(one, runs)...),
			reads(sim, one, `id = "`+guid(37, 3)+`"`, top(one, runs)...),
			refuses(sim, one, `vm_display_name = "old01"`, "Unable to Read Restore Session", `Nothing was found with vm_display_name = "old01"`),
			refuses(sim, one, `id = "urn:veeam:BackupJobSession:`+guid(37, 1)+`"`, "Invalid ID", "urn:veeam:RestoreSession:<GUID>"),
			refuses(sim, many, "", "Missing Attribute Configuration", "vm_display_name"),
		}
	})
}

// TestRestoreSessionLinksItsPoint: the point that was restored from is named where it is linked.
func TestRestoreSessionLinksItsPoint(t *testing.T) {
	t.Parallel()
	inv := estate()
	addPoints(&inv)
	inv.RestoreSessions[1].RestorePointID = guid(5, 4)
	answer := answerOf(t, serve(t, settingsOf(start(t, veeamsim.Config{Inventory: inv})), quickly), "veeam_restore_session", map[string]any{"id": guid(37, 2)})
	equal(t, "point", []any{answer["vm_restore_point_id"], answer["vm_restore_point_name"]}, guid(5, 4), "db01@2026-06-16 01:00:00")
}

// bareSessions are the kinds of sessions whose answers may have little: the keys of their list.
var bareSessions = []struct{ kind, rows, uidType, outer, inner string }{
	{"veeam_replica_sessions", "replica_sessions", "ReplicaJobSession", "ReplicaJobSessions", "ReplicaJobSessions"},
	{"veeam_cdp_sessions", "cdp_sessions", "CdpReplicaSession", "CdpReplicaSessions", "CdpReplicaSessions"},
	// How JSON names the rows is not documented: by the rows of XML, perhaps.
	{"veeam_cdp_sessions", "cdp_sessions", "CdpReplicaSession", "CdpReplicaSessions", "CdpPolicySessions"},
	{"veeam_cdp_sessions", "cdp_sessions", "CdpReplicaSession", "CdpReplicaSessions", "cdpPolicySession"},
	{"veeam_restore_sessions", "restore_sessions", "RestoreSession", "RestoreSessions", "RestoreSessions"},
}

// TestBareSessions: members that are missing are null, and words that EM does not document are kept.
func TestBareSessions(t *testing.T) {
	t.Parallel()
	for _, bare := range bareSessions {
		t.Run(bare.kind+" "+bare.inner, func(t *testing.T) {
			t.Parallel()
			body := fmt.Sprintf(`{"Entities":{%q:{%q:[{"UID":"urn:veeam:%s:%s","State":"Verifying","Result":"Unsure","CreationTimeUTC":"2026-06-16T07:00:00Z","Name":""}]}},
				"PagingInfo":{"PagesCount":1,"PageSize":100,"PageNum":1}}`, bare.outer, bare.inner, bare.uidType, guid(7, 1))
			sim := start(t, veeamsim.Config{Rules: []veeamsim.Rule{{Path: "/query", Fault: veeamsim.Fault{Status: 200, Body: body, ContentType: "application/json"}}}})
			answer := answerOf(t, serve(t, settingsOf(sim), quickly), bare.kind, map[string]any{"created_after": since})
			known := map[string]any{"id": guid(7, 1), "uid": "urn:veeam:" + bare.uidType + ":" + guid(7, 1), "state": "Verifying", "result": "Unsure",
				"creation_time": "2026-06-16T07:00:00Z"}
			rows, _ := answer[bare.rows].([]any)
			if len(rows) != 1 {
				t.Fatalf("%d rows, want 1", len(rows))
			}
			row, _ := rows[0].(map[string]any)
			for name, value := range row {
				if value != known[name] {
					t.Errorf("%s is %v, want %v", name, value, known[name])
				}
			}
		})
	}
}
