package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

const queryKind = "veeam_query"

func TestQuery(t *testing.T) {
	ids := func(kind int, numbers ...int) knownvalue.Check {
		rows := make([]knownvalue.Check, len(numbers))
		uid := map[int]string{2: "urn:veeam:Job:", 3: "urn:veeam:BackupJobSession:", 6: "urn:veeam:Repository:"}[kind]
		for i, n := range numbers {
			rows[i] = knownvalue.ObjectPartial(checksOf(map[string]any{"uid": uid + guid(kind, n)}))
		}
		return knownvalue.TupleExact(rows)
	}
	links := func(names ...string) knownvalue.Check {
		rows := make([]knownvalue.Check, len(names))
		for i, name := range names {
			rows[i] = knownvalue.ObjectPartial(checksOf(map[string]any{"rel": name}))
		}
		return knownvalue.ListExact(rows)
	}
	onBothBuilds(t, func(sim *veeamsim.Server) []resource.TestStep {
		return []resource.TestStep{
			reads(sim, queryKind, "type = \"BackupJobSession\"\nfilter = \"Result==\\\"Warning\\\";(State==\\\"Stopped\\\")\"",
				has(queryKind, "truncated", knownvalue.Bool(false)),
				has(queryKind, "entities", knownvalue.TupleExact([]knownvalue.Check{knownvalue.ObjectPartial(checksOf(map[string]any{
					"uid": "urn:veeam:BackupJobSession:" + guid(3, 3), "name": "Nightly VMs@2026-06-16 00:00:00",
					"job_uid": "urn:veeam:Job:" + guid(2, 1), "job_name": "Nightly VMs", "job_type": "Backup", "state": "Stopped", "result": "Warning",
					"creation_time_utc": "2026-06-16T00:00:00Z", "end_time_utc": "2026-06-16T01:00:00Z", "progress": 100, "is_retry": false, "failure_message": "One machine warned.",
					"type": "BackupJobSession", "links": links("Up", "Up", "Alternate", "Down", "Stop"),
				}))}))),
			reads(sim, queryKind, "type = \"Repository\"\nsort_desc = \"Name\"", has(queryKind, "entities", ids(6, 1, 2, 3)), has(queryKind, "truncated", knownvalue.Bool(false))),
			reads(sim, queryKind, "type = \"Repository\"\nsort_asc = \"FreeSpace\"\nlimit = 2", has(queryKind, "entities", ids(6, 2, 3)), has(queryKind, "truncated",
				knownvalue.Bool(true))),
			reads(sim, queryKind, "type = \"Repository\"\nsort_asc = \"FreeSpace\"\nlimit = 3", has(queryKind, "entities", ids(6, 2, 3, 1)), has(queryKind, "truncated",
				knownvalue.Bool(false))),
			reads(sim, queryKind, "type = \"Job\"\nfilter = \"Name==\\\"Offsite\\\"\"", has(queryKind, "entities", knownvalue.TupleExact([]knownvalue.Check{
				knownvalue.ObjectPartial(checksOf(map[string]any{"job_info": knownvalue.ObjectPartial(checksOf(map[string]any{"backup_job_info": nil}))})),
			}))),
			reads(sim, queryKind, "type = \"RestorePoint\"", has(queryKind, "entities", knownvalue.TupleExact([]knownvalue.Check{}))),
			refuses(sim, queryKind, "type = \"Wish\"", "Unable to Read Query", "status 400", "Wish"),
			refuses(sim, queryKind, "type = \"Job\"\nfilter = \"Colour==red\"", "Unable to Read Query", "status 400", "Colour", "did not accept the query",
				"Check type, filter, and what sort_asc or sort_desc names"),
			refuses(sim, queryKind, "type = \"Job\"\nsort_asc = \"Name\"\nsort_desc = \"Name\"", "sort_asc", "sort_desc"),
			refuses(sim, queryKind, "type = \"Job\"\nlimit = 0", "limit", "between 1 and 1000000"),
			refuses(sim, queryKind, "type = \"Job\"\nlimit = 9223372036854775807", "limit", "between 1 and 1000000"),
			refuses(sim, queryKind, "type = \"a&b\"", "type", "must be a type of the query service"),
			refuses(sim, queryKind, "", `"type" is required`),
		}
	})
}

// TestQueryPages: all of 250 over pages, in order, and the limit over pages.
func TestQueryPages(t *testing.T) {
	t.Parallel()
	inv := veeamsim.Generate(veeamsim.Counts{Servers: 1, Jobs: 1, SessionsPerJob: 1, MachinesPerSession: 250}, now)
	sim := start(t, veeamsim.Config{Inventory: inv, MaxPageSize: 40})
	const scope = "type = \"BackupTaskSession\"\nsort_desc = \"VmDisplayName\"\n"
	machine := func(name string) knownvalue.Check {
		return knownvalue.ObjectPartial(checksOf(map[string]any{"vm_display_name": name}))
	}
	run(t,
		reads(sim, queryKind, scope, has(queryKind, "entities", knownvalue.TuplePartial(map[int]knownvalue.Check{0: machine("vm-00250"), 100: machine("vm-00150"),
			249: machine("vm-00001")})), has(queryKind, "truncated", knownvalue.Bool(false))),
		reads(sim, queryKind, scope+"limit = 100", has(queryKind, "entities", knownvalue.TuplePartial(map[int]knownvalue.Check{99: machine("vm-00151")})), has(queryKind, "truncated",
			knownvalue.Bool(true))),
	)
}

// TestMisspeltQuery: a misspelt word is an error with the one that was meant, and Enterprise Manager is not asked.
func TestMisspeltQuery(t *testing.T) {
	t.Parallel()
	sim := start(t, veeamsim.Config{})
	run(t,
		refuses(sim, queryKind, `type = "BackupSession"`, "Unknown Query Type", `type = "BackupSession"`, `no type "BackupSession". Did you mean "BackupJobSession"?`),
		refuses(sim, queryKind, `type = "wanacelerator"`, `Did you mean "WanAccelerator"?`),
		refuses(sim, queryKind, `type = "Jobs"`, `Did you mean "Job"?`),
		refuses(sim, queryKind, "type = \"backupjobsession\"\nsort_desc = \"CreationTimeUTC\"", "Unknown Sort Parameter",
			`sort_desc = "CreationTimeUTC"`, `sorts no BackupJobSession by "CreationTimeUTC". Did you mean "CreationTime"?`),
		refuses(sim, queryKind, "type = \"Passwords\"\nsort_asc = \"hints\"", `Did you mean "Hint"?`),
	)
	if reads := len(sim.Requests()); reads != 0 {
		t.Errorf("%d requests", reads)
	}
	run(t,
		reads(sim, queryKind, "type = \"PASSWORDS\"", has(queryKind, "truncated", knownvalue.Bool(false))),
		reads(sim, queryKind, "type = \"Job\"\nsort_asc = \"NAME\"", has(queryKind, "truncated", knownvalue.Bool(false))),
		refuses(sim, queryKind, `type = "TapeJobOfTomorrow"`, "Unable to Read Query", "status 400", "TapeJobOfTomorrow"),
	)
}
