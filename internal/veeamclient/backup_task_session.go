package veeamclient

import (
	"context"
	"time"
)

// BackupTaskSession is one machine (VM or agent computer) within one backup session
// (https://helpcenter.veeam.com/docs/vbr/em_rest/get_backuptasksessions_id.html).
type BackupTaskSession struct {
	Entity
	VMDisplayName string `json:"VmDisplayName"`
	// VMUID is a hierarchy reference (urn:VMware:Vm:<root>.vm-1); older builds have none.
	VMUID string `json:"VmUid"`
	// JobSessionUID is the UID of the backup session.
	JobSessionUID string `json:"JobSessionUid"`
	CreationTime  Time   `json:"CreationTimeUTC"`
	// EndTime is zero while the task runs.
	EndTime Time `json:"EndTimeUTC"`
	// State is InProgress, Pending or Completed.
	State string
	// Result is Success, Warning, Failed or None. A running task has been observed to say Success.
	Result string
	// Reason says why it failed or warned, as long text.
	Reason string
	// TotalSize is in bytes, nil where EM does not say.
	TotalSize *int64
}

// Values of BackupTaskSession.State and Result.
var (
	BackupTaskSessionStates  = []string{"InProgress", "Pending", "Completed"}
	BackupTaskSessionResults = []string{"Success", "Warning", "Failed", "None"}
)

// BackupSessionName is the display name of the backup session, or "".
func (s *BackupTaskSession) BackupSessionName() string {
	return s.linkName("Up", "BackupJobSessionReference")
}

// VMRestorePointID is the id of the restore point that the task made, or "".
func (s *BackupTaskSession) VMRestorePointID() string { return s.linkID("Related", "VmRestorePoint") }

func (s *BackupTaskSession) lacks() string { return sessionLacks(&s.Entity, s.State, s.CreationTime) }

var backupTaskSessions = kind[BackupTaskSession]{
	query:  "BackupTaskSession",
	list:   "BackupTaskSessions",
	path:   "/backupTaskSessions",
	entity: func(s *BackupTaskSession) *Entity { return &s.Entity },
	lacks:  (*BackupTaskSession).lacks,
}

// BackupTaskSessionScope says which task sessions are meant. Names are whole names, regardless of case.
type BackupTaskSessionScope struct {
	// BackupSessionID is the GUID of a backup session; the other fields are not used beside it.
	BackupSessionID string

	JobScope
	VMDisplayName string
	// EndedAfter is inclusive; task sessions that have not ended are meant as well. Zero means open.
	EndedAfter time.Time
}

// BackupTaskSessions reads the task sessions of scope into rows, in no particular order. On an error
// rows holds nothing that may be used. A backup session that EM does not know is an ErrNotFound.
func (c *Client) BackupTaskSessions(ctx context.Context, scope BackupTaskSessionScope, rows Rows[BackupTaskSession]) error {
	return share(ctx, c, question("backup task sessions", scope), rows, func(ctx context.Context, rows Rows[BackupTaskSession]) error {
		if scope.BackupSessionID != "" {
			return c.taskSessionsOf(ctx, scope.BackupSessionID, rows)
		}
		return c.searchTaskSessions(ctx, scope, rows)
	})
}

// taskSessionsOf reads the task sessions of one backup session. An empty answer is believed only
// of a session that EM knows: what it answers for others is not documented.
func (c *Client) taskSessionsOf(ctx context.Context, id string, rows Rows[BackupTaskSession]) error {
	count, err := readCollection(ctx, c, backupTaskSessions, "/backupSessions/"+id+"/taskSessions", rows)
	if err != nil || count > 0 {
		return err
	}
	return c.exists(ctx, "/backupSessions", id)
}

func (c *Client) searchTaskSessions(ctx context.Context, scope BackupTaskSessionScope, rows Rows[BackupTaskSession]) error {
	span, err := c.searchSpan(ctx, scope.CreatedAfter, scope.CreatedBefore)
	if err != nil {
		return err
	}
	others := query{sortAsc: "CreationTime", filter: allOf(
		ofJob(scope.JobID), endedAfter(scope.EndedAfter), within("CreationTime", span.from, span.to),
	)}
	names := allOf(scope.names(), equals("VmDisplayName", scope.VMDisplayName))
	return searchNamed(ctx, c, backupTaskSessions, others, names,
		func(ctx context.Context) (query, bool, error) {
			return c.spelledOtherwise(ctx, scope.jobNames(), others)
		},
		rows, func(same comparison) func(*BackupTaskSession) bool {
			return func(s *BackupTaskSession) bool {
				return same(scope.VMDisplayName, s.VMDisplayName) &&
					same(scope.BackupServerName, s.BackupServerName()) &&
					(s.EndTime.IsZero() || !s.EndTime.Before(scope.EndedAfter)) &&
					span.holds(s.CreationTime.Time)
			}
		})
}

// endedAfter asks for what ended since, runs, or began since: how EM compares an end that is missing is not
// documented, and a finished task session without one must be seen, too.
func endedAfter(at time.Time) filter {
	if at.IsZero() {
		return ""
	}
	return join([]filter{
		within("EndTime", at, time.Time{}), within("CreationTime", at, time.Time{}),
		equals("State", "InProgress"), equals("State", "Pending"),
	}, ",")
}

// spelledOtherwise adds the names of jobs in the cases that they are really spelled in. A task session does
// not carry its job's name, so its backup session has to tell.
func (c *Client) spelledOtherwise(ctx context.Context, jobNames []string, others query) (q query, none bool, err error) {
	if len(jobNames) == 0 {
		return others, false, nil
	}
	names, err := c.spellings(ctx, jobNames)
	others.filter = allOf(anyOf("JobName", names), others.filter)
	return others, len(names) == 0, err
}
