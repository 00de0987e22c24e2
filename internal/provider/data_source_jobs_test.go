package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

func gfsPeriod(enabled bool, period int, selected string) knownvalue.Check {
	return exactly(map[string]any{"enabled": enabled, "retention_period": period, "selected": selected})
}

// nightlyJob is the first job of the estate, with every attribute.
var nightlyJob = map[string]any{
	"id": guid(2, 1), "uid": "urn:veeam:Job:" + guid(2, 1), "name": "Nightly VMs", "description": "Everything but SQL", "job_type": "Backup", "platform": "VMware",
	"schedule_configured": true, "schedule_enabled": true, "next_run": "2026-06-16T22:00:00Z", "backup_server_name": "vbr01.lab.example",
	"retention": exactly(map[string]any{
		"simple": exactly(map[string]any{"limit_type": "Days", "retain_cycles": 7, "retain_days_to_keep": 30}),
		"gfs": exactly(map[string]any{
			"enabled": true, "weekly": gfsPeriod(true, 4, "Sunday"), "monthly": gfsPeriod(false, 12, "Last"), "yearly": gfsPeriod(false, 3, "January"),
		}),
	}),
}

// copyJob is the third, of which EM tells no retention.
var copyJob = map[string]any{
	"id": guid(2, 3), "uid": "urn:veeam:Job:" + guid(2, 3), "name": "Offsite", "description": nil, "job_type": "ImmediateBackupCopy", "platform": "CustomPlatform",
	"schedule_configured": true, "schedule_enabled": true, "next_run": nil, "backup_server_name": "vbr02.lab.example", "retention": nil,
}

func TestJobs(t *testing.T) {
	ids := func(numbers ...int) statecheck.StateCheck {
		want := make([]string, len(numbers))
		for i, n := range numbers {
			want[i] = guid(2, n)
		}
		return lists("veeam_jobs", "jobs", "id", want...)
	}
	onBothBuilds(t, func(sim *veeamsim.Server) []resource.TestStep {
		return []resource.TestStep{
			reads(sim, "veeam_jobs", "", ids(1, 2, 3), has("veeam_jobs", "jobs", knownvalue.ListPartial(map[int]knownvalue.Check{0: exactly(nightlyJob), 2: exactly(copyJob)}))),
			reads(sim, "veeam_jobs", `names = ["offsite", "none"]`, ids(3)),
			reads(sim, "veeam_jobs", `backup_server_name = "VBR01.lab.example"`, ids(1)),
			reads(sim, "veeam_jobs", `platforms = ["HyperV", "CustomPlatform"]`, ids(2, 3)),
			reads(sim, "veeam_jobs", `job_types = ["Backup"]`, ids(1, 2)),
			reads(sim, "veeam_jobs", `schedule_enabled = false`, ids(2)),
			reads(sim, "veeam_jobs", "schedule_enabled = true\njob_types = [\"Backup\"]", ids(1)),
			reads(sim, "veeam_jobs", `names = ["none"]`, ids()),
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
