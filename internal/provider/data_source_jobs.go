package provider

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/entity"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// job are the attributes of a job.
var job = append(identity("job", "Job", func(j *veeamclient.Job) *veeamclient.Entity { return &j.Entity }), entity.Columns[veeamclient.Job]{
	entity.String("name", "Name of the job.", func(j *veeamclient.Job) string { return j.Name }),
	entity.String("description", "Description of the job.", func(j *veeamclient.Job) string { return j.Description }),
	entity.String("job_type", "Type of the job: `Backup`, `BackupCopy`, `ImmediateBackupCopy` or `Replica`.", func(j *veeamclient.Job) string { return j.JobType }),
	entity.String("platform", "Platform: `VMware`, `HyperV`, `vCloud`, or `CustomPlatform` for copy jobs.", func(j *veeamclient.Job) string { return j.Platform }),
	entity.Bool("schedule_configured", "Whether the job has a schedule.", func(j *veeamclient.Job) *bool { return j.ScheduleConfigured }),
	entity.Bool("schedule_enabled", "Whether the schedule is on; a job with `false` is disabled.", func(j *veeamclient.Job) *bool { return j.ScheduleEnabled }),
	entity.Time("next_run", "When the job runs next (RFC 3339, UTC); null for a job that is not scheduled.", func(j *veeamclient.Job) time.Time { return j.NextRun.Time }),
	entity.Object("retention", "Retention of a backup job; null for other jobs, of which Enterprise Manager tells none.", retention, (*veeamclient.Job).Retention),
}...)

var retention = entity.Columns[veeamclient.BackupJobInfo]{
	entity.Object("simple", "Restore points or days to keep.", entity.Columns[veeamclient.SimpleRetention]{
		entity.String("limit_type", "Which of the two counts: `Cycles` (`retain_cycles`) or `Days` (`retain_days_to_keep`).", func(r *veeamclient.SimpleRetention) string { return r.RetainLimitType }),
		entity.Int64("retain_cycles", "Number of restore points to keep.", func(r *veeamclient.SimpleRetention) *int64 { return r.RetainCycles }),
		entity.Int64("retain_days_to_keep", "Number of days to keep restore points.", func(r *veeamclient.SimpleRetention) *int64 { return r.RetainDaysToKeep }),
	}, func(i *veeamclient.BackupJobInfo) *veeamclient.SimpleRetention { return i.SimpleRetentionPolicy }),
	entity.Object("gfs", "Long-term (grandfather-father-son) retention.", entity.Columns[veeamclient.GFSRetention]{
		entity.Bool("enabled", "Whether long-term retention is on.", func(r *veeamclient.GFSRetention) *bool { return r.Enabled }),
		entity.Object("weekly", "Full backup kept per week; `selected` is the day.", gfsPeriod, func(r *veeamclient.GFSRetention) *veeamclient.GFSPeriod { return r.Weekly }),
		entity.Object("monthly", "Full backup kept per month; `selected` is the week.", gfsPeriod, func(r *veeamclient.GFSRetention) *veeamclient.GFSPeriod { return r.Monthly }),
		entity.Object("yearly", "Full backup kept per year; `selected` is the month.", gfsPeriod, func(r *veeamclient.GFSRetention) *veeamclient.GFSPeriod { return r.Yearly }),
	}, func(i *veeamclient.BackupJobInfo) *veeamclient.GFSRetention { return i.GFSRetentionPolicy }),
}

var gfsPeriod = entity.Columns[veeamclient.GFSPeriod]{
	entity.Bool("enabled", "Whether this period is kept.", func(p *veeamclient.GFSPeriod) *bool { return p.Enabled }),
	entity.Int64("retention_period", "For how many weeks, months or years.", func(p *veeamclient.GFSPeriod) *int64 { return p.RetentionPeriod }),
	entity.String("selected", "Which day, week or month is kept.", (*veeamclient.GFSPeriod).Selected),
}

var jobList = entity.Arguments[nameQuestion]{
	entity.OneOf("job_types", "Only jobs of these types.", []string{"Backup", "BackupCopy", "ImmediateBackupCopy", "Replica"}, func(q *nameQuestion) *[]string { return &q.kinds }),
	entity.OneOf("platforms", "Only jobs of these platforms.", []string{"VMware", "HyperV", "vCloud", "CustomPlatform"}, func(q *nameQuestion) *[]string { return &q.platforms }),
	entity.Switch("schedule_enabled", "Only jobs whose schedule is on (`true`) or off (`false`).", func(q *nameQuestion) **bool { return &q.enabled }),
}

var jobs = names[veeamclient.Job]{
	name: "job", title: "Job", list: "jobs", titles: "Jobs", role: "Portal Administrator", columns: job,
	description: "of virtual machines (backup, copy, replication). Agent and file share jobs are other entities of Enterprise Manager: find their sessions by `veeam_backup_sessions`, or them by `veeam_query`. It needs the role Portal Administrator; sessions by job name do not",
	read: func(ctx context.Context, c *veeamclient.Client, q *nameQuestion, rows veeamclient.Rows[veeamclient.Job]) error {
		return c.Jobs(ctx, q.NameScope, rows)
	},
	entity: func(j *veeamclient.Job) *veeamclient.Entity { return &j.Entity },
	listed: func(q *nameQuestion, j *veeamclient.Job) bool {
		return among(q.kinds, j.JobType) && amongFolded(q.platforms, j.Platform) && (q.enabled == nil || j.ScheduleEnabled != nil && *q.enabled == *j.ScheduleEnabled)
	},
}

func newJobs() datasource.DataSource { return jobs.plural(jobList...) }

func newJob() datasource.DataSource {
	return jobs.singular(entity.ID("id", "Job that is read: its GUID or `urn:veeam:Job:<GUID>`.", veeamclient.JobUIDTypes, func(q *nameQuestion) *string { return &q.ID }))
}
