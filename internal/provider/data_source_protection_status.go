package provider

import (
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/entity"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// protectionStatus are the attributes of veeam_protection_status.
var protectionStatus = entity.Columns[verdict]{
	entity.Bool("compliant", "Whether every machine in scope meets the RPO. False where no machine is in scope, and where a job of `job_names` has no task session.", func(v *verdict) *bool { return &v.compliant }),
	entity.Strings("violating_names", "Names of what violates, in the order of `violations`. Made for error messages, and for tests that mock this data source.", (*verdict).violatingNames),
	entity.Rows("machines", "Every machine in scope, ordered by name. A machine that was not seen within `lookback` is there only if it is expected.", entity.Columns[machine]{
		entity.String("name", "Name of the machine.", func(m *machine) string { return m.name }),
		entity.Strings("job_names", "Names of the jobs that processed it, in order; null if it was never seen.", (*machine).sortedJobs),
		entity.Bool("compliant", "Whether a good backup of it ended within the RPO.", func(m *machine) *bool { return &m.compliant }),
		entity.Time("last_success_time", "When its last good backup ended (RFC 3339, UTC); null without one.", func(m *machine) time.Time { return m.lastSuccess }),
		entity.String("last_result", "Result of its newest finished task session; null without one.", func(m *machine) string { return m.last.result }),
		entity.Time("last_end_time", "When its newest finished task session ended (RFC 3339, UTC); null without one.", func(m *machine) time.Time { return m.last.end }),
		entity.String("last_reason", "Reason that Enterprise Manager gives for that result; null where it gives none.", func(m *machine) string { return m.last.reason }),
		entity.String("vm_uid", "Reference of the machine in its hierarchy; null where Enterprise Manager sends none.", func(m *machine) string { return m.vmUID }),
		entity.String("backup_server_name", "Name of the backup server that processed it last; null where neither the task session nor its backup session is linked to one by name.", func(m *machine) string { return m.server }),
	}, func(v *verdict) []*machine { return v.machines }),
	entity.Rows("violations", "What violates, ordered by name.", entity.Columns[violation]{
		entity.String("name", "Name of the machine, or of the job for `no_sessions`.", func(v *violation) string { return v.name }),
		entity.String("cause", "`never`: no good backup within `lookback`; `failed` or `warning`: the newest finished task session failed, or warned where that is not accepted; `stale`: the last good backup is too old; `no_sessions`: a job of `job_names` has no task session within `lookback`.", func(v *violation) string { return v.cause }),
		entity.Time("last_success_time", "When the machine's last good backup ended (RFC 3339, UTC); null without one.", func(v *violation) time.Time { return v.lastSuccess }),
		entity.String("reason", "Reason that Enterprise Manager gives for the newest finished task session; null where it gives none.", func(v *violation) string { return v.reason }),
		entity.String("backup_server_name", "Name of the backup server; null where neither the task session nor its backup session is linked to one by name.", func(v *violation) string { return v.server }),
	}, func(v *verdict) []*violation { return v.violations }),
	entity.Object("summary", "Counts of machines and violations.", entity.Columns[verdict]{
		entity.Count("machines", "Number of machines in `machines`.", func(v *verdict) int { return len(v.machines) }),
		entity.Count("compliant", "Number of machines that meet the RPO.", (*verdict).compliantMachines),
		entity.Count("violating", "Number of violations, jobs without sessions included.", func(v *verdict) int { return len(v.violations) }),
		entity.Count("excluded", "Number of machines left out by `exclude_machines`.", func(v *verdict) int { return v.excluded }),
	}, func(v *verdict) *verdict { return v }),
}

// keepsNoMore says why a time is bounded by what EM keeps.
const keepsNoMore = "Enterprise Manager keeps sessions for 30 days: what is older can't be judged by it."

var protectionArguments = entity.Arguments[protectionQuestion]{
	entity.Duration("rpo", "Recovery point objective: how old the last good backup of a machine may be, as a Go duration such as `24h`, at most `720h`.", longestLookback, keepsNoMore, func(q *protectionQuestion) *time.Duration { return &q.rpo }).Required(),
	entity.Duration("lookback", "How far back task sessions are looked at: those that ended within it, or have not ended. From `rpo` to `720h`, which is the default.", longestLookback, keepsNoMore, func(q *protectionQuestion) *time.Duration { return &q.lookback }),
	entity.Names("job_names", "Only task sessions of these jobs (whole names, regardless of case). A job without any task session within `lookback` is a violation. Jobs of one name on several backup servers count as one: give `backup_server_name` to tell them apart.", func(q *protectionQuestion) *[]string { return &q.jobNames }),
	entity.Name("backup_server_name", "Only task sessions of this backup server (whole name, regardless of case).", func(q *protectionQuestion) *string { return &q.server }),
	entity.OneOf("job_types", "Types of jobs whose task sessions count as backups. The default is `Backup`, `AgentBackup` and `AgentManagement`: a copy of an old restore point is no backup. Machines that only jobs of a type outside of this list processed are left out with a warning.", veeamclient.BackupJobTypes, func(q *protectionQuestion) *[]string { return &q.jobTypes }),
	entity.Names("expected_machines", "Names of machines that must be there (regardless of case), whatever `exclude_machines` says. The only way to notice a machine that was not seen within `lookback`.", func(q *protectionQuestion) *[]string { return &q.expected }),
	entity.Texts("exclude_machines", "Names of machines to leave out, regardless of case; `*` stands for any text, `?` for one character.", patternValidator(), func(q *protectionQuestion) *[]string { return &q.excluded }),
	entity.Switch("accept_warning", "Whether a task session with the result `Warning` is a good backup. The default is `true`.", func(q *protectionQuestion) **bool { return &q.acceptWarning }),
}

func newProtectionStatus() datasource.DataSource {
	return entity.One[verdict, protectionQuestion]{
		Name: "protection_status", Title: "Protection Status", Role: "Portal User", Columns: protectionStatus, Hint: sessionHint,
		Description: "The last word per machine: whether a good backup of it ended within the RPO. **A machine that was not seen within `lookback` (30 days at most) is not in the answer unless it is in `expected_machines`**: what was never backed up, or not for a month, has left no session. " +
			"Retries fold: a failure with a later success within the RPO is no violation. A running task never counts as a success, and neither does one whose backup session can't be found.",
		Arguments: protectionArguments,
		Rules:     []datasource.ConfigValidator{lookbackHoldsRPO{}},
		Read:      readProtection,
		Warn:      warnUnseen,
	}.DataSource()
}
