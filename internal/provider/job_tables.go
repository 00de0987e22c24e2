package provider

import (
	"context"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// jobTables are the two data sources of one kind of jobs.
type jobTables struct {
	// one and list are their names without the provider's prefix; list is also the attribute that holds the jobs.
	one, list                   string
	title, description, uidType string
	columns                     func() table.Columns[job]
	read                        func(*veeamclient.Client, context.Context, veeamclient.NameScope) ([]job, error)
	// filters are those of the list that only this kind has.
	filters rowFilters[job]
}

func (t jobTables) many() datasource.DataSource {
	return table.Table[job, nameArguments]{
		Name: t.list, Title: t.title + "s", Role: "Portal Administrator", Description: t.title + "s " + t.description,
		Arguments: slices.Concat(table.Arguments[nameArguments]{namesArgument}, t.allFilters().arguments(), nextRunArguments,
			table.Arguments[nameArguments]{serverArgument}, jobParts),
		Columns: t.columns(), Read: t.readComplete,
		Rows: table.Many, List: t.list, ListDescription: namedListDescription, Order: compareNames[*job],
	}.DataSource()
}

func (t jobTables) single() datasource.DataSource {
	return table.Table[job, nameArguments]{
		Name: t.one, Title: t.title, Role: "Portal Administrator", Hint: namedHint,
		Description: "One of the " + t.title + "s " + t.description + " " + namedOneDescription,
		Arguments: slices.Concat(table.Arguments[nameArguments]{
			nameArgument,
			table.ID("id", func(a *nameArguments) *string { return &a.ID }, veeamclient.JobUIDTypes,
				"Job that is read: its GUID or `urn:veeam:"+t.uidType+":<GUID>`."),
			serverArgument,
		}, jobParts),
		Rules:   []datasource.ConfigValidator{table.ExactlyOneOf("name", "id")},
		Columns: t.columns(), Read: t.readComplete, Select: ofServer[*job],
		Rows: table.One, Identify: identify[*job], Clarify: "Add backup_server_name, or give the id.",
	}.DataSource()
}

// readComplete reads the jobs, and of those that the answer has what is not in their own entity.
func (t jobTables) readComplete(ctx context.Context, c *veeamclient.Client, a *nameArguments) ([]job, error) {
	jobs, err := t.read(c, ctx, a.NameScope)
	if err != nil {
		return nil, err
	}
	filters := t.allFilters()
	jobs = slices.DeleteFunc(jobs, func(j job) bool { return !filters.pass(a, &j) || !a.hasNextRunOf(&j) })
	return jobs, c.CompleteJobs(ctx, jobs, isTrue(a.includes), isTrue(a.withLastSession))
}

func isTrue(given *bool) bool { return given != nil && *given }

// allFilters are those of this kind, and those of jobs of every kind.
func (t jobTables) allFilters() rowFilters[job] {
	return slices.Concat(t.filters, rowFilters[job]{
		byDescription("jobs", func(j *job) string { return j.Description }),
		{name: "schedule_configured", truth: func(j *job) *bool { return j.ScheduleConfigured },
			description: "Only jobs with a schedule (`true`) or without one (`false`)."},
		{name: "schedule_enabled", truth: func(j *job) *bool { return j.ScheduleEnabled },
			description: "Only jobs whose schedule is on (`true`) or off (`false`)."},
	})
}

// nextRunArguments choose jobs by when they run next.
var nextRunArguments = table.Arguments[nameArguments]{
	table.Instant("next_run_after", func(a *nameArguments) *time.Time { return &a.nextRunAfter },
		"Only jobs that run next at this time or later (RFC 3339 with zone)."),
	table.Instant("next_run_before", func(a *nameArguments) *time.Time { return &a.nextRunBefore },
		"Only jobs that run next before this time (RFC 3339 with zone). A job without a next run is none of them."),
}

// jobParts ask for what costs further requests.
var jobParts = table.Arguments[nameArguments]{
	table.Switch("includes", func(a *nameArguments) **bool { return &a.includes },
		"Read what each job covers into `objects`, of copy jobs the jobs and repositories that are copied: one request for each job, two for "+
			"each copy job. Default `false`."),
	table.Switch("with_last_session", func(a *nameArguments) **bool { return &a.withLastSession },
		"Read the newest session of each job into `last_session`: one search for all jobs, and another one where some replicate. "+
			"Default `false`."),
}

// hasNextRunOf reports whether a job runs next when it is asked for; one without a next run does so at no time.
func (a *nameArguments) hasNextRunOf(j *job) bool {
	next := j.NextRun.Time
	return (a.nextRunAfter.IsZero() || !next.IsZero() && !next.Before(a.nextRunAfter)) &&
		(a.nextRunBefore.IsZero() || !next.IsZero() && next.Before(a.nextRunBefore))
}
