package veeamclient

import (
	"context"
	"fmt"
	"slices"
	"time"

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
		s.JobSessionUID = texts.once(s.JobSessionUID)
		s.BackupSessionName = texts.once(links.name("Up", "BackupJobSession"))
		s.VMRestorePointID = links.id("Related", "VmRestorePoint")
	},
}

// BackupTaskSessionScope says which task sessions are meant.
type BackupTaskSessionScope struct {
	// BackupSessionID is the GUID of a backup session; the other fields are not used beside it.
	BackupSessionID string

	JobScope
	// VMDisplayName is a whole name, regardless of case and Unicode form.
	VMDisplayName string
	// EndedAfter is inclusive; task sessions that have not ended are meant as well. Zero means open.
	EndedAfter time.Time
}

// BackupTaskSessions reads the task sessions of scope, in no particular order. A backup session that EM does not know is an ErrNotFound.
// The rows may be shared with other callers and must not be changed.
func (c *Client) BackupTaskSessions(ctx context.Context, scope BackupTaskSessionScope) ([]BackupTaskSession, error) {
	return sharedRead(ctx, c, fmt.Sprintf("%#v", scope), func(ctx context.Context) ([]BackupTaskSession, error) {
		if scope.BackupSessionID != "" {
			return c.taskSessionsOf(ctx, scope.BackupSessionID)
		}
		return c.searchTaskSessions(ctx, scope)
	})
}

// taskSessionsOf reads the task sessions of one backup session. An empty answer is believed only
// of a session that EM knows: what it answers for others is not documented.
func (c *Client) taskSessionsOf(ctx context.Context, id string) ([]BackupTaskSession, error) {
	rows, err := readCollection(ctx, c, backupTaskSessions, "/backupSessions/"+id+"/taskSessions")
	if err != nil || len(rows) > 0 {
		return rows, err
	}
	return nil, c.exists(ctx, "/backupSessions", id)
}

func (c *Client) searchTaskSessions(ctx context.Context, scope BackupTaskSessionScope) ([]BackupTaskSession, error) {
	span, err := c.sessionSpan(ctx, scope.CreatedAfter, scope.CreatedBefore)
	if err != nil {
		return nil, err
	}
	jobNames := scope.jobNames()
	sent, err := c.sendsNames(ctx, slices.Concat(jobNames, given(scope.BackupServerName), given(scope.VMDisplayName))...)
	if err != nil {
		return nil, err
	}
	if len(jobNames) > 0 && !sent {
		if jobNames, err = c.jobNamesAsSpelled(ctx, jobNames); err != nil || len(jobNames) == 0 {
			return nil, err
		}
	}
	return search[BackupTaskSession]{backupTaskSessions, scope.conditions(jobNames, sent), span, "CreationTime"}.read(ctx, c)
}

// conditions are those of a search; sent reports whether EM's filters may have the names. A task session does not carry its
// job, so jobNames are always sent, as EM spells them, and can't be checked.
func (s BackupTaskSessionScope) conditions(jobNames []string, sent bool) []condition[BackupTaskSession] {
	return []condition[BackupTaskSession]{
		{filter: anyOf("JobName", jobNames)},
		nameIn("BackupServerName", given(s.BackupServerName), sent, func(s *BackupTaskSession) string { return s.BackupServerName }),
		nameIn("VmDisplayName", given(s.VMDisplayName), sent, func(s *BackupTaskSession) string { return s.VMDisplayName }),
		jobIs[BackupTaskSession](s.JobID, nil),
		endedAfter(s.EndedAfter, (*BackupTaskSession).AsSession),
	}
}

// jobNamesAsSpelled gives the spellings that EM has of names of jobs. Backup sessions carry them, which are compared here.
func (c *Client) jobNamesAsSpelled(ctx context.Context, wanted []string) ([]string, error) {
	found, err := c.searchBackupSessions(ctx, BackupSessionScope{JobScope: JobScope{JobNames: wanted}})
	var names []string
	for i := range found {
		if name := found[i].JobName; name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names, err
}
