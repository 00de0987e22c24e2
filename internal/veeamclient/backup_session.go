package veeamclient

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

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

var backupSessions = kind[BackupSession]{
	queryType: "BackupJobSession", list: "BackupJobSessions", path: "/backupSessions",
	entity:  (*BackupSession).AsEntity,
	session: (*BackupSession).AsSession,
	created: (*BackupSession).created,
	finish: func(s *BackupSession, links links, texts texts) {
		if !em.IsFinished(s.State) {
			s.EndTime = Time{}
		}
		s.JobUID, s.JobName, s.JobType = texts.once(s.JobUID), texts.once(s.JobName), texts.once(s.JobType)
		if name := links.name("Up", "BackupJobSession"); name == "" || strings.EqualFold(name, "Parent session") {
			s.ParentSessionID = links.id("Up", "BackupJobSession")
		}
	},
}

// JobScope says whose sessions are meant, and of which time. A field that is empty lets all through.
// Names are whole names, regardless of case and Unicode form.
type JobScope struct {
	// JobID is the GUID of the job.
	JobID, JobName, BackupServerName string
	// JobNames are several names, of which any.
	JobNames []string
	// CreatedAfter is inclusive, CreatedBefore exclusive; zero means open.
	CreatedAfter, CreatedBefore time.Time
}

// jobNames are the names that are wanted, however they are given.
func (s JobScope) jobNames() []string {
	return append(s.JobNames[:len(s.JobNames):len(s.JobNames)], given(s.JobName)...)
}

// given is a list of a text that is not empty, or nothing.
func given(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

// BackupSessionScope says which sessions are meant.
type BackupSessionScope struct {
	// ID is the GUID of one session; the other fields are not used beside it.
	ID string

	JobScope
	// JobTypes are the job's types, any of them.
	JobTypes []string
}

// BackupSessions reads the sessions of scope, in no particular order. A session's id that EM does not know is an
// ErrNotFound. The rows may be shared with other callers and must not be changed.
func (c *Client) BackupSessions(ctx context.Context, scope BackupSessionScope) ([]BackupSession, error) {
	return SharedRead(ctx, c, fmt.Sprintf("%#v", scope), func(ctx context.Context) ([]BackupSession, error) {
		if scope.ID == "" {
			return c.searchBackupSessions(ctx, scope)
		}
		session, err := readOne(ctx, c, backupSessions, scope.ID)
		if err != nil {
			return nil, err
		}
		return []BackupSession{session}, nil
	})
}

func (c *Client) searchBackupSessions(ctx context.Context, scope BackupSessionScope) ([]BackupSession, error) {
	span, err := c.sessionSpan(ctx, scope.CreatedAfter, scope.CreatedBefore)
	if err != nil {
		return nil, err
	}
	server, err := c.findServer(ctx, scope.BackupServerName)
	if err != nil {
		return nil, err
	}
	sent, err := c.sendsNames(ctx, scope.jobNames()...)
	if err != nil {
		return nil, err
	}
	rows, err := search[BackupSession]{backupSessions, scope.conditions(server, sent, em.SessionJobTypes), span, "CreationTime"}.read(ctx, c)
	if len(scope.JobTypes) > 0 && errors.Is(err, ErrBadRequest) { // an EM that does not know one of the types, say
		rows, err = search[BackupSession]{backupSessions, scope.conditions(server, sent, nil), span, "CreationTime"}.read(ctx, c)
	}
	entities := make([]*Entity, len(rows))
	for i := range rows {
		entities[i] = rows[i].AsEntity()
	}
	completeServers(entities...)
	return rows, err
}

// conditions are those of a search; sent reports whether EM's filters may have the names, types are those that they may have.
func (s BackupSessionScope) conditions(server namedServer, sent bool, types []string) []condition[BackupSession] {
	return []condition[BackupSession]{
		nameIn("JobName", s.jobNames(), sent, func(s *BackupSession) string { return s.JobName }),
		serverIs(server, (*BackupSession).AsEntity),
		jobIs(s.JobID, func(s *BackupSession) string { return s.JobUID }),
		wordIn("JobType", s.JobTypes, types, func(s *BackupSession) string { return s.JobType }),
	}
}
