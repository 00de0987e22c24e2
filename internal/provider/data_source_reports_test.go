package provider_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// withoutReplicas is the estate of backups alone.
func withoutReplicas() veeamsim.Inventory {
	inv := estate()
	inv.Replicas, inv.ReplicaPoints, inv.ReplicaSessions, inv.ReplicaTaskSessions = nil, nil, nil, nil
	return inv
}

func TestReports(t *testing.T) {
	t.Parallel()
	const kind = "veeam_reports"
	const link = "Workspace/ViewReport.aspx?definition=8a56d84f-1790-4f54-ab20-2e0bfdefa16b&ShowParams=1"
	period := func(name string, capacity, free, size any) knownvalue.Check {
		return exactly(map[string]any{"name": name, "capacity": capacity, "free_space": free, "backup_size": size})
	}
	for _, build := range []int{12, 13} {
		sim := start(t, veeamsim.Config{Build: build, Inventory: withoutReplicas()})
		run(t, reads(sim, kind, "",
			has(kind, "overview", exactly(map[string]any{
				"backup_servers": 2, "proxy_servers": 2, "repository_servers": 3, "running_jobs": 2, "scheduled_jobs": 4, "successful_vm_lastest_states": 0,
				"warning_vm_lastest_states": 0, "failed_vm_lastest_states": 0,
			})),
			has(kind, "vms_overview", exactly(map[string]any{
				"protected_vms": 0, "backed_up_vms": 0, "replicated_vms": 0, "restore_points": 0, "full_backup_points_size": 8682549247,
				"incremental_backup_points_size": 1000, "replica_restore_points_size": 0, "source_vms_size": 0, "success_backup_percents": 0,
				"protected_vms_report_link": link,
			})),
			has(kind, "job_statistics", exactly(map[string]any{
				"running_jobs": 2, "scheduled_jobs": 4, "scheduled_backup_jobs": 4, "scheduled_replica_jobs": 0, "total_job_runs": 5, "successful_job_runs": 2,
				"warnings_job_runs": 1, "failed_job_runs": 2, "max_job_duration": 3600, "max_backup_job_duration": 3600, "max_replica_job_duration": 0,
				"max_duration_backup_job_name": knownvalue.NotNull(), "max_duration_replica_job_name": nil, "backup_job_status_report_link": link,
			})),
			has(kind, "processed_vms", knownvalue.ListPartial(map[int]knownvalue.Check{
				0: exactly(map[string]any{"date": "2026-06-16", "timestamp": "2026-06-16T00:00:00Z", "backuped_vms": 0, "replicated_vms": 0}),
				6: exactly(map[string]any{"date": "2026-06-10", "timestamp": "2026-06-10T00:00:00Z", "backuped_vms": 0, "replicated_vms": 0}),
			})),
			has(kind, "repository", exactly(map[string]any{"capacity_planning_report_link": link, "periods": knownvalue.ListExact([]knownvalue.Check{
				period("Default Backup Repository", 106779635712, 9223929856, 8682550248), period("Default Backup Repository", 0, 0, nil), period("Cold", 1000, 999, 0),
			})})),
		))
	}
}

// TestReportDays: a day is that of EM's time zone, whatever the hour is in UTC.
func TestReportDays(t *testing.T) {
	t.Parallel()
	zone := time.FixedZone("", -7*60*60)
	sim := start(t, veeamsim.Config{Inventory: withoutReplicas(), Clock: func() time.Time { return now.In(zone) }})
	run(t, reads(sim, "veeam_reports", "", has("veeam_reports", "processed_vms", knownvalue.ListPartial(map[int]knownvalue.Check{
		0: exactly(map[string]any{"date": "2026-06-16", "timestamp": "2026-06-16T07:00:00Z", "backuped_vms": 0, "replicated_vms": 0}),
	}))))
}

// TestReportThatIsNone: a frame without what every such frame has is not taken for one of zeros.
func TestReportThatIsNone(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"overview", "vms_overview", "job_statistics", "processed_vms", "repository"} {
		sim := start(t, veeamsim.Config{Inventory: estate(), Rules: []veeamsim.Rule{
			{Method: http.MethodGet, Path: "/reports/summary/" + name, Fault: veeamsim.Fault{Status: 200, Body: `{"Items":[]}`, ContentType: "application/json"}},
		}})
		_, diagnostics := serve(t, settingsOf(sim), quickly).read(t.Context(), "veeam_reports", nil)
		if len(diagnostics) != 1 || !says("the JSON is not the frame "+name).MatchString(diagnostics[0].Detail) {
			t.Errorf("%s: %v", name, diagnostics)
		}
	}
}
