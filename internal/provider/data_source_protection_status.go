package provider

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/compliance"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
)

var protectionColumns = table.Columns[compliance.Verdict]{
	table.Bool("compliant", func(v *compliance.Verdict) *bool { return &v.Compliant },
		"Whether every machine in scope meets the RPO. False where no machine is in scope, "+
			"and where a job of `job_names` has no task session."),
	table.Strings("violating_names", (*compliance.Verdict).ViolatingNames,
		"Names of what violates, in the order of `violations`. Made for error messages, and for tests that mock this data source."),
	table.Objects("machines", func(v *compliance.Verdict) []*compliance.Machine { return v.Machines }, protectionMachineColumns,
		"Every machine in scope, ordered by name. A machine that was not seen within `lookback` is there only if it is expected."),
	table.Objects("violations", func(v *compliance.Verdict) []*compliance.Violation { return v.Violations }, violationColumns,
		"What violates, ordered by name."),
	table.Object("summary", func(v *compliance.Verdict) *compliance.Verdict { return v }, protectionSummaryColumns,
		"Counts of machines and violations."),
}

var protectionMachineColumns = table.Columns[compliance.Machine]{
	table.String("name", func(m *compliance.Machine) string { return m.Name }, "Name of the machine."),
	table.Strings("job_names", func(m *compliance.Machine) []string { return m.Jobs },
		"Names of the jobs that processed it, in order; null if it was never seen."),
	table.Bool("compliant", func(m *compliance.Machine) *bool { return &m.Compliant }, "Whether a good backup of it ended within the RPO."),
	table.Time("last_success_time", func(m *compliance.Machine) time.Time { return m.LastSuccess },
		"When its last good backup ended (RFC 3339, UTC); null without one."),
	table.String("last_result", func(m *compliance.Machine) string { return m.Last.Result },
		"Result of its newest finished task session; null without one."),
	table.Time("last_end_time", func(m *compliance.Machine) time.Time { return m.Last.End },
		"When its newest finished task session ended (RFC 3339, UTC); null without one."),
	table.String("last_reason", func(m *compliance.Machine) string { return m.Last.Reason },
		"Reason that Enterprise Manager gives for that result; null where it gives none."),
	table.String("vm_uid", func(m *compliance.Machine) string { return m.VMUID },
		"Reference of the machine in its hierarchy; null where Enterprise Manager sends none."),
	table.String("backup_server_name", func(m *compliance.Machine) string { return m.Server },
		"Name of the backup server that processed it last; null where neither the task session nor its backup session "+
			"is linked to one by name."),
}

var violationColumns = table.Columns[compliance.Violation]{
	table.String("name", func(v *compliance.Violation) string { return v.Name }, "Name of the machine, or of the job for `no_sessions`."),
	table.String("cause", func(v *compliance.Violation) string { return v.Cause },
		"`never`: no good backup within `lookback`; `failed` or `warning`: the newest finished task session failed, or warned where "+
			"that is not accepted; `stale`: the last good backup is too old; `no_sessions`: a job of `job_names` has no task session "+
			"within `lookback`."),
	table.Time("last_success_time", func(v *compliance.Violation) time.Time { return v.LastSuccess },
		"When the machine's last good backup ended (RFC 3339, UTC); null without one."),
	table.String("reason", func(v *compliance.Violation) string { return v.Reason },
		"Reason that Enterprise Manager gives for the newest finished task session; null where it gives none."),
	table.String("backup_server_name", func(v *compliance.Violation) string { return v.Server },
		"Name of the backup server; null where neither the task session nor its backup session is linked to one by name."),
}

var protectionSummaryColumns = table.Columns[compliance.Verdict]{
	table.Count("machines", func(v *compliance.Verdict) int { return len(v.Machines) }, "Number of machines in `machines`."),
	table.Count("compliant", (*compliance.Verdict).CompliantMachines, "Number of machines that meet the RPO."),
	table.Count("violating", func(v *compliance.Verdict) int { return len(v.Violations) },
		"Number of violations, jobs without sessions included."),
	table.Count("excluded", func(v *compliance.Verdict) int { return v.Excluded }, "Number of machines left out by `exclude_machines`."),
}

// keepsNoMore says why a time is bounded by what EM keeps.
const keepsNoMore = "Enterprise Manager keeps sessions for 30 days: what is older can't be judged by it."

var protectionArgumentTable = table.Arguments[protectionArguments]{
	table.Duration("rpo", func(a *protectionArguments) *time.Duration { return &a.RPO }, longestLookback, keepsNoMore,
		"Recovery point objective: how old the last good backup of a machine may be, as a Go duration such as `24h`, at most `720h`.",
	).Required(),
	table.Duration("lookback", func(a *protectionArguments) *time.Duration { return &a.lookback }, longestLookback, keepsNoMore,
		"How far back task sessions are looked at: those that ended within it, or have not ended. "+
			"From `rpo` to `720h`, which is the default."),
	table.Names("job_names", func(a *protectionArguments) *[]string { return &a.JobNames },
		"Only task sessions of these jobs (whole names, regardless of case). A job without any task session within `lookback` is a "+
			"violation. Jobs of one name on several backup servers count as one: give `backup_server_name` to tell them apart."),
	table.Name("backup_server_name", func(a *protectionArguments) *string { return &a.server },
		"Only task sessions of this backup server (whole name, regardless of case)."),
	table.OneOf("job_types", func(a *protectionArguments) *[]string { return &a.JobTypes }, em.SessionJobTypes,
		"Types of jobs whose task sessions count as backups. The default is `Backup`, `AgentBackup` and `AgentManagement`: a copy of an "+
			"old restore point is no backup. Machines that only jobs of a type outside of this list processed are left out with a warning."),
	table.Names("expected_machines", func(a *protectionArguments) *[]string { return &a.Expected },
		"Names of machines that must be there (regardless of case), whatever `exclude_machines` says. "+
			"The only way to notice a machine that was not seen within `lookback`."),
	table.Texts("exclude_machines", func(a *protectionArguments) *[]string { return &a.Excluded }, patternValidator(),
		"Names of machines to leave out, regardless of case; `*` stands for any text, `?` for one character."),
	table.Switch("accept_warning", func(a *protectionArguments) **bool { return &a.acceptWarning },
		"Whether a task session with the result `Warning` is a good backup. The default is `true`."),
}

func newProtectionStatus() datasource.DataSource {
	return table.Table[compliance.Verdict, protectionArguments]{
		Name: "protection_status", Title: "Protection Status", Role: "Portal User", Hint: sessionHint,
		Description: "The last word per machine: whether a good backup of it ended within the RPO. **A machine that was not seen within " +
			"`lookback` (30 days at most) is not in the answer unless it is in `expected_machines`**: what was never backed up, or not for " +
			"a month, has left no session. Retries fold: a failure with a later success within the RPO is no violation. A running task " +
			"never counts as a success, and neither does one whose backup session can't be found.",
		Arguments: protectionArgumentTable,
		Rules:     []datasource.ConfigValidator{lookbackHoldsRPO{}},
		Columns:   protectionColumns, Read: readProtection, Warn: warnOfUnknownTypes,
		Rows: table.One,
	}.DataSource()
}

// warnOfUnknownTypes names the machines that only jobs of unknown types processed: without a word they would be lost.
func warnOfUnknownTypes(_ *protectionArguments, verdicts []*compliance.Verdict) (diags diag.Diagnostics) {
	for _, v := range verdicts {
		for _, jobType := range slices.Sorted(maps.Keys(v.LeftOut)) {
			diags.AddAttributeWarning(path.Root("job_types"), "Unknown Job Type", fmt.Sprintf(
				"Machines that only jobs of the type %q processed are left out, because this provider does not know whether such a job makes "+
					"backups: %s. Name them in expected_machines, so that they are judged, or in exclude_machines, and see whether a newer "+
					"version of the provider knows the type.", jobType, strings.Join(v.LeftOut[jobType], ", ")))
		}
	}
	return diags
}
