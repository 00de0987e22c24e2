package veeamclient

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// What task sessions of every kind share: one machine within one backup, replica or CDP session.

// TaskSession is what task sessions of every kind have.
type TaskSession struct {
	// Session has a State of em.TaskSessionStates and a Result of em.Results.
	Session
	VMDisplayName string `json:"VmDisplayName"`
	// Reason says why it failed or warned, as long text.
	Reason string
	// TotalSize is in bytes, nil where EM does not say.
	TotalSize *int64

	// SessionName is the display name of the session, or "" where that is not linked.
	SessionName string `json:"-"`
	// JobName, JobID (a GUID) and IsRetry are those of the session; for a CDP session its policy is the job. EM sends them with the
	// session only; they are empty and nil where it does not know that.
	JobName string `json:"-"`
	JobID   string `json:"-"`
	IsRetry *bool  `json:"-"`
}

// AsTask gives the TaskSession that is embedded in a row of any kind of task sessions.
func (s *TaskSession) AsTask() *TaskSession { return s }

// finish drops the end of a task session that waits or works, and takes what its links to a session of this type say.
func (s *TaskSession) finish(links links, texts texts, sessionType string) {
	if em.IsWaiting(s.State) || em.IsTaskRunning(s.State) {
		s.EndTime = Time{}
	}
	s.TotalSize = knownSize(s.TotalSize)
	s.SessionName = texts.once(links.name("Up", sessionType))
}

// TaskSessionScope says which task sessions are meant.
type TaskSessionScope struct {
	// SessionID is the GUID of a session; the other fields are not used beside it.
	SessionID string

	// JobScope says of which jobs. For backup task sessions a job's name stands for the sessions of an agent policy's machines and of a
	// copy job's workers, too.
	JobScope
	// JobTypes are the types of jobs, any of them, in any words. Replica and CDP task sessions are of one type.
	JobTypes []string
	// VMDisplayName is a whole name, regardless of case and Unicode form.
	VMDisplayName string
}

// taskKind is a kind of task sessions that take their job from the sessions S that they belong to.
type taskKind[T, S any] struct {
	kind[T]
	task     func(*T) *TaskSession
	sessions sessionKind[S]
	// below is the name of the list of task sessions below a session, sessionUID that session's UID in a task session.
	below      string
	sessionUID func(*T) string
	// job gives the UID and the name of a session's job, and whether it repeats another one.
	job func(*S) (uid, name string, isRetry *bool)
	// byJob are the filters by job that the query service knows; sent reports whether they may have names.
	byJob func(scope JobScope, sent bool) filter
}

// readTasks reads the task sessions of scope, each with its job, in no particular order. A task session does not carry its job: the
// sessions are read beside it, those of the same time in pages, those still missing by their UIDs. A session that is asked for by its
// id and that EM does not know is an ErrNotFound. The rows may be shared with other callers and must not be changed.
func readTasks[T, S any](ctx context.Context, c *Client, k taskKind[T, S], scope TaskSessionScope) ([]T, error) {
	return SharedRead(ctx, c, k.queryType+fmt.Sprintf("%#v", scope), func(ctx context.Context) ([]T, error) {
		if scope.SessionID == "" {
			return searchTasks(ctx, c, k, scope)
		}
		tasks, sessions, err := readBelow(ctx, c, k.kind, k.sessions.kind, scope.SessionID, k.below)
		k.join(tasks, sessions)
		return tasks, err
	})
}

// longestSession is how long before a task session its session may have begun without being asked for by its UID: a CDP session
// goes on for a day.
const longestSession = 25 * time.Hour

func searchTasks[T, S any](ctx context.Context, c *Client, k taskKind[T, S], scope TaskSessionScope) ([]T, error) {
	span, err := c.sessionSpan(ctx, scope.CreatedAfter, scope.CreatedBefore)
	if err != nil {
		return nil, err
	}
	server, err := c.findServer(ctx, scope.BackupServerName)
	if err != nil {
		return nil, err
	}
	sent, err := c.sendsNames(ctx, append(scope.jobNames(), given(scope.VMDisplayName)...)...)
	if err != nil {
		return nil, err
	}
	var tasks []T
	var sessions []S
	group, reading := errgroup.WithContext(ctx)
	group.Go(func() (err error) {
		tasks, err = search[T]{kind: k.kind, span: span, conditions: []condition[T]{
			{filter: k.byJob(scope.JobScope, sent)},
			{filter: server.filter()},
			nameIn("VmDisplayName", given(scope.VMDisplayName), sent, func(t *T) string { return k.task(t).VMDisplayName }),
		}}.read(reading, c)
		return err
	})
	group.Go(func() (err error) {
		before, ofServer := span, []condition[S]{serverIs(server, k.sessions.entity)}
		before.from = span.from.Add(-longestSession)
		sessions, err = search[S]{kind: k.sessions.kind, span: before, conditions: ofServer}.read(reading, c)
		return err
	})
	if err := group.Wait(); err != nil {
		return nil, err
	}
	missing, err := readByID(ctx, c, k.sessions.kind, k.missing(tasks, sessions))
	if err != nil {
		return nil, err
	}
	k.join(tasks, append(sessions, missing...))
	// EM knows the job of a row that we do not.
	askedByID, askedByName := k.byJob(JobScope{JobID: scope.JobID}, sent) != "", k.byJob(JobScope{JobNames: scope.jobNames()}, sent) != ""
	return slices.DeleteFunc(tasks, func(t T) bool {
		task := k.task(&t)
		return !server.has(&task.Entity) || !scope.hasJob(task, askedByID, askedByName)
	}), nil
}

// hasJob reports whether a task session is of the job that is wanted. One whose job is not known is, where EM was asked for the job by
// what is wanted of it.
func (s JobScope) hasJob(task *TaskSession, askedByID, askedByName bool) bool {
	ofID := s.JobID == "" || strings.EqualFold(s.JobID, task.JobID) || task.JobID == "" && askedByID
	ofName := len(s.jobNames()) == 0 || em.Contains(s.jobNames(), task.JobName) || task.JobName == "" && askedByName
	return ofID && ofName
}

// missing are the GUIDs of the sessions that task sessions belong to and that are not there.
func (k taskKind[T, S]) missing(tasks []T, sessions []S) (ids []string) {
	known := map[string]bool{"": true}
	for i := range sessions {
		known[strings.ToLower(k.sessions.entity(&sessions[i]).ID())] = true
	}
	for i := range tasks {
		if id := strings.ToLower(IDOf(k.sessionUID(&tasks[i]))); !known[id] {
			known[id] = true
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// join gives each task session what its session has: the job, and the backup server where it has none of its own.
func (k taskKind[T, S]) join(tasks []T, sessions []S) {
	known := make(map[[16]byte]*S, len(sessions))
	for i := range sessions {
		known[guidOf(k.sessions.entity(&sessions[i]).UID)] = &sessions[i]
	}
	for i := range tasks {
		session := known[guidOf(k.sessionUID(&tasks[i]))]
		if session == nil {
			continue
		}
		task, of := k.task(&tasks[i]), k.sessions.entity(session)
		uid, name, isRetry := k.job(session)
		task.JobID, task.JobName, task.IsRetry = IDOf(uid), name, isRetry
		if task.BackupServerID == "" && task.BackupServerName == "" {
			task.BackupServerID, task.BackupServerName = of.BackupServerID, of.BackupServerName
		}
	}
	completeServers(append(k.entities(tasks), k.sessions.entities(sessions)...)...)
}
