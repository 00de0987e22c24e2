package veeamclient

import (
	"context"
	"strings"
)

// BackupSession is one run of a backup job; the API calls it BackupJobSession
// (https://helpcenter.veeam.com/docs/vbr/em_rest/get_backupsessions_id.html).
type BackupSession struct {
	Entity
	// JobUID takes one of the forms of JobTypesOfUID, whatever the job's own UID: compare by IDOf.
	JobUID  string `json:"JobUid"`
	JobName string
	// JobType is one of BackupJobTypes; the list grows with EM.
	JobType      string
	CreationTime Time `json:"CreationTimeUTC"`
	// EndTime is zero while the session runs.
	EndTime Time `json:"EndTimeUTC"`
	// State is one of BackupSessionStates.
	State string
	// Result is Success, Warning, Failed, or None until the end.
	Result string
	// Progress is in percent.
	Progress *int64
	// IsRetry tells a repetition for the machines that failed.
	IsRetry *bool
	// FailureMessage has been observed to be null for failed sessions: the cause is in the task's Reason.
	FailureMessage string
}

// Values of BackupSession's fields.
var (
	BackupSessionStates  = []string{"Starting", "Stopping", "Working", "Pausing", "Resuming", "Stopped"}
	BackupSessionResults = []string{"Success", "Warning", "Failed", "None"}
	BackupJobTypes       = []string{"Backup", "BackupCopy", "ImmediateBackupCopy", "ImmediateBackupCopyWorker", "AgentBackup", "AgentManagement", "NasBackup"}
	// JobUIDTypes are the types of a job's UID. They share one space of GUIDs.
	JobUIDTypes = []string{"Job", "AgentBackupJob", "NasJob"}
)

// Finished tells whether the session has ended.
func (s *BackupSession) Finished() bool { return s.State == "Stopped" }

// JobKey tells jobs apart: by id, and where EM sends none by name and backup server.
func (s *BackupSession) JobKey() string {
	if id := IDOf(s.JobUID); id != "" {
		return strings.ToLower(id)
	}
	return strings.ToLower(s.BackupServerName() + "\x00" + s.JobName)
}

func (s *BackupSession) lacks() string { return sessionLacks(&s.Entity, s.State, s.CreationTime) }

// sessionLacks names the first member that a session of any kind cannot be believed without.
func sessionLacks(e *Entity, state string, creation Time) string {
	switch {
	case e.lacks() != "":
		return e.lacks()
	case state == "":
		return "State"
	case creation.IsZero():
		return "CreationTimeUTC"
	}
	return ""
}

var backupSessions = kind[BackupSession]{
	query: "BackupJobSession", list: "BackupJobSessions", path: "/backupSessions",
	entity: func(s *BackupSession) *Entity { return &s.Entity },
	lacks:  (*BackupSession).lacks,
}

// BackupSessionScope says which sessions are meant. Names are whole names, regardless of case.
type BackupSessionScope struct {
	// ID is the GUID of one session; the other fields are not used beside it.
	ID string

	JobScope
	// JobTypes are the job's types, any of them.
	JobTypes []string
}

// BackupSessions reads the sessions of scope into rows, in no particular order. On an error rows holds
// nothing that may be used. A session's id that EM does not know is an ErrNotFound.
func (c *Client) BackupSessions(ctx context.Context, scope BackupSessionScope, rows Rows[BackupSession]) error {
	return share(ctx, c, question("backup sessions", scope), rows, func(ctx context.Context, rows Rows[BackupSession]) error {
		if scope.ID != "" {
			rows.Reset()
			session, err := readOne(ctx, c, backupSessions, scope.ID)
			if err == nil {
				rows.Add(session)
			}
			return err
		}
		return c.searchBackupSessions(ctx, scope, rows)
	})
}

func (c *Client) searchBackupSessions(ctx context.Context, scope BackupSessionScope, rows Rows[BackupSession]) error {
	span, err := c.searchSpan(ctx, scope.CreatedAfter, scope.CreatedBefore)
	if err != nil {
		return err
	}
	others := query{sortAsc: "CreationTime", filter: allOf(
		ofJob(scope.JobID), anyOf("JobType", scope.JobTypes), within("CreationTime", span.from, span.to),
	)}
	return searchNamed(ctx, c, backupSessions, others, scope.names(),
		func(context.Context) (query, bool, error) { return others, false, nil },
		rows, func(same comparison) func(*BackupSession) bool {
			return func(s *BackupSession) bool {
				return sameJob(scope.JobID, s.JobUID) &&
					same.any(scope.jobNames(), s.JobName) &&
					same(scope.BackupServerName, s.BackupServerName()) &&
					sameName.any(scope.JobTypes, s.JobType) &&
					span.holds(s.CreationTime.Time)
			}
		})
}

// spellings are the wanted names of jobs as EM spells them, found in their sessions.
func (c *Client) spellings(ctx context.Context, wanted []string) ([]string, error) {
	var found collected[BackupSession]
	if err := c.searchBackupSessions(ctx, BackupSessionScope{JobScope: JobScope{JobNames: wanted}}, &found); err != nil {
		return nil, err
	}
	var names []string
	known := map[string]bool{}
	for _, session := range found.rows {
		if session.JobName != "" && !known[session.JobName] {
			known[session.JobName] = true
			names = append(names, session.JobName)
		}
	}
	return names, nil
}
