package veeamclient

// BackupTaskSession is one machine (VM or agent computer) within one backup session
// (https://helpcenter.veeam.com/docs/vbr/em_rest/get_backuptasksessions_id.html).
type BackupTaskSession struct {
	TaskSession
	// VMUID is a hierarchy reference (urn:VMware:Vm:<root>.vm-1); older builds have none.
	VMUID string `json:"VmUid"`
	// JobSessionUID is the UID of the backup session.
	JobSessionUID string `json:"JobSessionUid"`
	// VMRestorePointID is the GUID of the restore point that the task made, or "".
	VMRestorePointID string `json:"-"`

	// JobType is that of the backup session, PolicyName likewise.
	JobType    string `json:"-"`
	PolicyName string `json:"-"`
}

var backupTaskSessions = kind[BackupTaskSession]{
	queryType: "BackupTaskSession", list: "BackupTaskSessions", path: "/backupTaskSessions",
	entity:  (*BackupTaskSession).AsEntity,
	session: (*BackupTaskSession).AsSession,
	created: (*BackupTaskSession).created,
	finish: func(s *BackupTaskSession, links links, texts texts) {
		s.finish(links, texts, "BackupJobSession")
		s.JobSessionUID = texts.once(s.JobSessionUID)
		s.VMRestorePointID = links.id("Related", "VmRestorePoint")
	},
}
