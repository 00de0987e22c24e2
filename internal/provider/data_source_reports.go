package provider

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

type report = veeamclient.SummaryReport

func newReports() datasource.DataSource {
	return table.Table[report, struct{}]{
		Name: "reports", Title: "Reports", Role: "Portal User",
		Description: "Enterprise Manager's own summary report: what it counts itself, to be laid beside what the other data sources say. Which " +
			"period the counts cover is not documented. Any count is null where Enterprise Manager does not say it.",
		Columns: table.Columns[report]{
			table.Object("overview", func(r *report) *veeamclient.OverviewReport { return &r.Overview }, overviewColumns(),
				"Servers, jobs, and machines by the result of their newest backup."),
			table.Object("vms_overview", func(r *report) *veeamclient.VMsOverviewReport { return &r.VMsOverview }, vmsOverviewColumns(),
				"Machines and what their restore points take."),
			table.Object("job_statistics", func(r *report) *veeamclient.JobStatisticsReport { return &r.JobStatistics }, jobStatisticsColumns(),
				"Runs of jobs."),
			table.Objects("processed_vms", func(r *report) []*veeamclient.ProcessedDay { return table.Pointers(r.ProcessedVMs.Days) },
				processedDayColumns(), "Machines by day, as Enterprise Manager lists them."),
			table.Object("repository", func(r *report) *veeamclient.RepositoryReport { return &r.Repository }, repositoryReportColumns(),
				"Repositories."),
		},
		Read: func(ctx context.Context, c *veeamclient.Client, _ *struct{}) ([]report, error) {
			read, err := c.SummaryReport(ctx)
			return []report{read}, err
		},
		Rows: table.One, Identify: func(*report) string { return "the summary report" },
	}.DataSource()
}

func overviewColumns() table.Columns[veeamclient.OverviewReport] {
	type frame = veeamclient.OverviewReport
	return table.Columns[frame]{
		table.Int64("backup_servers", func(r *frame) *int64 { return r.BackupServers }, "Number of backup servers."),
		table.Int64("proxy_servers", func(r *frame) *int64 { return r.ProxyServers }, "Number of backup proxies."),
		table.Int64("repository_servers", func(r *frame) *int64 { return r.RepositoryServers }, "Number of repositories."),
		table.Int64("running_jobs", func(r *frame) *int64 { return r.RunningJobs }, "Number of jobs that run now."),
		table.Int64("scheduled_jobs", func(r *frame) *int64 { return r.ScheduledJobs }, "Number of jobs that run by themselves."),
		table.Int64("successful_vm_lastest_states", func(r *frame) *int64 { return r.SuccessfulVMLastestStates },
			"Number of machines whose newest backup succeeded (the spelling is Enterprise Manager's)."),
		table.Int64("warning_vm_lastest_states", func(r *frame) *int64 { return r.WarningVMLastestStates },
			"Number of machines whose newest backup ended with a warning."),
		table.Int64("failed_vm_lastest_states", func(r *frame) *int64 { return r.FailedVMLastestStates },
			"Number of machines whose newest backup failed."),
	}
}

func vmsOverviewColumns() table.Columns[veeamclient.VMsOverviewReport] {
	type frame = veeamclient.VMsOverviewReport
	return table.Columns[frame]{
		table.Int64("protected_vms", func(r *frame) *int64 { return r.ProtectedVMs }, "Number of machines that are backed up or replicated."),
		table.Int64("backed_up_vms", func(r *frame) *int64 { return r.BackedUpVMs }, "Number of machines that are backed up."),
		table.Int64("replicated_vms", func(r *frame) *int64 { return r.ReplicatedVMs }, "Number of machines that are replicated."),
		table.Int64("restore_points", func(r *frame) *int64 { return r.RestorePoints }, "Number of restore points."),
		table.Int64("full_backup_points_size", func(r *frame) *int64 { return r.FullBackupPointsSize }, "What full backups take, in bytes."),
		table.Int64("incremental_backup_points_size", func(r *frame) *int64 { return r.IncrementalBackupPointsSize },
			"What increments take, in bytes."),
		table.Int64("replica_restore_points_size", func(r *frame) *int64 { return r.ReplicaRestorePointsSize },
			"What restore points of replicas take, in bytes."),
		table.Int64("source_vms_size", func(r *frame) *int64 { return r.SourceVMsSize }, "Size of the machines themselves, in bytes."),
		table.Int64("success_backup_percents", func(r *frame) *int64 { return r.SuccessBackupPercents }, "Backups that succeeded, in percent."),
		table.String("protected_vms_report_link", func(r *frame) string { return r.ProtectedVMsReportLink },
			"Link to the report of protected machines, relative to the reporting service; null without one."),
	}
}

func jobStatisticsColumns() table.Columns[veeamclient.JobStatisticsReport] {
	type frame = veeamclient.JobStatisticsReport
	const unit = " The unit is not documented; it looks like seconds."
	return table.Columns[frame]{
		table.Int64("running_jobs", func(r *frame) *int64 { return r.RunningJobs }, "Number of jobs that run now."),
		table.Int64("scheduled_jobs", func(r *frame) *int64 { return r.ScheduledJobs }, "Number of jobs that run by themselves."),
		table.Int64("scheduled_backup_jobs", func(r *frame) *int64 { return r.ScheduledBackupJobs }, "Number of these that back up."),
		table.Int64("scheduled_replica_jobs", func(r *frame) *int64 { return r.ScheduledReplicaJobs }, "Number of these that replicate."),
		table.Int64("total_job_runs", func(r *frame) *int64 { return r.TotalJobRuns }, "Number of runs of jobs."),
		table.Int64("successful_job_runs", func(r *frame) *int64 { return r.SuccessfulJobRuns }, "Number of runs that succeeded."),
		table.Int64("warnings_job_runs", func(r *frame) *int64 { return r.WarningsJobRuns }, "Number of runs that ended with a warning."),
		table.Int64("failed_job_runs", func(r *frame) *int64 { return r.FailedJobRuns }, "Number of runs that failed."),
		table.Int64("max_job_duration", func(r *frame) *int64 { return r.MaxJobDuration }, "How long the longest run took."+unit),
		table.Int64("max_backup_job_duration", func(r *frame) *int64 { return r.MaxBackupJobDuration },
			"How long the longest run of a backup job took."+unit),
		table.Int64("max_replica_job_duration", func(r *frame) *int64 { return r.MaxReplicaJobDuration },
			"How long the longest run of a replication job took."+unit),
		table.String("max_duration_backup_job_name", func(r *frame) string { return r.MaxDurationBackupJobName },
			"Name of the backup job with the longest run; null without one."),
		table.String("max_duration_replica_job_name", func(r *frame) string { return r.MaxDurationReplicaJobName },
			"Name of the replication job with the longest run; null without one."),
		table.String("backup_job_status_report_link", func(r *frame) string { return r.BackupJobStatusReportLink },
			"Link to the report of jobs, relative to the reporting service; null without one."),
	}
}

func processedDayColumns() table.Columns[veeamclient.ProcessedDay] {
	type day = veeamclient.ProcessedDay
	return table.Columns[day]{
		table.String("date", dateOf, "The day, in the time zone of Enterprise Manager's server."),
		table.Time("timestamp", func(d *day) time.Time { return d.Timestamp }, "When the day began there (RFC 3339, UTC)."),
		table.Int64("backuped_vms", func(d *day) *int64 { return d.BackupedVMs },
			"Number of machines that were backed up (the spelling is Enterprise Manager's)."),
		table.Int64("replicated_vms", func(d *day) *int64 { return d.ReplicatedVMs }, "Number of machines that were replicated."),
	}
}

func dateOf(d *veeamclient.ProcessedDay) string {
	if d.Timestamp.IsZero() {
		return ""
	}
	return d.Timestamp.Format(time.DateOnly)
}

func repositoryReportColumns() table.Columns[veeamclient.RepositoryReport] {
	type period = veeamclient.RepositoryPeriod
	periods := table.Columns[period]{
		table.String("name", func(p *period) string { return p.Name }, "Name of the repository. Names repeat across backup servers."),
		table.Int64("capacity", func(p *period) *int64 { return p.Capacity }, "Capacity in bytes; null where it is not known."),
		table.Int64("free_space", func(p *period) *int64 { return p.FreeSpace }, "Free space in bytes; null where it is not known."),
		table.Int64("backup_size", func(p *period) *int64 { return p.BackupSize }, "What backups take, in bytes; null where it is not known."),
	}
	return table.Columns[veeamclient.RepositoryReport]{
		table.String("capacity_planning_report_link", func(r *veeamclient.RepositoryReport) string { return r.CapacityPlanningReportLink },
			"Link to the report of capacities, relative to the reporting service; null without one."),
		table.Objects("periods", func(r *veeamclient.RepositoryReport) []*period { return table.Pointers(r.Periods) }, periods,
			"The repositories, as Enterprise Manager lists them."),
	}
}
