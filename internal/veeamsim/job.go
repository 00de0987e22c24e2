package veeamsim

import "time"

// Job is a backup job of any type; JobType decides under which path it is found: AgentBackup under
// /agents/jobs, NasBackup under /nas/jobs, all others under /jobs.
type Job struct {
	ID, Name, Description, JobType, Platform, ServerID string
	ScheduleConfigured, ScheduleEnabled                bool
	NextRun                                            time.Time // zero: the member is null
	Retention                                          *Retention
	Lacks                                              []string // members to leave out of the entity

	server *BackupServer // nil: not in the inventory
}

// Retention is how long a job keeps its restore points.
type Retention struct {
	LimitType    string // Cycles or Days: which of the two numbers counts
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
	return service{kinds: []anyKind{jobKind, agentJobKind, nasJobKind}}
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

func jobIdentity(j *Job) identity { return identity{j.ID, j.Name, j.Lacks} }

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
	only:     func(j *Job) bool { return j.JobType != agentJobType && j.JobType != nasJobType },
	join:     joinJob,
	identity: jobIdentity,
	server:   (*Job).backupServer,
	fields: func(_ view, j *Job) []field {
		return append(jobFields(j), element("JobInfo", jobInfo(j)))
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
	sessions := v.down("BackupJobSessionReferenceList", self+"/backupSessions")
	if j.JobType == "Replica" {
		sessions = v.down("ReplicaJobSessionReferenceList", self+"/replicaSessions")
	}
	return append(v.upServer(nil, j.ServerID, j.server),
		other,
		v.action("ToggleScheduleEnabled", self+"?action=toggleScheduleEnabled"),
		v.down("ObjectInJobList", self+"/includes"),
		sessions,
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
