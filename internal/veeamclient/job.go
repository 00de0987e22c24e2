package veeamclient

import "context"

// Job is a backup, copy or replication job of virtual machines
// (https://helpcenter.veeam.com/docs/vbr/em_rest/get_jobs_id.html). Agent and file share jobs are other
// entities (AgentBackupJob, NasJob); the role Portal User may read none of them.
type Job struct {
	Entity
	Description string
	// JobType is one of em.JobTypes.
	JobType string
	// Platform is one of em.Platforms.
	Platform                            string
	ScheduleConfigured, ScheduleEnabled *bool
	// NextRun is zero for a job that is not scheduled.
	NextRun Time
	JobInfo JobInfo
}

// JobInfo holds what EM says of the job's settings, by its type; of copy jobs it says no retention.
type JobInfo struct{ BackupJobInfo *BackupJobInfo }

// BackupJobInfo are the settings of a backup job
// (https://helpcenter.veeam.com/docs/vbr/em_rest/simple_and_gfs_retention_policies.html).
type BackupJobInfo struct {
	SimpleRetentionPolicy *SimpleRetention
	GFSRetentionPolicy    *GFSRetention `json:"GfsRetentionPolicy"`
}

// SimpleRetention keeps a number of restore points (Cycles) or of days: RetainLimitType says which one counts.
type SimpleRetention struct {
	RetainLimitType                string
	RetainCycles, RetainDaysToKeep *int64
}

// GFSRetention keeps full backups for long: weekly, monthly, yearly.
type GFSRetention struct {
	Enabled                 *bool
	Weekly, Monthly, Yearly *GFSPeriod
}

// GFSPeriod keeps one full backup per period, for RetentionPeriod weeks, months or years.
type GFSPeriod struct {
	Enabled         *bool
	RetentionPeriod *int64
	// The day of the week, the week of the month (First, Last) or the month, each in its own period.
	SelectedDay, SelectedWeek, SelectedMonth string
}

// Selected is when in the period the backup is kept.
func (p *GFSPeriod) Selected() string { return p.SelectedDay + p.SelectedWeek + p.SelectedMonth }

// Retention is what EM says of the job's retention, or nil.
func (j *Job) Retention() *BackupJobInfo {
	if info := j.JobInfo.BackupJobInfo; info != nil && (info.SimpleRetentionPolicy != nil || info.GFSRetentionPolicy != nil) {
		return info
	}
	return nil
}

var jobs = kind[Job]{
	queryType: "Job", list: "Jobs", path: "/jobs",
	entity: (*Job).AsEntity,
}

// Jobs reads the jobs of scope, in no particular order.
func (c *Client) Jobs(ctx context.Context, scope NameScope) ([]Job, error) {
	return readNamed(ctx, c, jobs, scope)
}
