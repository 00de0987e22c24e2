package veeamsim

// agentJobKind is a job for computers with Veeam Agent.
var agentJobKind = &kind[Job]{
	name:      "AgentBackupJob",
	alternate: [2]string{"JobReference", "Job"},
	path:      "/agents/jobs",
	access:    administrators,
	only:      func(j *Job) bool { return j.JobType == agentJobType },
	join:      joinJob,
	identity:  jobIdentity,
	server:    (*Job).backupServer,
	fields: func(_ view, j *Job) []field {
		return append(jobFields(j), element("JobInfo", agentJobInfo(j)))
	},
	links: jobLinks,
	parameters: append(jobParameters,
		choiceOf("JobType", []string{"AgentBackup"}, jobTypeOf),
		choiceOf("Platform", []string{"AgentForLinux", "AgentForWindows"}, platformOf),
	),
}
