package veeamclient

import (
	"context"
	"strings"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// BackupSession is one run of a backup job; the API calls it BackupJobSession
// (https://helpcenter.veeam.com/docs/vbr/em_rest/get_backupsessions_id.html).
type BackupSession struct {
	// Session has a State of em.SessionStates and a Result of em.Results.
	Session
	// JobUID takes one of the forms of JobUIDTypes, whatever the job's own UID: compare by IDOf.
	JobUID  string `json:"JobUid"`
	JobName string
	// JobType is one of em.SessionJobTypes; the list grows with EM.
	JobType string
	// Progress is in percent.
	Progress *int64
	// IsRetry marks a repetition for the machines that failed.
	IsRetry *bool
	// FailureMessage has been observed to be null for failed sessions: the cause is in the task's Reason.
	FailureMessage string
	// ParentSessionID is the GUID of the session that this one is a part of, by its link "Parent session", or "": an agent policy
	// has a session for each machine, a copy job for each source job.
	ParentSessionID string `json:"-"`
	// PolicyName is the name of the policy or copy job whose session ParentSessionID is. Client.BackupTaskSessionsWithJobs fills it.
	PolicyName string `json:"-"`
}

// JobUIDTypes are the types of a job's UID. They share one space of GUIDs.
var JobUIDTypes = []string{"Job", "AgentBackupJob", "NasJob"}

// JobKey distinguishes jobs: by id, and where EM sends none by backup server and name.
func (s *BackupSession) JobKey() string {
	if id := IDOf(s.JobUID); id != "" {
		return em.Fold(id)
	}
	return em.Fold(s.BackupServerName + "\x00" + s.JobName)
}

var backupSessions = sessionKind[BackupSession]{kind: kind[BackupSession]{
	queryType: "BackupJobSession", list: "BackupJobSessions", path: "/backupSessions",
	entity:  (*BackupSession).AsEntity,
	session: (*BackupSession).AsSession,
	created: (*BackupSession).created,
	finish: func(s *BackupSession, links links, texts texts) {
		s.finish()
		s.JobUID, s.JobName, s.JobType = texts.once(s.JobUID), texts.once(s.JobName), texts.once(s.JobType)
		if name := links.name("Up", "BackupJobSession"); name == "" || strings.EqualFold(name, "Parent session") {
			s.ParentSessionID = links.id("Up", "BackupJobSession")
		}
	},
}, types: em.SessionJobTypes, conditions: jobConditions}

// jobConditions are those of sessions of jobs.
func jobConditions(scope SessionScope, sent bool, types []string) []condition[BackupSession] {
	return []condition[BackupSession]{
		nameIn("JobName", scope.jobNames(), sent, func(s *BackupSession) string { return s.JobName }),
		jobIs(scope.JobID, func(s *BackupSession) string { return s.JobUID }),
		wordIn("JobType", scope.JobTypes, types, func(s *BackupSession) string { return s.JobType }),
	}
}

// BackupSessions reads the backup sessions of scope, as readSessions does.
func (c *Client) BackupSessions(ctx context.Context, scope SessionScope) ([]BackupSession, error) {
	return readSessions(ctx, c, backupSessions, scope)
}
