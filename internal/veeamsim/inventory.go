package veeamsim

import (
	"slices"
	"time"
)

// Inventory is what the server knows. Rows name each other by ID; a row may name one that is not
// there, as happens in a real Enterprise Manager between two collections of data.
type Inventory struct {
	BackupServers  []BackupServer
	Jobs           []Job // also agent and file share jobs, by JobType
	Repositories   []Repository
	BackupSessions []BackupSession
	TaskSessions   []TaskSession
}

// BackupServer is a Veeam Backup & Replication server that Enterprise Manager manages.
type BackupServer struct {
	ID, Name, Description string
	Port                  int
	Version               string
}

// Job is a backup job of any type; JobType decides under which path it is found: AgentBackup under
// /agents/jobs, NasBackup under /nas/jobs, all others under /jobs.
type Job struct {
	ID, Name, Description, JobType, Platform, ServerID string
	ScheduleConfigured, ScheduleEnabled                bool
	NextRun                                            time.Time // zero: the member is null
	Retention                                          *Retention
	Lacks                                              []string // members to leave out of the entity
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

// Repository is where restore points are kept.
type Repository struct {
	ID, Name, Kind, ServerID string
	Capacity, FreeSpace      int64
}

// BackupSession is one run of a job. JobName, JobType and ServerID may be empty where JobID is known.
type BackupSession struct {
	ID             string
	Name           string // empty: <JobName>@<time of creation>
	JobID          string
	JobName        string
	JobType        string
	ServerID       string
	JobUIDType     string // empty: Job; AgentBackupJob or NasJob are the other forms seen
	Created, Ended time.Time
	EndText        string // written as EndTimeUTC verbatim, for EM's "never" dates
	State, Result  string
	Progress       int
	IsRetry        bool
	FailureMessage string
	ParentID       string   // the container session of an AgentManagement session
	Lacks          []string // members to leave out of the entity
}

// TaskSession is one machine within one backup session. An empty ServerID takes the session's.
type TaskSession struct {
	ID             string
	Name           string // empty: <VMName>@<time of creation>
	SessionID      string
	ServerID       string
	VMName         string
	VMUID          string
	Created, Ended time.Time
	EndText        string // written as EndTimeUTC verbatim, for EM's "never" dates
	State, Result  string
	Reason         string
	TotalSize      int64
	RestorePointID string
	Lacks          []string // members to leave out of the entity
}

// clone shares nothing with the original, so that one can be changed while the other is served.
func (inv Inventory) clone() Inventory {
	c := Inventory{
		BackupServers:  slices.Clone(inv.BackupServers),
		Jobs:           slices.Clone(inv.Jobs),
		Repositories:   slices.Clone(inv.Repositories),
		BackupSessions: slices.Clone(inv.BackupSessions),
		TaskSessions:   slices.Clone(inv.TaskSessions),
	}
	for i := range c.Jobs {
		c.Jobs[i].Retention = c.Jobs[i].Retention.clone()
		c.Jobs[i].Lacks = slices.Clone(c.Jobs[i].Lacks)
	}
	for i := range c.BackupSessions {
		c.BackupSessions[i].Lacks = slices.Clone(c.BackupSessions[i].Lacks)
	}
	for i := range c.TaskSessions {
		c.TaskSessions[i].Lacks = slices.Clone(c.TaskSessions[i].Lacks)
	}
	return c
}

func (r *Retention) clone() *Retention {
	if r == nil {
		return nil
	}
	c := *r
	if r.GFS != nil {
		gfs := *r.GFS
		c.GFS = &gfs
	}
	return &c
}
