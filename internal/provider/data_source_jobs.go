package provider

import (
	"context"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

type job = veeamclient.Job

var jobColumns = append(entityColumns("job", "Job", (*job).AsEntity), table.Columns[job]{
	table.String("name", func(j *job) string { return j.Name }, "Name of the job."),
	table.String("description", func(j *job) string { return j.Description }, "Description of the job."),
	table.String("job_type", func(j *job) string { return j.JobType },
		"Type of the job: `Backup`, `BackupCopy`, `ImmediateBackupCopy` or `Replica`."),
	table.String("platform", func(j *job) string { return j.Platform },
		"Platform: `VMware`, `HyperV`, `vCloud`, or `CustomPlatform` for copy jobs."),
	table.Bool("schedule_configured", func(j *job) *bool { return j.ScheduleConfigured }, "Whether the job has a schedule."),
	table.Bool("schedule_enabled", func(j *job) *bool { return j.ScheduleEnabled },
		"Whether the schedule is on; a job with `false` is disabled."),
	table.Time("next_run", func(j *job) time.Time { return j.NextRun.Time },
		"When the job runs next (RFC 3339, UTC); null for a job that is not scheduled."),
	table.Object("retention", (*job).Retention, retentionColumns,
		"Retention of a backup job; null for other jobs, of which Enterprise Manager tells none."),
}...)

var retentionColumns = table.Columns[veeamclient.BackupJobInfo]{
	table.Object("simple", func(i *veeamclient.BackupJobInfo) *veeamclient.SimpleRetention { return i.SimpleRetentionPolicy },
		simpleRetentionColumns, "Restore points or days to keep."),
	table.Object("gfs", func(i *veeamclient.BackupJobInfo) *veeamclient.GFSRetention { return i.GFSRetentionPolicy },
		gfsRetentionColumns, "Long-term (grandfather-father-son) retention."),
}

var simpleRetentionColumns = table.Columns[veeamclient.SimpleRetention]{
	table.String("limit_type", func(r *veeamclient.SimpleRetention) string { return r.RetainLimitType },
		"Which of the two counts: `Cycles` (`retain_cycles`) or `Days` (`retain_days_to_keep`)."),
	table.Int64("retain_cycles", func(r *veeamclient.SimpleRetention) *int64 { return r.RetainCycles }, "Number of restore points to keep."),
	table.Int64("retain_days_to_keep", func(r *veeamclient.SimpleRetention) *int64 { return r.RetainDaysToKeep },
		"Number of days to keep restore points."),
}

var gfsRetentionColumns = table.Columns[veeamclient.GFSRetention]{
	table.Bool("enabled", func(r *veeamclient.GFSRetention) *bool { return r.Enabled }, "Whether long-term retention is on."),
	table.Object("weekly", func(r *veeamclient.GFSRetention) *veeamclient.GFSPeriod { return r.Weekly }, gfsPeriodColumns,
		"Full backup kept per week; `selected` is the day."),
	table.Object("monthly", func(r *veeamclient.GFSRetention) *veeamclient.GFSPeriod { return r.Monthly }, gfsPeriodColumns,
		"Full backup kept per month; `selected` is the week."),
	table.Object("yearly", func(r *veeamclient.GFSRetention) *veeamclient.GFSPeriod { return r.Yearly }, gfsPeriodColumns,
		"Full backup kept per year; `selected` is the month."),
}

var gfsPeriodColumns = table.Columns[veeamclient.GFSPeriod]{
	table.Bool("enabled", func(p *veeamclient.GFSPeriod) *bool { return p.Enabled }, "Whether this period is kept."),
	table.Int64("retention_period", func(p *veeamclient.GFSPeriod) *int64 { return p.RetentionPeriod },
		"For how many weeks, months or years."),
	table.String("selected", (*veeamclient.GFSPeriod).Selected, "Which day, week or month is kept."),
}

const jobDescription = "of virtual machines (backup, copy, replication). Agent and file share jobs are other entities of Enterprise " +
	"Manager: find their sessions by `veeam_backup_sessions`, or them by `veeam_query`. Sessions are found by a job's name " +
	"without the right to read jobs."

func readJobs(ctx context.Context, c *veeamclient.Client, a *nameArguments) ([]job, error) {
	return c.Jobs(ctx, a.NameScope)
}

func newJobs() datasource.DataSource {
	return table.Table[job, nameArguments]{
		Name: "jobs", Title: "Jobs", Role: "Portal Administrator", Description: "Jobs " + jobDescription,
		Arguments: table.Arguments[nameArguments]{
			namesArgument,
			table.OneOf("job_types", func(a *nameArguments) *[]string { return &a.types }, em.JobTypes, "Only jobs of these types."),
			table.OneOf("platforms", func(a *nameArguments) *[]string { return &a.platforms }, em.Platforms, "Only jobs of these platforms."),
			table.Switch("schedule_enabled", func(a *nameArguments) **bool { return &a.scheduleEnabled },
				"Only jobs whose schedule is on (`true`) or off (`false`)."),
			serverArgument,
		},
		Columns: jobColumns, Read: readJobs, Select: selectJobs,
		Rows: table.Many, List: "jobs", ListDescription: namedListDescription, Order: compareNames[*job],
	}.DataSource()
}

func selectJobs(a *nameArguments, rows []*job) []*job {
	return slices.DeleteFunc(rows, func(j *job) bool {
		platform := len(a.platforms) == 0 || em.Contains(a.platforms, j.Platform) // the documentation writes Hyperv, EM sends HyperV
		enabled := a.scheduleEnabled == nil || j.ScheduleEnabled != nil && *a.scheduleEnabled == *j.ScheduleEnabled
		return !containsOrAll(a.types, j.JobType) || !platform || !enabled
	})
}

func newJob() datasource.DataSource {
	return table.Table[job, nameArguments]{
		Name: "job", Title: "Job", Role: "Portal Administrator", Hint: namedHint,
		Description: "One of the Jobs " + jobDescription + " " + namedOneDescription,
		Arguments: table.Arguments[nameArguments]{
			nameArgument,
			table.ID("id", func(a *nameArguments) *string { return &a.ID }, veeamclient.JobUIDTypes,
				"Job that is read: its GUID or `urn:veeam:Job:<GUID>`."),
			serverArgument,
		},
		Rules:   []datasource.ConfigValidator{table.ExactlyOneOf("name", "id")},
		Columns: jobColumns, Read: readJobs, Select: ofServer[*job],
		Rows: table.One, Identify: identify[*job], Clarify: "Add backup_server_name, or give the id.",
	}.DataSource()
}
