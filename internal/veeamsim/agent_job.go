package veeamsim

// agentJobKind is a job for computers with Veeam Agent.
var agentJobKind = &kind[Job]{
	name:      "AgentBackupJob",
	alternate: [2]string{"JobReference", "Job"},
	linkWord:  "Job",
	path:      "/agents/jobs",
	access:    administrators,
	only:      func(_ *snapshot, j *Job) bool { return j.JobType == agentJobType },
	join:      joinJob,
	identity:  jobIdentity,
	server:    (*Job).backupServer,
	fields: func(v view, j *Job) []field {
		return append(jobFields(j), element("JobInfo", agentJobInfo(v, j)))
	},
	links: func(v view, j *Job, other link) []link {
		self := j.path()
		return append(v.upServer(nil, j.ServerID, j.server),
			other,
			v.down("ObjectInJobList", self+"/includes"),
			v.action("ToggleScheduleEnabled", self+"?action=toggleScheduleEnabled"),
			v.down("BackupJobSessionReferenceList", self+"/backupSessions"),
			v.action("Start", self+"?action=start"),
			v.action("Stop", self+"?action=stop"),
			v.action("Retry", self+"?action=retry"),
		)
	},
	parameters: append(jobParameters,
		choiceOf("JobType", []string{"AgentBackup"}, jobTypeOf),
		choiceOf("Platform", []string{"AgentForLinux", "AgentForWindows"}, platformOf),
	),
}
