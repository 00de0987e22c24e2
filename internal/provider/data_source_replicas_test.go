package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

func TestReplicas(t *testing.T) {
	row := func(n int, name, server, platform string, repository, repositoryID any) map[string]any {
		return map[string]any{"id": guid(32, n), "uid": "urn:veeam:Replica:" + guid(32, n), "name": name, "backup_server_name": server, "platform": platform,
			"repository_name": repository, "repository_id": repositoryID}
	}
	namedCase{
		one: "replica", many: "replicas", title: "Replica", uidType: "Replica", twice: "Standby", alone: 0,
		rows: []map[string]any{
			row(3, "DR site", "vbr02.lab.example", "vCloud", nil, nil),
			row(1, "Standby", "vbr01.lab.example", "VMware", "Default Backup Repository", guid(6, 1)),
			row(2, "Standby", "vbr02.lab.example", "Hyperv", "Default Backup Repository", guid(6, 2)),
		},
		filters: map[string][]int{
			`platforms = ["HYPERV", "vCloud"]`: {0, 2}, `repository_names = ["default backup repository"]`: {0, 1, 2}, // what is not linked stays
			`job_id = "urn:veeam:Job:` + guid(39, 1) + `"`: {1}, `job_id = "` + guid(9, 9) + `"`: {},
		},
		wrong: `job_id = "urn:veeam:NasJob:` + guid(39, 1) + `"`, refusal: "Invalid ID",
	}.run(t)
}

func TestReplicaPoints(t *testing.T) {
	const kind, vbr01, vbr02 = "veeam_replica_points", "vbr01.lab.example", "vbr02.lab.example"
	machine := func(name, server string, count int, oldest, newest string) knownvalue.Check {
		return exactly(map[string]any{"name": name, "vm_uid": nil, "backup_server_name": server, "count": count, "oldest_time": oldest, "newest_time": newest})
	}
	machines := has(kind, "machines", knownvalue.ListExact([]knownvalue.Check{
		machine("DB01", vbr01, 2, "2026-02-11T08:00:00Z", "2026-06-16T02:00:00Z"),
		machine("db01", vbr02, 1, "2026-06-16T04:00:00Z", "2026-06-16T04:00:00Z"),
		machine("web01", vbr01, 1, "2026-06-16T03:00:00Z", "2026-06-16T03:00:00Z"),
	}))
	points := func(numbers ...int) []string {
		var ids []string
		for _, n := range numbers {
			ids = append(ids, guid(33, n))
		}
		return ids
	}
	onBothBuilds(t, func(sim *veeamsim.Server) []resource.TestStep {
		return []resource.TestStep{
			reads(sim, kind, "", machines, has(kind, "replica_points", knownvalue.ListPartial(map[int]knownvalue.Check{1: exactly(map[string]any{
				"id": guid(33, 2), "uid": "urn:veeam:VmReplicaPoint:" + guid(33, 2), "name": "DB01@2026-06-16 02:00:00", "vm_display_name": "DB01",
				"creation_time": "2026-06-16T02:00:00Z", "algorithm": "Incremental", "point_type": "Snapshot", "replica_name": "Standby", "replica_id": guid(32, 1),
				"backup_server_name": vbr01,
			})})), lists(kind, "replica_points", "id", points(1, 2, 3, 4)...)),
			reads(sim, kind, "list_points = false", machines, has(kind, "replica_points", knownvalue.Null())),
			refuses(sim, kind, `point_types = ["Odd"]`, "point_types", "Snapshot"),
			refuses(sim, kind, "created_within = \"1h\"\ncreated_after = \"2026-06-01T00:00:00Z\"", "Invalid Attribute Combination"),
		}
	})
	for _, config := range []veeamsim.Config{{Build: 12}, {}, {CaseSensitive: true}, {IgnoreFilter: true}, {MaxPageSize: 1}} {
		config.Inventory = estate()
		s := serve(t, settingsOf(start(t, config)), quickly)
		for _, c := range []struct {
			arguments map[string]any
			want      []int
		}{
			{map[string]any{"machine_names": []string{"db01", "none"}}, []int{1, 2, 4}}, {map[string]any{"replica_id": guid(32, 2)}, []int{4}},
			{map[string]any{"replica_name": "STANDBY", "backup_server_name": "VBR01.lab.example"}, []int{1, 2, 3}},
			{map[string]any{"point_types": []string{"Full"}}, []int{1}}, {map[string]any{"algorithms": []string{"Incremental"}}, []int{2, 3, 4}},
			{map[string]any{"created_within": "5h30m"}, []int{3, 4}}, {map[string]any{"created_before": "2026-06-16T03:00:00Z"}, []int{1, 2}},
			{map[string]any{"machine_names": []string{"none"}}, nil},
		} {
			want := []any{}
			for _, id := range points(c.want...) {
				want = append(want, id)
			}
			answer := answerOf(t, s, kind, c.arguments)
			equal(t, "points", valuesOf(t, answer, "replica_points", "id"), want...)
		}
	}
}

func TestCDPPolicies(t *testing.T) {
	guest := func(mode string) knownvalue.Check {
		return exactly(map[string]any{"vss_snapshot_mode": mode, "is_copy_only": true, "windows_credentials_id": nil, "linux_credentials_id": nil})
	}
	threshold := func(enabled bool, seconds int) knownvalue.Check {
		return exactly(map[string]any{"enabled": enabled, "threshold_seconds": seconds, "rpo_threshold_seconds": seconds, "rpo_threshold_minutes": 0})
	}
	week := map[string]knownvalue.Check{}
	for _, day := range []string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"} {
		week[day] = knownvalue.StringExact("1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1")
	}
	none := knownvalue.ListExact([]knownvalue.Check{})
	row := func(n int, name, server string, others map[string]any) map[string]any {
		row := map[string]any{
			"id": guid(34, n), "uid": "urn:veeam:CdpPolicy:" + guid(34, n), "name": name, "backup_server_name": server, "policy_type": "CdpReplica",
			"platform": "VMware", "description": nil, "schedule_configured": true, "schedule_enabled": false, "next_run": nil, "includes": none,
			"guest_processing_options": guest("Disabled"), "recovery_point_objective_seconds": 0, "recovery_point_objective_minutes": 0,
			"rpo_schedule_enabled": true, "rpo_schedule": knownvalue.MapExact(week), "mark_as_warning": threshold(false, 0), "mark_as_failed": threshold(false, 0),
			"short_term_retention_minutes": 0, "short_term_retention_hours": 0, "long_term_retention_hours": 0, "long_term_retention_keep_days": 0,
			"long_term_retention_schedule_enabled": true, "long_term_retention_schedule": knownvalue.MapExact(week),
		}
		for name, value := range others {
			row[name] = value
		}
		return row
	}
	namedCase{
		one: "cdp_policy", many: "cdp_policies", title: "CDP Policy", uidType: "CdpPolicy", twice: "Databases", alone: 2,
		rows: []map[string]any{
			row(1, "Databases", "vbr01.lab.example", map[string]any{
				"description": "Seconds count", "schedule_enabled": true, "next_run": "2026-06-17T06:00:00Z", "rpo_seconds": 15,
				"recovery_point_objective_seconds": 15, "mark_as_warning": threshold(true, 60), "short_term_retention_hours": 4,
				"long_term_retention_hours": 8, "long_term_retention_keep_days": 7,
				"includes": knownvalue.ListExact([]knownvalue.Check{exactly(map[string]any{
					"object_in_job_id": guid(38, 1), "name": "db01", "display_name": "db01", "hierarchy_obj_ref": "urn:VMware:Vm:" + guid(8, 1) + ".vm-1",
					"guest_processing_options": guest("RequireSuccess"),
				})}),
			}),
			// The one that is not 0 counts.
			row(2, "Databases", "vbr02.lab.example", map[string]any{"rpo_seconds": 300, "recovery_point_objective_minutes": 5}),
			row(3, "Files", "vbr02.lab.example", map[string]any{
				"platform": "vCloud", "schedule_configured": false, "schedule_enabled": true, "rpo_seconds": 60, "recovery_point_objective_seconds": 60,
			}),
		},
		filters: map[string][]int{`schedule_enabled = false`: {1}, `schedule_configured = true`: {0, 1}, `platforms = ["VCLOUD"]`: {2}, `descriptions = ["seconds count"]`: {0}},
		wrong:   `names = [""]`, refusal: "names",
	}.run(t)
}
