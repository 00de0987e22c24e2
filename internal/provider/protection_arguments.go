package provider

import (
	"strings"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/compliance"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// protectionArguments are what a user asks of a verdict, and what is known of the clocks once it was read.
type protectionArguments struct {
	compliance.Arguments
	server        string
	acceptWarning *bool
	recreated     string
	wantsEvidence *bool
	evidenceFrom  string
	hosts         []string
	calendar      *calendarArguments
	policies      []policyArguments
	waivers       []waiverArguments

	// readAnew asks EM, whatever was read before: a gate judges what is there when it opens.
	readAnew bool

	clock veeamclient.Clock
	// newest is the task session that began last, maybe after now.
	newest compliance.TaskSession
}

const (
	defaultLookback = veeamclient.CollectionDays * 24 * time.Hour
	// protectionRole is the least role that may read all sessions.
	protectionRole = "Portal User"
	keepsNoMore    = "Enterprise Manager can't be told to keep sessions for longer: what is older can't be judged by it."
)

var protectionArgumentTable = table.Arguments[protectionArguments]{
	table.Duration("rpo", func(a *protectionArguments) *time.Duration { return &a.RPO }, em.LongestRetention, keepsNoMore,
		"Recovery point objective: how old the data of the last good backup of a machine may be, as a duration such as `28h`, `2d` or `1w`. It "+
			"counts from where the backup began, because the data is as old as that. So it must exceed the interval of the job and the time that "+
			"a backup takes: `28h` for a job that runs every night.",
	).Required(),
	table.Names("only_machines", func(a *protectionArguments) *[]string { return &a.OnlyMachines },
		"Names of machines (whole names, regardless of case): exactly these are judged, each must be there, and `machines` holds and counts no "+
			"others. Excludes `expected_machines` and `exclude_machines`."),
	table.Names("expected_machines", func(a *protectionArguments) *[]string { return &a.Expected },
		"Names of machines that must be there (whole names, regardless of case), beside all that have task sessions. They are never excluded. "+
			"Without `only_machines`, the only way to notice a machine that has no task session within `lookback`."),
	table.TextMap("exclude_machines", func(a *protectionArguments) *map[string]string { return &a.Excluded }, patternValidator(),
		"Machines that are not judged, for good: the reason for each pattern. "+describePatterns),
	table.Structures("waivers", func(a *protectionArguments) *[]waiverArguments { return &a.waivers }, waiverArgumentTable,
		"Violations that pass for some time, of machines, never of jobs: the first one wins that covers a violation and has not ended. One that "+
			"has ended and that a violation would need is named in `message`."),
	table.Structures("policies", func(a *protectionArguments) *[]policyArguments { return &a.policies }, policyArgumentTable,
		"Classes of machines with terms of their own: the first one wins that matches a machine. What it leaves out is taken from the arguments "+
			"beside `policies`."),
	table.Structure("calendar", func(a *protectionArguments) **calendarArguments { return &a.calendar }, calendarArgumentTable,
		describeCalendar),
	table.Duration("lookback", func(a *protectionArguments) *time.Duration { return &a.Lookback }, em.LongestRetention, keepsNoMore,
		"How far back task sessions are looked at: those that began within it. At least `rpo` and at most `999w`; the default is `30d`, or "+
			"`rpo` where that is longer. Enterprise Manager keeps sessions for 13 weeks unless it is set otherwise; its collections reach back "+
			"30 days, and whether the query service that is asked here does too is not documented."),
	table.Names("job_names", func(a *protectionArguments) *[]string { return &a.JobNames },
		"Only task sessions of these jobs (whole names, regardless of case); an agent policy stands for its machines' jobs. A job without any "+
			"task session within `lookback` is a violation, and so is one whose newest finished session failed without a failed task session. "+
			"Jobs of one name on several backup servers count as one: give `backup_server_name` to tell them apart."),
	table.Name("backup_server_name", func(a *protectionArguments) *string { return &a.server },
		"Only task sessions of this backup server (whole name, regardless of case)."),
	table.Names("job_types", func(a *protectionArguments) *[]string { return &a.JobTypes },
		"Types of jobs whose task sessions are backups, any words. The default is `Backup`, `AgentBackup` and `AgentManagement`: a copy of an "+
			"old restore point is no backup. Machines that only jobs of other documented types processed are `left_out`; documented are `"+
			strings.Join(em.SessionJobTypes, "`, `")+"`."),
	table.Names("ignore_job_types", func(a *protectionArguments) *[]string { return &a.IgnoredTypes },
		"Types of jobs that Enterprise Manager's documentation does not know and that make no backups, any words. A machine that only jobs of "+
			"an unknown type processed violates, until the type is in `job_types` or here; `job_types` wins."),
	table.Switch("accept_warning", func(a *protectionArguments) **bool { return &a.acceptWarning },
		"Whether a task session with the result `Warning` is a good backup. The default is `true`: a warning usually leaves a restore point."),
	table.Word("recreated_machines", func(a *protectionArguments) *string { return &a.recreated },
		[]string{recreatedSeparate, recreatedReplace},
		"What becomes of a machine that was re-created: under a newer `vm_uid` there is one of its name on its backup server, whose first "+
			"task session began after all of its own. `separate`, the default: it is judged until it leaves the lookback, and once its last good "+
			"backup is too old its cause is `replaced`. `replace`: its status is `replaced`, and it is judged no more."),
	table.Word("evidence_from", func(a *protectionArguments) *string { return &a.evidenceFrom }, []string{fromSessions, fromPoints},
		"What proves a backup. `sessions`, the default: a good task session. `restore_points`: a good task session whose restore point "+
			"exists; the age counts from the restore point's creation."),
	table.WholeNumber("min_restore_points", func(a *protectionArguments) *int64 { return &a.MinPoints }, 1, mostPoints,
		"How many restore points of different times a machine must have. Points that a copy job made count too. Needs `evidence_from` = "+
			"`restore_points`."),
	table.Duration("copy_rpo", func(a *protectionArguments) *time.Duration { return &a.CopyRPO }, em.LongestRetention, keepsNoMore,
		"How old a good backup may be after whose end a good session of a copy job must have begun. It proves that newer data were copied, "+
			"not where the copy lies."),
	table.Names("expect_inventory", func(a *protectionArguments) *[]string { return &a.hosts },
		"Names of virtual hosts (`veeam_hierarchy_roots`), or `*` for all: each machine that they list is expected unless it is excluded, and "+
			"one that they no longer list is `retired`. Excludes `only_machines`, `job_names` and `backup_server_name`."),
	table.Duration("max_data_age", func(a *protectionArguments) *time.Duration { return &a.MaxDataAge }, em.LongestRetention, keepsNoMore,
		"How long ago Enterprise Manager may last have collected data from its backup servers, which it does every 15 minutes unless it is "+
			"set otherwise. When it is longer ago, that is a violation. There is no default."),
	table.Switch("with_evidence", func(a *protectionArguments) **bool { return &a.wantsEvidence },
		"Whether `evidence` is filled in: what the verdict rests on, for an audit. It changes at every read. The default is `false`."),
}

const (
	fromSessions = "sessions"
	fromPoints   = "restore_points"
	// mostPoints is more restore points than a machine can have.
	mostPoints = 1_000_000
)

const (
	recreatedSeparate = "separate"
	recreatedReplace  = "replace"
)

const describePatterns = "In a pattern `*` stands for any text and `?` for one character. It is compared, regardless of case, with a " +
	"machine's name, with its `vm_uid`, and with `backup server\\name`."

// setDefaults fills in what was left out, and makes the verdict's arguments of what is written in Terraform's words.
func (a *protectionArguments) setDefaults() {
	if a.JobTypes == nil {
		a.JobTypes = compliance.DefaultJobTypes
	}
	a.AcceptWarning = a.acceptWarning == nil || *a.acceptWarning
	a.ReplaceRecreated = a.recreated == recreatedReplace
	a.FromPoints, a.FromInventory = a.evidenceFrom == fromPoints, len(a.hosts) > 0
	a.Calendar = a.calendar.compliance()
	a.Policies = make([]compliance.Policy, len(a.policies))
	for i := range a.policies {
		a.Policies[i] = a.policies[i].compliance(a.Terms)
	}
	a.Waivers = make([]compliance.Waiver, len(a.waivers))
	for i := range a.waivers {
		a.Waivers[i] = a.waivers[i].compliance(a.Calendar)
	}
}

// setLookback fills in the lookback: it must reach as far back as every RPO does, days off included.
func (a *protectionArguments) setLookback(now time.Time) {
	if a.Lookback == 0 {
		a.Lookback = max(defaultLookback, a.reach(now))
	}
}

// reach is how far back the longest RPO reaches, days off included.
func (a *protectionArguments) reach(now time.Time) time.Duration {
	reach := a.Calendar.Reach(now, max(a.RPO, a.CopyRPO))
	for _, p := range a.Policies {
		reach = max(reach, p.Calendar.Reach(now, max(p.RPO, p.CopyRPO)))
	}
	return reach
}
