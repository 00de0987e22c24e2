package veeamsim

import "time"

// Three kinds of entity are jobs; JobType decides which one a Job of the inventory is.
const (
	agentJobType = "AgentBackup"
	nasJobType   = "NasBackup"
)

// uidWord is the word in the middle of a job's own UID.
func (j *job) uidWord() string {
	switch j.JobType {
	case agentJobType:
		return "AgentBackupJob"
	case nasJobType:
		return "NasJob"
	}
	return "Job"
}

func (j *job) path() string {
	switch j.JobType {
	case agentJobType:
		return "/agents/jobs/" + j.ID
	case nasJobType:
		return "/nas/jobs/" + j.ID
	}
	return "/jobs/" + j.ID
}

func jobIdentity(j *job) identity {
	return identity{j.ID, urn(j.uidWord(), j.ID), j.Name, j.path(), j.Lacks}
}

// jobsWhere selects the jobs of one kind.
func jobsWhere(wanted func(jobType string) bool) func(*snapshot) []*job {
	return func(s *snapshot) []*job {
		var found []*job
		for _, j := range s.jobs {
			if wanted(j.JobType) {
				found = append(found, j)
			}
		}
		return found
	}
}

var jobKind = &kind[job]{
	name:      "Job",
	reference: "JobReference",
	alternate: [2]string{"JobReference", "Job"},
	element:   "Job",
	plural:    "Jobs",
	all:       jobsWhere(func(t string) bool { return t != agentJobType && t != nasJobType }),
	identity:  jobIdentity,
	fields: func(_ view, j *job) []field {
		return append(jobFields(j), element("JobInfo", jobInfo(&j.Job)))
	},
	links: jobLinks,
	parameters: append(jobParameters,
		momentOf("NextRun", func(j *job) time.Time { return j.NextRun }),
		choiceOf("JobType", []string{"Backup", "BackupCopy", "ImmediateBackupCopy", "Replica"}, jobTypeOf),
		choiceOf("Platform", []string{"VMware", "Hyperv", "vCloud"}, platformOf),
	),
}

var agentJobKind = &kind[job]{
	name:      "AgentBackupJob",
	reference: "AgentBackupJobReference",
	alternate: [2]string{"JobReference", "Job"},
	element:   "AgentBackupJob",
	plural:    "AgentBackupJobs",
	all:       jobsWhere(func(t string) bool { return t == agentJobType }),
	identity:  jobIdentity,
	fields: func(_ view, j *job) []field {
		return append(jobFields(j), element("JobInfo", agentJobInfo(&j.Job)))
	},
	links: jobLinks,
	parameters: append(jobParameters,
		choiceOf("JobType", []string{"AgentBackup"}, jobTypeOf),
		choiceOf("Platform", []string{"AgentForLinux", "AgentForWindows"}, platformOf),
	),
}

func jobTypeOf(j *job) string  { return j.JobType }
func platformOf(j *job) string { return j.Platform }

// jobFields are the members of a job and of an agent job up to JobInfo.
func jobFields(j *job) []field {
	return []field{
		element("JobType", optional(j.JobType)),
		element("Platform", optional(j.Platform)),
		element("Description", j.Description),
		element("ScheduleConfigured", j.ScheduleConfigured),
		element("ScheduleEnabled", j.ScheduleEnabled),
		element("NextRun", instant(j.NextRun)),
		element("JobScheduleOptions", jobSchedule(&j.Job)),
	}
}

func jobLinks(v view, j *job, alternate link) []link {
	self := j.path()
	sessions := v.down("BackupJobSessionReferenceList", self+"/backupSessions")
	if j.JobType == "Replica" {
		sessions = v.down("ReplicaJobSessionReferenceList", self+"/replicaSessions")
	}
	return append(v.upServer(nil, j.ServerID, j.server),
		alternate,
		v.action("ToggleScheduleEnabled", self+"?action=toggleScheduleEnabled"),
		v.down("ObjectInJobList", self+"/includes"),
		sessions,
		v.action("Start", self+"?action=start"),
		v.action("Stop", self+"?action=stop"),
		v.action("Retry", self+"?action=retry"),
	)
}

// jobParameters are those that all three kinds of job have.
var jobParameters = []parameter[job]{
	uidOf("UID", func(j *job) string { return urn(j.uidWord(), j.ID) }),
	textOf("Name", func(j *job) string { return j.Name }),
	textOf("Description", func(j *job) string { return j.Description }),
	flagOf("ScheduleConfigured", func(j *job) bool { return j.ScheduleConfigured }),
	flagOf("ScheduleEnabled", func(j *job) bool { return j.ScheduleEnabled }),
	uidOf("BackupServerUid", func(j *job) string { return urn("BackupServer", serverID(j.ServerID, j.server)) }),
	textOf("BackupServerName", func(j *job) string { return serverName(j.server) }),
}
