package veeamsim

import "time"

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
	RestorePointID string   // that the session made; empty: none
	ParentID       string   // the container session of an AgentManagement session
	NamelessServer bool     // the link to its backup server has an id and no name
	Omit           []string // members to leave out of the entity

	server *BackupServer // nil: not in the inventory
	tasks  []*TaskSession
}

func (BackupSession) service() service {
	return service{
		kinds: []anyKind{backupSessionKind},
		routes: []route{
			below(jobKind, "backupSessions", backupSessionKind, sessionsOfJob),
			below(agentJobKind, "backupSessions", backupSessionKind, sessionsOfJob),
			below(nasJobKind, "backupSessions", backupSessionKind, sessionsOfJob),
			below(backupSessionKind, "agentManagementSessions", backupSessionKind, sessionsOfMachines),
			listOf(backupSessionKind, "/agents/backupSessions", users, (*BackupSession).isAgent),
			listOf(backupSessionKind, "/nas/backupSessions", users, (*BackupSession).isNAS),
		},
		collections: []collectionPath{{"BackupJobSession", "/agents/backupSessions"}, {"BackupJobSession", "/nas/backupSessions"}},
	}
}

var backupSessionKind = &kind[BackupSession]{
	name:       "BackupJobSession",
	path:       "/backupSessions",
	access:     users,
	join:       joinBackupSession,
	identity:   func(s *BackupSession) identity { return identity{s.ID, s.Name, s.Omit} },
	server:     func(s *BackupSession) (string, *BackupServer) { return s.ServerID, s.server },
	fields:     backupSessionFields,
	links:      backupSessionLinks,
	created:    func(s *BackupSession) time.Time { return s.Created },
	parameters: backupSessionParameters,
}

func joinBackupSession(s *snapshot, row *BackupSession) {
	if j := findJob(s, row.JobID); j != nil {
		row.JobName = orElse(row.JobName, j.Name)
		row.JobType = orElse(row.JobType, j.JobType)
		row.ServerID = orElse(row.ServerID, j.ServerID)
	}
	row.server = backupServerKind.find(s, row.ServerID)
	row.Created = s.storedBy(row.server, row.Created)
	row.Ended, row.EndText = s.end(row.server, row.Ended, row.EndText)
	row.Name = orElse(row.Name, stamped(row.JobName, row.Created))
}

// sessionsOfJob are a job's own. The sessions of one machine of an agent job belong to a job of that machine's own, so they are
// not among them.
func sessionsOfJob(v view, j *Job) []*BackupSession {
	return backupSessionKind.where(v, func(s *BackupSession) bool { return key(s.JobID) == key(j.ID) })
}

// sessionsOfMachines are those of the machines of an agent session, one each.
func sessionsOfMachines(v view, parent *BackupSession) []*BackupSession {
	return backupSessionKind.where(v, func(s *BackupSession) bool { return key(s.ParentID) == key(parent.ID) })
}

func backupSessionFields(_ view, s *BackupSession) []field {
	return []field{
		lastElement("IsRetry", s.IsRetry),
		element("JobUid", optional(s.jobUID())),
		element("JobName", s.JobName),
		element("JobType", optional(s.JobType)),
		element("CreationTimeUTC", instant(s.Created)),
		element("EndTimeUTC", instantOr(s.EndText, s.Ended)),
		element("State", optional(s.State)),
		element("Result", optional(s.Result)),
		element("Progress", s.Progress),
		element("FailureMessage", optional(s.FailureMessage)),
	}
}

// jobUID is the job's UID in the form that this session has it in.
func (s *BackupSession) jobUID() string {
	if s.JobID == "" {
		return ""
	}
	return urn(orElse(s.JobUIDType, "Job"), s.JobID)
}

func (s *BackupSession) isAgent() bool {
	return s.JobType == agentJobType || s.JobType == "AgentManagement"
}

func (s *BackupSession) isNAS() bool { return s.JobType == nasJobType }

func backupSessionLinks(v view, s *BackupSession, other link) []link {
	server := s.server
	if s.NamelessServer {
		server = nil
	}
	links := v.upServer(nil, s.ServerID, server)
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
	links = append(links,
		other,
		v.down("BackupTaskSessionReferenceList", self+"/taskSessions"),
		v.action("Stop", self+"?action=stop"),
	)
	if s.RestorePointID != "" {
		point := v.href("/restorePoints/" + s.RestorePointID)
		links = append(links, link{rel: "Related", href: point, kind: "RestorePointReference", named: true})
	}
	return links
}

var backupSessionParameters = []parameter[BackupSession]{
	choiceOf("JobType", sessionTypes, func(s *BackupSession) string { return s.JobType }),
	uidOf("JobUid", func(s *BackupSession) string { return s.jobUID() }),
	textOf("JobName", func(s *BackupSession) string { return s.JobName }),
	momentOf("CreationTime", func(s *BackupSession) time.Time { return s.Created }),
	momentOf("EndTime", func(s *BackupSession) time.Time { return s.Ended }),
	choiceOf("State", sessionStates, func(s *BackupSession) string { return s.State }),
	choiceOf("Result", resultNames, func(s *BackupSession) string { return s.Result }),
	flagOf("IsRetry", func(s *BackupSession) bool { return s.IsRetry }),
}
