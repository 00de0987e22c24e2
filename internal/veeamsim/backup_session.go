package veeamsim

import "time"

var backupSessionKind = &kind[session]{
	name:      "BackupJobSession",
	reference: "BackupJobSessionReference",
	alternate: [2]string{"BackupJobSessionReference", "BackupJobSession"},
	element:   "BackupJobSession",
	plural:    "BackupJobSessions",
	all:       func(s *snapshot) []*session { return s.sessions },
	identity: func(s *session) identity {
		return identity{s.ID, urn("BackupJobSession", s.ID), s.Name, "/backupSessions/" + s.ID, s.Lacks}
	},
	fields:     backupSessionFields,
	links:      backupSessionLinks,
	parameters: backupSessionParameters,
}

func backupSessionFields(_ view, s *session) []field {
	return []field{
		element("JobUid", optional(s.jobUID())),
		element("JobName", s.JobName),
		element("JobType", optional(s.JobType)),
		element("CreationTimeUTC", instant(s.Created)),
		element("EndTimeUTC", instantOr(s.EndText, s.Ended)),
		element("State", optional(s.State)),
		element("Result", optional(s.Result)),
		element("Progress", s.Progress),
		element("FailureMessage", optional(s.FailureMessage)),
		element("IsRetry", s.IsRetry),
	}
}

// jobUID is the job's UID in the form that this session has it in.
func (s *session) jobUID() string {
	if s.JobID == "" {
		return ""
	}
	return urn(orElse(s.JobUIDType, "Job"), s.JobID)
}

func (s *session) isAgent() bool { return s.JobType == agentJobType || s.JobType == "AgentManagement" }

func (s *session) isNAS() bool { return s.JobType == nasJobType }

func backupSessionLinks(v view, s *session, alternate link) []link {
	links := v.upServer(nil, s.ServerID, s.server)
	if s.JobID != "" {
		path := "/jobs/" // also for file share sessions, though their jobs are under /nas/jobs
		if s.isAgent() {
			path = "/agents/jobs/"
		}
		links = append(links, v.up("JobReference", path+s.JobID, s.JobName))
	}
	self := "/backupSessions/" + s.ID
	if s.ParentID != "" {
		links = append(links, v.up("BackupJobSessionReference", "/backupSessions/"+s.ParentID, "Parent session"))
	}
	if s.JobType == agentJobType {
		machines := v.href(self + "/agentManagementSessions")
		links = append(links, link{rel: "Alternate", href: machines, kind: "BackupJobSessionReferenceList"})
	}
	return append(links,
		alternate,
		v.down("BackupTaskSessionReferenceList", self+"/taskSessions"),
		v.action("Stop", self+"?action=stop"),
	)
}

var backupSessionParameters = []parameter[session]{
	uidOf("UID", func(s *session) string { return urn("BackupJobSession", s.ID) }),
	textOf("Name", func(s *session) string { return s.Name }),
	choiceOf("JobType", sessionTypes, func(s *session) string { return s.JobType }),
	uidOf("JobUid", func(s *session) string { return s.jobUID() }),
	textOf("JobName", func(s *session) string { return s.JobName }),
	momentOf("CreationTime", func(s *session) time.Time { return s.Created }),
	momentOf("EndTime", func(s *session) time.Time { return s.Ended }),
	choiceOf("State", sessionStates, func(s *session) string { return s.State }),
	choiceOf("Result", resultNames, func(s *session) string { return s.Result }),
	flagOf("IsRetry", func(s *session) bool { return s.IsRetry }),
	uidOf("BackupServerUid", func(s *session) string { return urn("BackupServer", serverID(s.ServerID, s.server)) }),
	textOf("BackupServerName", func(s *session) string { return serverName(s.server) }),
}
