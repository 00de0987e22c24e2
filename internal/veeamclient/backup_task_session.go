package veeamclient

import (
	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// BackupTaskSession is one machine (VM or agent computer) within one backup session
// (https://helpcenter.veeam.com/docs/vbr/em_rest/get_backuptasksessions_id.html).
type BackupTaskSession struct {
	// Session has a State of em.TaskSessionStates and a Result of em.Results.
	Session
	VMDisplayName string `json:"VmDisplayName"`
	// VMUID is a hierarchy reference (urn:VMware:Vm:<root>.vm-1); older builds have none.
	VMUID string `json:"VmUid"`
	// JobSessionUID is the UID of the backup session.
	JobSessionUID string `json:"JobSessionUid"`
	// Reason says why it failed or warned, as long text.
	Reason string
	// TotalSize is in bytes, nil where EM does not say.
	TotalSize *int64
	// BackupSessionName is the display name of the backup session, or "" where that is not linked.
	BackupSessionName string `json:"-"`
	// VMRestorePointID is the GUID of the restore point that the task made, or "".
	VMRestorePointID string `json:"-"`

	// JobName, JobID (a GUID), JobType and IsRetry are those of the backup session, PolicyName likewise. EM sends them with the
	// backup session only; they are empty and nil where it does not know that.
	JobName    string `json:"-"`
	JobID      string `json:"-"`
	JobType    string `json:"-"`
	IsRetry    *bool  `json:"-"`
	PolicyName string `json:"-"`
}

var backupTaskSessions = kind[BackupTaskSession]{
	queryType: "BackupTaskSession", list: "BackupTaskSessions", path: "/backupTaskSessions",
	entity:  (*BackupTaskSession).AsEntity,
	session: (*BackupTaskSession).AsSession,
	created: (*BackupTaskSession).created,
	finish: func(s *BackupTaskSession, links links, texts texts) {
		if em.IsWaiting(s.State) || em.IsTaskRunning(s.State) {
			s.EndTime = Time{}
		}
		s.TotalSize = knownSize(s.TotalSize)
		s.JobSessionUID = texts.once(s.JobSessionUID)
		s.BackupSessionName = texts.once(links.name("Up", "BackupJobSession"))
		s.VMRestorePointID = links.id("Related", "VmRestorePoint")
	},
}

// BackupTaskSessionScope says which task sessions are meant.
type BackupTaskSessionScope struct {
	// BackupSessionID is the GUID of a backup session; the other fields are not used beside it.
	BackupSessionID string

	// JobScope says of which jobs. A job's name stands for the sessions of an agent policy's machines and of a copy job's workers, too.
	JobScope
	// JobTypes are the types of jobs, any of them, in any words.
	JobTypes []string
	// VMDisplayName is a whole name, regardless of case and Unicode form.
	VMDisplayName string
}
