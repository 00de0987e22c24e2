package provider

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

var protectionColumns = table.Columns[verdict]{
	table.Bool("compliant", func(v *verdict) *bool { return &v.compliant },
		"Whether every machine in scope meets the RPO. False where no machine is in scope, "+
			"and where a job of `job_names` has no task session."),
	table.Strings("violating_names", (*verdict).violatingNames,
		"Names of what violates, in the order of `violations`. Made for error messages, and for tests that mock this data source."),
	table.Objects("machines", func(v *verdict) []*machine { return v.machines }, protectionMachineColumns,
		"Every machine in scope, ordered by name. A machine that was not seen within `lookback` is there only if it is expected."),
	table.Objects("violations", func(v *verdict) []*violation { return v.violations }, violationColumns,
		"What violates, ordered by name."),
	table.Object("summary", func(v *verdict) *verdict { return v }, protectionSummaryColumns, "Counts of machines and violations."),
}

var protectionMachineColumns = table.Columns[machine]{
	table.String("name", func(m *machine) string { return m.name }, "Name of the machine."),
	table.Strings("job_names", (*machine).sortedJobs, "Names of the jobs that processed it, in order; null if it was never seen."),
	table.Bool("compliant", func(m *machine) *bool { return &m.compliant }, "Whether a good backup of it ended within the RPO."),
	table.Time("last_success_time", func(m *machine) time.Time { return m.lastSuccess },
		"When its last good backup ended (RFC 3339, UTC); null without one."),
	table.String("last_result", func(m *machine) string { return m.last.result },
		"Result of its newest finished task session; null without one."),
	table.Time("last_end_time", func(m *machine) time.Time { return m.last.end },
		"When its newest finished task session ended (RFC 3339, UTC); null without one."),
	table.String("last_reason", func(m *machine) string { return m.last.reason },
		"Reason that Enterprise Manager gives for that result; null where it gives none."),
	table.String("vm_uid", func(m *machine) string { return m.vmUID },
		"Reference of the machine in its hierarchy; null where Enterprise Manager sends none."),
	table.String("backup_server_name", func(m *machine) string { return m.server },
		"Name of the backup server that processed it last; null where neither the task session nor its backup session "+
			"is linked to one by name."),
}

var violationColumns = table.Columns[violation]{
	table.String("name", func(v *violation) string { return v.name }, "Name of the machine, or of the job for `no_sessions`."),
	table.String("cause", func(v *violation) string { return v.cause },
		"`never`: no good backup within `lookback`; `failed` or `warning`: the newest finished task session failed, or warned where "+
			"that is not accepted; `stale`: the last good backup is too old; `no_sessions`: a job of `job_names` has no task session "+
			"within `lookback`."),
	table.Time("last_success_time", func(v *violation) time.Time { return v.lastSuccess },
		"When the machine's last good backup ended (RFC 3339, UTC); null without one."),
	table.String("reason", func(v *violation) string { return v.reason },
		"Reason that Enterprise Manager gives for the newest finished task session; null where it gives none."),
	table.String("backup_server_name", func(v *violation) string { return v.server },
		"Name of the backup server; null where neither the task session nor its backup session is linked to one by name."),
}

var protectionSummaryColumns = table.Columns[verdict]{
	table.Count("machines", func(v *verdict) int { return len(v.machines) }, "Number of machines in `machines`."),
	table.Count("compliant", (*verdict).compliantMachines, "Number of machines that meet the RPO."),
	table.Count("violating", func(v *verdict) int { return len(v.violations) }, "Number of violations, jobs without sessions included."),
	table.Count("excluded", func(v *verdict) int { return v.excluded }, "Number of machines left out by `exclude_machines`."),
}

// keepsNoMore says why a time is bounded by what EM keeps.
const keepsNoMore = "Enterprise Manager keeps sessions for 30 days: what is older can't be judged by it."

var protectionArgumentTable = table.Arguments[protectionArguments]{
	table.Duration("rpo", func(a *protectionArguments) *time.Duration { return &a.rpo }, longestLookback, keepsNoMore,
		"Recovery point objective: how old the last good backup of a machine may be, as a Go duration such as `24h`, at most `720h`.",
	).Required(),
	table.Duration("lookback", func(a *protectionArguments) *time.Duration { return &a.lookback }, longestLookback, keepsNoMore,
		"How far back task sessions are looked at: those that ended within it, or have not ended. "+
			"From `rpo` to `720h`, which is the default."),
	table.Names("job_names", func(a *protectionArguments) *[]string { return &a.jobNames },
		"Only task sessions of these jobs (whole names, regardless of case). A job without any task session within `lookback` is a "+
			"violation. Jobs of one name on several backup servers count as one: give `backup_server_name` to tell them apart."),
	table.Name("backup_server_name", func(a *protectionArguments) *string { return &a.server },
		"Only task sessions of this backup server (whole name, regardless of case)."),
	table.OneOf("job_types", func(a *protectionArguments) *[]string { return &a.jobTypes }, em.SessionJobTypes,
		"Types of jobs whose task sessions count as backups. The default is `Backup`, `AgentBackup` and `AgentManagement`: a copy of an "+
			"old restore point is no backup. Machines that only jobs of a type outside of this list processed are left out with a warning."),
	table.Names("expected_machines", func(a *protectionArguments) *[]string { return &a.expected },
		"Names of machines that must be there (regardless of case), whatever `exclude_machines` says. "+
			"The only way to notice a machine that was not seen within `lookback`."),
	table.Texts("exclude_machines", func(a *protectionArguments) *[]string { return &a.excluded }, patternValidator(),
		"Names of machines to leave out, regardless of case; `*` stands for any text, `?` for one character."),
	table.Switch("accept_warning", func(a *protectionArguments) **bool { return &a.acceptWarning },
		"Whether a task session with the result `Warning` is a good backup. The default is `true`."),
}

func newProtectionStatus() datasource.DataSource {
	return table.Table[verdict, protectionArguments]{
		Name: "protection_status", Title: "Protection Status", Role: "Portal User", Hint: sessionHint,
		Description: "The last word per machine: whether a good backup of it ended within the RPO. **A machine that was not seen within " +
			"`lookback` (30 days at most) is not in the answer unless it is in `expected_machines`**: what was never backed up, or not for " +
			"a month, has left no session. Retries fold: a failure with a later success within the RPO is no violation. A running task " +
			"never counts as a success, and neither does one whose backup session can't be found.",
		Arguments: protectionArgumentTable,
		Rules:     []datasource.ConfigValidator{lookbackHoldsRPO{}},
		Columns:   protectionColumns, Read: readVerdict, Warn: warnOfUnknownTypes,
		Rows: table.One,
	}.DataSource()
}

func readVerdict(ctx context.Context, c *veeamclient.Client, a *protectionArguments) ([]verdict, error) {
	v, err := readProtection(ctx, c, a)
	if err != nil {
		return nil, err
	}
	return []verdict{*v}, nil
}

// warnOfUnknownTypes names machines that would be lost without a word.
func warnOfUnknownTypes(_ *protectionArguments, verdicts []*verdict) (diags diag.Diagnostics) {
	for _, v := range verdicts {
		diags.Append(v.warnings()...)
	}
	return diags
}
