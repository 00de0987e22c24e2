package veeamsim

import (
	"slices"
	"time"
)

// Job is a backup job of any type; JobType decides under which path it is found: AgentBackup under
// /agents/jobs, NasBackup under /nas/jobs, all others under /jobs.
type Job struct {
	ID, Name, Description, JobType, Platform, ServerID string
	ScheduleConfigured, ScheduleEnabled                bool
	NextRun                                            time.Time // zero: the member is null
	Schedule                                           *Schedule // nil: every day, if a schedule is configured
	Guest                                              *GuestProcessing
	Retention                                          *Retention
	Archive                                            *Archive // of a file share job
	PasswordKeyID                                      string   // of the key that a backup job encrypts with; empty: none
	RepositoryID                                       string   // where a file share job writes; that of others is in their Backup
	Omit                                               []string // members to leave out of the entity

	server  *BackupServer // nil: not in the inventory
	objects []*ObjectInJob
}

// Retention is how long a job keeps its restore points.
type Retention struct {
	LimitType    string // Cycles or Days: which of the two numbers counts; of a file share job Day or Month, the unit of Days
	Cycles, Days int
	GFS          *GFS
}

// GFS is the grandfather-father-son policy of a job.
type GFS struct {
	Enabled                 bool
	Weekly, Monthly, Yearly GFSPeriod
}

// GFSPeriod is one of the three generations.
type GFSPeriod struct {
	Enabled  bool
	Period   int
	Selected string // a day for Weekly, First or Last for Monthly, a month for Yearly
}

func (Job) service() service {
	return service{
		kinds: []anyKind{jobKind, agentJobKind, nasJobKind},
		routes: []route{below(backupServerKind, "jobs", jobKind, func(v view, b *BackupServer) []*Job {
			return jobKind.where(v, func(j *Job) bool { return j.server == b })
		})},
	}
}

// Three kinds of entity are jobs; JobType decides which one a Job of the inventory is.
const (
	agentJobType = "AgentBackup"
	nasJobType   = "NasBackup"
)

// path is where a job is found, below /api.
func (j *Job) path() string {
	switch j.JobType {
	case agentJobType:
		return "/agents/jobs/" + j.ID
	case nasJobType:
		return "/nas/jobs/" + j.ID
	}
	return "/jobs/" + j.ID
}

// backupServer is the server of a job, by ID and, where it is known, as a row.
func (j *Job) backupServer() (string, *BackupServer) { return j.ServerID, j.server }

func joinJob(s *snapshot, j *Job) {
	j.server = backupServerKind.find(s, j.ServerID)
	j.NextRun = s.storedBy(j.server, j.NextRun)
}

func jobIdentity(j *Job) identity { return identity{j.ID, j.Name, j.Omit} }

// findJob finds a job of whichever kind.
func findJob(s *snapshot, id string) *Job {
	for _, k := range []*kind[Job]{jobKind, agentJobKind, nasJobKind} {
		if j := k.find(s, id); j != nil {
			return j
		}
	}
	return nil
}

var jobKind = &kind[Job]{
	name:     "Job",
	path:     "/jobs",
	access:   administrators,
	only:     func(_ *snapshot, j *Job) bool { return j.JobType != agentJobType && j.JobType != nasJobType },
	join:     joinJob,
	identity: jobIdentity,
	server:   (*Job).backupServer,
	fields: func(v view, j *Job) []field {
		return append(jobFields(j), element("JobInfo", jobInfo(v, j)))
	},
	links: jobLinks,
	parameters: append(jobParameters,
		momentOf("NextRun", func(j *Job) time.Time { return j.NextRun }),
		choiceOf("JobType", []string{"Backup", "BackupCopy", "ImmediateBackupCopy", "Replica"}, jobTypeOf),
		choiceOf("Platform", []string{"VMware", "Hyperv", "vCloud"}, platformOf),
	),
}

func jobTypeOf(j *Job) string  { return j.JobType }
func platformOf(j *Job) string { return j.Platform }

// jobFields are the members of a job and of an agent job up to JobInfo.
func jobFields(j *Job) []field {
	return []field{
		element("JobType", optional(j.JobType)),
		element("Platform", optional(j.Platform)),
		element("Description", j.Description),
		element("ScheduleConfigured", j.ScheduleConfigured),
		element("ScheduleEnabled", j.ScheduleEnabled),
		element("NextRun", instant(j.NextRun)),
		element("JobScheduleOptions", jobSchedule(j)),
	}
}

func jobLinks(v view, j *Job, other link) []link {
	self := j.path()
	links := append(v.upServer(nil, j.ServerID, j.server),
		other,
		link{"Edit", v.href(self), "JobReference", j.Name, true},
		v.action("Clone", self+"?action=clone"),
		v.action("ToggleScheduleEnabled", self+"?action=toggleScheduleEnabled"),
	)
	if j.JobType == "BackupCopy" || j.JobType == "ImmediateBackupCopy" {
		jobs, repositories := self+"/linkedJobs", self+"/linkedBackupRepositories"
		links = slices.DeleteFunc(links, func(l link) bool { return l.rel == "Edit" })
		return append(links,
			v.down("BackupJobSessionReferenceList", self+"/backupSessions"),
			v.action("Sync", self+"?action=sync"),
			v.down("LinkedJobObjectList", jobs),
			v.down("LinkedBackupRepositoryObjectList", repositories),
			link{rel: "Create", href: v.href(jobs), kind: "LinkedJobObject"},
			link{rel: "Create", href: v.href(repositories), kind: "LinkedBackupRepositoryObject"},
		)
	}
	sessions := v.down("BackupJobSessionReferenceList", self+"/backupSessions")
	if j.JobType == "Replica" {
		sessions = v.down("ReplicaJobSessionReferenceList", self+"/replicaSessions")
	}
	return append(links,
		v.down("ObjectInJobList", self+"/includes"),
		sessions,
		link{rel: "Create", href: v.href(self + "/includes"), kind: "ObjectInJob"},
		v.action("Start", self+"?action=start"),
		v.action("Stop", self+"?action=stop"),
		v.action("Retry", self+"?action=retry"),
	)
}

// jobParameters are those of its own that all three kinds of job have.
var jobParameters = []parameter[Job]{
	textOf("Description", func(j *Job) string { return j.Description }),
	flagOf("ScheduleConfigured", func(j *Job) bool { return j.ScheduleConfigured }),
	flagOf("ScheduleEnabled", func(j *Job) bool { return j.ScheduleEnabled }),
}
