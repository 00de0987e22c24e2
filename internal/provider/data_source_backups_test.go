package provider_test

import (
	"errors"
	"net/http"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// backupRow is a backup of the estate; orphaned is nil where it was not asked for.
func backupRow(n int, name, server, platform, backupType string, repository, repositoryName, parent, orphaned any) map[string]any {
	return map[string]any{
		"id": guid(23, n), "uid": "urn:veeam:Backup:" + guid(23, n), "name": name, "backup_server_name": server, "platform": platform, "backup_type": backupType,
		"repository_id": repository, "repository_name": repositoryName, "parent_backup_id": parent, "orphaned": orphaned,
	}
}

func backupRows(orphaned func(n int) any) []map[string]any {
	const one, two = "vbr01.lab.example", "vbr02.lab.example"
	return []map[string]any{
		backupRow(5, "Imported", one, "VMware", "Standard", guid(24, 1), "Archive", nil, orphaned(5)),
		backupRow(3, "Linux Agents", two, "AgentForLinux", "ParentBackup", guid(6, 3), "Cold", nil, orphaned(3)),
		backupRow(4, "Linux Agents - lnx01", two, "AgentForLinux", "ChildBackup", guid(6, 3), "Cold", guid(23, 3), orphaned(4)),
		backupRow(1, "Nightly VMs", one, "VMware", "Standard", guid(6, 1), "Default Backup Repository", nil, orphaned(1)),
		backupRow(2, "Nightly VMs", two, "HyperV", "Standard", guid(6, 2), "Default Backup Repository", nil, orphaned(2)),
	}
}

func TestBackups(t *testing.T) {
	namedCase{
		one: "backup", many: "backups", title: "Backup", uidType: "Backup", twice: "Nightly VMs", alone: 2,
		rows: backupRows(func(int) any { return nil }),
		filters: map[string][]int{
			`platforms = ["HyperV", "AgentForLinux"]`: {1, 2, 4},
			`backup_types = ["ChildBackup"]`:          {2},
			`repository_names = ["COLD", "archive"]`:  {0, 1, 2},

			`job_id = "urn:veeam:Job:` + guid(2, 4) + `"`: {1}, `job_id = "` + guid(2, 9) + `"`: {4}, `job_id = "` + guid(9, 9) + `"`: {},
		},
		wrong: `backup_types = ["Chain"]`, refusal: "backup_types",
	}.run(t)
}

// TestOrphanedBackups: a backup is orphaned where no job of any kind writes to it. That of one machine has the job of its parent.
func TestOrphanedBackups(t *testing.T) {
	var all []knownvalue.Check
	for _, row := range backupRows(func(n int) any { return n == 2 || n == 5 }) {
		all = append(all, exactly(row))
	}
	const with = "with_orphaned = true"
	onBothBuilds(t, func(sim *veeamsim.Server) []resource.TestStep {
		return []resource.TestStep{
			reads(sim, "veeam_backups", with, has("veeam_backups", "backups", knownvalue.ListExact(all))),
			reads(sim, "veeam_backup", "name = \"Imported\"\n"+with, has("veeam_backup", "orphaned", knownvalue.Bool(true))),
			reads(sim, "veeam_backups", `with_orphaned = false`, lists("veeam_backups", "backups", "id", guid(23, 5), guid(23, 3), guid(23, 4), guid(23, 1), guid(23, 2))),
		}
	})
}

// TestOrphanedBackupsOfManyJobs: the jobs are asked for many at a time, and each counts; those of agents and shares as well.
func TestOrphanedBackupsOfManyJobs(t *testing.T) {
	t.Parallel()
	inv := veeamsim.Inventory{BackupServers: estate().BackupServers}
	types := []string{"Backup", "AgentBackup", "NasBackup"}
	for n := range 40 {
		inv.Jobs = append(inv.Jobs, veeamsim.Job{ID: guid(2, n), Name: "job", JobType: types[n%3], ServerID: guid(1, 1)})
		inv.Backups = append(inv.Backups, veeamsim.Backup{ID: guid(23, n), Name: "backup", JobID: guid(2, n), ServerID: guid(1, 1)})
	}
	inv.Backups = append(inv.Backups, veeamsim.Backup{ID: guid(23, 99), Name: "gone", JobID: guid(2, 99), ServerID: guid(1, 1)})
	sim := start(t, veeamsim.Config{Inventory: inv})
	state, diagnostics := serve(t, settingsOf(sim), quickly).read(t.Context(), "veeam_backups", map[string]any{"with_orphaned": true})
	if len(diagnostics) != 0 {
		t.Fatal(diagnostics[0].Detail)
	}
	var orphaned []string
	for _, value := range listOf(t, state["backups"]) {
		row := map[string]tftypes.Value{}
		var name string
		var is bool
		if err := value.As(&row); err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(row["orphaned"].As(&is), row["name"].As(&name)); err != nil {
			t.Fatal(err)
		}
		if is {
			orphaned = append(orphaned, name)
		}
	}
	if !slices.Equal(orphaned, []string{"gone"}) {
		t.Errorf("%v are orphaned, want only the one whose job is gone", orphaned)
	}
	for _, request := range sim.Requests() {
		if len(request.Query) > 2000 {
			t.Errorf("a query of %d bytes", len(request.Query))
		}
	}
}

// TestOrphanedBackupsUnknown: an EM that does not filter by job, or an account that may not read jobs, makes no backup pass for one with
// a job.
func TestOrphanedBackupsUnknown(t *testing.T) {
	t.Parallel()
	user := veeamsim.DefaultAccount
	user.Role = veeamsim.PortalUser
	for text, config := range map[string]veeamsim.Config{
		"Asked for those of a job that is not there":                     {Inventory: estate(), IgnoreFilter: true},
		"needs at least the role Portal Administrator for with_orphaned": {Inventory: estate(), Accounts: []veeamsim.Account{user}},
		"answered with status 500": {Inventory: estate(), Rules: []veeamsim.Rule{
			{Method: http.MethodGet, Path: "/query", Query: "type=NasJob", Fault: veeamsim.Fault{Status: 500}},
		}},
	} {
		run(t, refuses(start(t, config), "veeam_backups", "with_orphaned = true", text))
	}
	sim := start(t, veeamsim.Config{Inventory: estate(), IgnoreFilter: true})
	for _, kind := range []string{"veeam_backups", "veeam_replicas"} {
		run(t, refuses(sim, kind, `job_id = "`+guid(2, 1)+`"`, "Asked for those of a job that is not there", "Leave job_id out"))
	}
}
