package veeamsim

import "time"

var taskSessionKind = &kind[task]{
	name:      "BackupTaskSession",
	reference: "BackupTaskSessionReference",
	alternate: [2]string{"BackupTaskSessionReference", "BackupTaskSession"},
	element:   "BackupTaskSession",
	plural:    "BackupTaskSessions",
	all:       func(s *snapshot) []*task { return s.tasks },
	identity: func(t *task) identity {
		return identity{t.ID, urn("BackupTaskSession", t.ID), t.Name, "/backupTaskSessions/" + t.ID, t.Lacks}
	},
	fields:     taskSessionFields,
	links:      taskSessionLinks,
	parameters: taskSessionParameters,
}

func taskSessionFields(_ view, t *task) []field {
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

func taskSessionLinks(v view, t *task, alternate link) []link {
	links := v.upServer(make([]link, 0, 4), t.ServerID, t.server)
	switch {
	case t.session != nil:
		links = append(links, v.up("BackupJobSessionReference", "/backupSessions/"+t.session.ID, t.session.Name))
	case t.SessionID != "":
		unknown := v.href("/backupSessions/" + t.SessionID)
		links = append(links, link{rel: "Up", href: unknown, kind: "BackupJobSessionReference"})
	}
	links = append(links, alternate)
	if t.RestorePointID != "" {
		point := v.href("/vmRestorePoints/" + t.RestorePointID + "?format=Entity")
		links = append(links, link{"Related", point, "VmRestorePoint", t.Name, true})
	}
	return links
}

var taskSessionParameters = []parameter[task]{
	uidOf("UID", func(t *task) string { return urn("BackupTaskSession", t.ID) }),
	textOf("Name", func(t *task) string { return t.Name }),
	momentOf("CreationTime", func(t *task) time.Time { return t.Created }),
	momentOf("EndTime", func(t *task) time.Time { return t.Ended }),
	choiceOf("State", taskStates, func(t *task) string { return t.State }),
	choiceOf("Result", resultNames, func(t *task) string { return t.Result }),
	textOf("Reason", func(t *task) string { return t.Reason }),
	numberOf("TotalSize", func(t *task) int64 { return t.TotalSize }),
	uidOf("JobSessionUid", func(t *task) string { return urn("BackupJobSession", t.SessionID) }),
	uidOf("JobUid", func(t *task) string {
		if t.session == nil {
			return ""
		}
		return t.session.jobUID()
	}),
	textOf("JobName", func(t *task) string {
		if t.session == nil {
			return ""
		}
		return t.session.JobName
	}),
	uidOf("BackupServerUid", func(t *task) string { return urn("BackupServer", serverID(t.ServerID, t.server)) }),
	textOf("BackupServerName", func(t *task) string { return serverName(t.server) }),
	textOf("VmDisplayName", func(t *task) string { return t.VMName }),
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
