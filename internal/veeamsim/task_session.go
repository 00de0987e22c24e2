package veeamsim

import "time"

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
	NamelessServer bool     // the link to its backup server has an id and no name
	Omit           []string // members to leave out of the entity

	server  *BackupServer  // nil: not in the inventory
	session *BackupSession // nil: not in the inventory
}

func (TaskSession) service() service {
	return service{
		kinds:  []anyKind{taskSessionKind},
		routes: []route{tasksOfSession()},
	}
}

var taskSessionKind = &kind[TaskSession]{
	name:       "BackupTaskSession",
	path:       "/backupTaskSessions",
	access:     users,
	join:       joinTaskSession,
	identity:   func(t *TaskSession) identity { return identity{t.ID, t.Name, t.Omit} },
	server:     func(t *TaskSession) (string, *BackupServer) { return t.ServerID, t.server },
	fields:     taskSessionFields,
	links:      taskSessionLinks,
	created:    func(t *TaskSession) time.Time { return t.Created },
	parameters: taskSessionParameters,
}

func joinTaskSession(s *snapshot, t *TaskSession) {
	if t.session = backupSessionKind.find(s, t.SessionID); t.session != nil {
		t.ServerID = orElse(t.ServerID, t.session.ServerID)
		t.session.tasks = append(t.session.tasks, t)
	}
	t.server = backupServerKind.find(s, t.ServerID)
	t.Created = s.storedBy(t.server, t.Created)
	t.Ended, t.EndText = s.end(t.server, t.Ended, t.EndText)
	t.Name = orElse(t.Name, stamped(t.VMName, t.Created))
}

// tasksOfSession are the task sessions of a backup session. What is answered for one that is unknown is not documented.
func tasksOfSession() route {
	list := below(backupSessionKind, "taskSessions", taskSessionKind, func(_ view, s *BackupSession) []*TaskSession { return s.tasks })
	ofKnown := list.get
	list.get = func(r *request) answer {
		if r.view.config.UnknownSessionEmpty && backupSessionKind.visible(r, "ID") == nil {
			return taskSessionKind.collection(r, nil)
		}
		return ofKnown(r)
	}
	return list
}

func taskSessionFields(_ view, t *TaskSession) []field {
	var parent any
	if t.SessionID != "" {
		parent = urn("BackupJobSession", t.SessionID)
	}
	fields := make([]field, 0, 14) // room for the members that every entity has
	return append(fields,
		element("JobSessionUid", parent),
		element("CreationTimeUTC", instant(t.Created)),
		element("EndTimeUTC", instantOr(t.EndText, t.Ended)),
		element("State", optional(t.State)),
		element("Result", optional(t.Result)),
		element("Reason", t.Reason),
		element("TotalSize", t.TotalSize),
		element("VmUid", optional(t.VMUID)),
		attribute("VmDisplayName", t.VMName),
	)
}

func taskSessionLinks(v view, t *TaskSession, other link) []link {
	server := t.server
	if t.NamelessServer {
		server = nil
	}
	links := v.upServer(make([]link, 0, 4), t.ServerID, server)
	switch {
	case t.session != nil:
		links = append(links, v.up("BackupJobSessionReference", "/backupSessions/"+t.session.ID, t.session.Name))
	case t.SessionID != "":
		unknown := v.href("/backupSessions/" + t.SessionID)
		links = append(links, link{rel: "Up", href: unknown, kind: "BackupJobSessionReference"})
	}
	links = append(links, other)
	if t.RestorePointID != "" {
		point := v.href("/vmRestorePoints/" + t.RestorePointID + "?format=Entity")
		links = append(links, link{"Related", point, "VmRestorePoint", t.Name, true})
	}
	return links
}

var taskSessionParameters = []parameter[TaskSession]{
	momentOf("CreationTime", func(t *TaskSession) time.Time { return t.Created }),
	momentOf("EndTime", func(t *TaskSession) time.Time { return t.Ended }),
	choiceOf("State", taskStates, func(t *TaskSession) string { return t.State }),
	choiceOf("Result", resultNames, func(t *TaskSession) string { return t.Result }),
	textOf("Reason", func(t *TaskSession) string { return t.Reason }),
	numberOf("TotalSize", func(t *TaskSession) int64 { return t.TotalSize }),
	uidOf("JobSessionUid", func(t *TaskSession) string { return urn("BackupJobSession", t.SessionID) }),
	uidOf("JobUid", func(t *TaskSession) string {
		if t.session == nil {
			return ""
		}
		return t.session.jobUID()
	}),
	textOf("JobName", func(t *TaskSession) string {
		if t.session == nil {
			return ""
		}
		return t.session.JobName
	}),
	textOf("VmDisplayName", func(t *TaskSession) string { return t.VMName }),
}

// The documented lists. Their order counts: values are compared by place.
var (
	taskStates    = []string{"InProgress", "Pending", "Completed"}
	sessionStates = []string{"Starting", "Stopping", "Working", "Pausing", "Resuming", "Stopped"}
	resultNames   = []string{"Success", "Warning", "Failed"}
	sessionTypes  = []string{
		"Backup", "BackupCopy", "ImmediateBackupCopy", "ImmediateBackupCopyWorker", "AgentBackup",
		"AgentManagement", "NasBackup",
	}
)
