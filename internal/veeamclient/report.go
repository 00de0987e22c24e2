package veeamclient

import (
	"context"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"
)

// SummaryReport is EM's own report of what it counts (https://helpcenter.veeam.com/docs/vbr/em_rest/get_reports_summary.html). Which
// period the counts cover is not documented. A count is nil where EM does not say it.
type SummaryReport struct {
	Overview      OverviewReport
	VMsOverview   VMsOverviewReport
	JobStatistics JobStatisticsReport
	ProcessedVMs  ProcessedVMsReport
	Repository    RepositoryReport
}

// OverviewReport counts servers and jobs, and machines by the result of their newest backup. Lastest is EM's spelling.
type OverviewReport struct {
	BackupServers, ProxyServers, RepositoryServers                           *int64
	RunningJobs, ScheduledJobs                                               *int64
	SuccessfulVMLastestStates, WarningVMLastestStates, FailedVMLastestStates *int64
}

// VMsOverviewReport counts machines and restore points. Sizes are in bytes.
type VMsOverviewReport struct {
	ProtectedVMs, BackedUpVMs, ReplicatedVMs, RestorePoints                                    *int64
	FullBackupPointsSize, IncrementalBackupPointsSize, ReplicaRestorePointsSize, SourceVMsSize *int64
	SuccessBackupPercents                                                                      *int64
	ProtectedVMsReportLink                                                                     string
}

// JobStatisticsReport counts runs of jobs. The unit of durations is not documented; they look like seconds.
type JobStatisticsReport struct {
	RunningJobs, ScheduledJobs, ScheduledBackupJobs, ScheduledReplicaJobs *int64
	TotalJobRuns, SuccessfulJobRuns, WarningsJobRuns, FailedJobRuns       *int64
	MaxJobDuration, MaxBackupJobDuration, MaxReplicaJobDuration           *int64
	MaxDurationBackupJobName, MaxDurationReplicaJobName                   string
	BackupJobStatusReportLink                                             string
}

// ProcessedVMsReport counts machines by day.
type ProcessedVMsReport struct{ Days []ProcessedDay }

// ProcessedDay is a day. Timestamp is its beginning in the zone of EM's server.
type ProcessedDay struct {
	Timestamp                  time.Time
	BackupedVMs, ReplicatedVMs *int64
}

// RepositoryReport has the sizes of repositories.
type RepositoryReport struct {
	CapacityPlanningReportLink string
	Periods                    []RepositoryPeriod
}

// RepositoryPeriod is a repository by its name, which repeats across backup servers. Sizes are in bytes, nil where EM does not know them.
type RepositoryPeriod struct {
	Name                            string
	Capacity, FreeSpace, BackupSize *int64
}

// SummaryReport reads the five frames of the report side by side.
func (c *Client) SummaryReport(ctx context.Context) (report SummaryReport, err error) {
	group, ctx := errgroup.WithContext(ctx)
	frame := func(name string, target any, there func() bool) {
		group.Go(func() error { return c.readFrame(ctx, name, target, there) })
	}
	frame("overview", &report.Overview, func() bool { return report.Overview.BackupServers != nil })
	frame("vms_overview", &report.VMsOverview, func() bool { return report.VMsOverview.ProtectedVMs != nil })
	frame("job_statistics", &report.JobStatistics, func() bool { return report.JobStatistics.TotalJobRuns != nil })
	frame("processed_vms", &report.ProcessedVMs, func() bool { return report.ProcessedVMs.Days != nil })
	frame("repository", &report.Repository, func() bool { return report.Repository.Periods != nil })
	err = group.Wait()
	for i := range report.Repository.Periods {
		p := &report.Repository.Periods[i]
		p.Capacity, p.FreeSpace, p.BackupSize = knownSize(p.Capacity), knownSize(p.FreeSpace), knownSize(p.BackupSize)
	}
	return report, err
}

// readFrame reads one frame. One without the member that every such frame has is none.
func (c *Client) readFrame(ctx context.Context, name string, target any, there func() bool) error {
	return c.get(ctx, "/reports/summary/"+name, "", func(d *decoder) error {
		err := d.value(target)
		if err == nil && !there() {
			err = &formatError{problem: fmt.Sprintf("the JSON is not the frame %s of the report", name)}
		}
		return err
	})
}
