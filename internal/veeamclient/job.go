package veeamclient

import (
	"context"
)

// Job is a job of one of three kinds, which EM has as entities of their own: of virtual machines (Job), of computers with Veeam Agent
// (AgentBackupJob) and of file shares (NasJob). Each has what its kind has; the role Portal User may read none of them
// (https://helpcenter.veeam.com/docs/vbr/em_rest/get_jobs_id.html, .../get_agents_jobs_id.html, .../get_nas_jobs_id.html).
type Job struct {
	Entity
	Description string
	// JobType is one of em.JobTypes, or em.AgentBackup; "" for file share jobs.
	JobType string
	// Platform is one of em.Platforms or em.AgentPlatforms; "" for file share jobs.
	Platform                            string
	ScheduleConfigured, ScheduleEnabled *bool
	// NextRun is zero for a job that is not scheduled, and for copies.
	NextRun            Time
	JobScheduleOptions JobScheduleOptions
	JobInfo            JobInfo
	// StorageOptions is nil for all but file share jobs.
	StorageOptions *NASStorage

	// Objects are what the job covers. Nil unless Client.CompleteJobs has read them.
	Objects []*ObjectInJob `json:"-"`
	// LastSession is the job's newest session. Nil unless Client.CompleteJobs has read it, and where EM has none.
	LastSession *BackupSession `json:"-"`

	// path is where the job's kind lives.
	path string
}

var (
	jobs      = jobKind("Job", "Jobs", "/jobs")
	agentJobs = jobKind("AgentBackupJob", "AgentBackupJobs", "/agents/jobs", "AgentBackupJob") // a query has it in AgentBackupJob (seen)
	nasJobs   = jobKind("NasJob", "NASJobs", "/nas/jobs")
)

func jobKind(queryType, list, path string, alsoLists ...string) kind[Job] {
	return kind[Job]{
		queryType: queryType, list: list, alsoLists: alsoLists, path: path, entity: (*Job).AsEntity,
		finish: func(j *Job, _ links, _ texts) { j.path = path },
	}
}

// Jobs reads the jobs of virtual machines of scope, in no particular order.
func (c *Client) Jobs(ctx context.Context, scope NameScope) ([]Job, error) {
	return readNamed(ctx, c, jobs, scope)
}

// AgentJobs reads the jobs of computers with Veeam Agent of scope, in no particular order.
func (c *Client) AgentJobs(ctx context.Context, scope NameScope) ([]Job, error) {
	return readNamed(ctx, c, agentJobs, scope)
}

// NASJobs reads the file share jobs of scope, in no particular order.
func (c *Client) NASJobs(ctx context.Context, scope NameScope) ([]Job, error) {
	return readNamed(ctx, c, nasJobs, scope)
}
