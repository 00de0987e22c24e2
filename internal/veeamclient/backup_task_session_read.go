package veeamclient

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// tasksWithSessions is an answer of BackupTaskSessionsWithJobs.
type tasksWithSessions struct {
	tasks    []BackupTaskSession
	sessions []BackupSession
	// others are backup sessions outside the scope that the rows refer to, asked the GUIDs for which EM was asked.
	others []BackupSession
	asked  map[string]bool
}

// BackupTaskSessionsWithJobs reads the task sessions of scope, each with its job, and the backup sessions of the same scope, in no
// particular order. A task session does not carry its job, so the backup sessions are read beside it: those of the same scope at
// the same time, those that are still missing by their UIDs. One that EM does not know leaves the job's fields empty.
//
// A backup session that is asked for by its id and that EM does not know is an ErrNotFound. The rows may be shared with other
// callers and must not be changed.
func (c *Client) BackupTaskSessionsWithJobs(ctx context.Context, scope TaskSessionScope) (
	tasks []BackupTaskSession, sessions []BackupSession, err error,
) {
	read, err := SharedRead(ctx, c, fmt.Sprintf("%#v", scope), func(ctx context.Context) (tasksWithSessions, error) {
		if scope.SessionID != "" {
			return c.taskSessionsOf(ctx, scope.SessionID)
		}
		return c.searchTaskSessions(ctx, scope)
	})
	return read.tasks, read.sessions, err
}

// taskSessionsOf reads one backup session and its task sessions.
func (c *Client) taskSessionsOf(ctx context.Context, id string) (read tasksWithSessions, err error) {
	read.tasks, read.sessions, err = readBelow(ctx, c, backupTaskSessions, backupSessions.kind, id, "taskSessions")
	read.join()
	return read, err
}

// taskSearch is a search of task sessions and of the backup sessions that they belong to.
type taskSearch struct {
	TaskSessionScope
	span   span
	server namedServer
	// askedByName: EM was asked for the task sessions by the names of jobs, so that it knows the job of a row that we do not.
	askedByName bool
}

func (c *Client) searchTaskSessions(ctx context.Context, scope TaskSessionScope) (read tasksWithSessions, err error) {
	s := taskSearch{TaskSessionScope: scope}
	if s.span, err = c.sessionSpan(ctx, scope.CreatedAfter, scope.CreatedBefore); err != nil {
		return read, err
	}
	if s.server, err = c.findServer(ctx, scope.BackupServerName); err != nil {
		return read, err
	}
	if len(scope.jobNames()) > 0 {
		read, err = s.readByJobName(ctx, c)
	} else {
		read, err = s.readSideBySide(ctx, c)
	}
	if err != nil {
		return tasksWithSessions{}, err
	}
	if err := read.readMissing(ctx, c); err != nil {
		return tasksWithSessions{}, err
	}
	read.join()
	read.tasks = slices.DeleteFunc(read.tasks, func(t BackupTaskSession) bool { return !s.wantsTask(&t) })
	read.sessions = slices.DeleteFunc(read.sessions, func(b BackupSession) bool { return !s.wantsSession(&b) })
	return read, nil
}

// readSideBySide reads task sessions and backup sessions of one span.
func (s *taskSearch) readSideBySide(ctx context.Context, c *Client) (read tasksWithSessions, err error) {
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() (err error) {
		read.tasks, err = s.readTasks(ctx, c, "")
		return err
	})
	group.Go(func() (err error) {
		read.sessions, err = s.readSessions(ctx, c, s.span, "")
		return err
	})
	return read, group.Wait()
}

// readByJobName reads the backup sessions first: an agent policy and a copy job stand for sessions of jobs of other names, and a
// name that EM spells otherwise is found here. They reach back as far as EM does, since a task session may begin long after its
// backup session.
func (s *taskSearch) readByJobName(ctx context.Context, c *Client) (read tasksWithSessions, err error) {
	var byName filter
	names := s.jobNames()
	sent, err := c.sendsNames(ctx, names...)
	if err != nil {
		return read, err
	}
	if asked := join([]filter{anyOf("JobName", names), anyOf("JobType", policyTypes)}, ","); sent && asked.isShort() {
		byName = asked
	}
	reachingBack, err := c.sessionSpan(ctx, time.Time{}, s.span.to)
	if err != nil {
		return read, err
	}
	if s.span.from.Before(reachingBack.from) {
		reachingBack.from = s.span.from
	}
	read.sessions, err = s.readSessions(ctx, c, reachingBack, byName)
	if byName != "" && errors.Is(err, ErrBadRequest) { // an EM that does not know one of the types, say
		read.sessions, err = s.readSessions(ctx, c, reachingBack, "")
	}
	if err != nil {
		return read, err
	}
	if err := read.readMissing(ctx, c); err != nil {
		return read, err
	}
	read.namePolicies()

	byName = anyOf("JobName", s.spellings(read.sessions))
	s.askedByName = em.IsASCII(string(byName)) && byName.isShort()
	if !s.askedByName {
		byName = ""
	}
	read.tasks, err = s.readTasks(ctx, c, byName)
	if s.askedByName && errors.Is(err, ErrBadRequest) {
		s.askedByName = false
		read.tasks, err = s.readTasks(ctx, c, "")
	}
	return read, err
}

// policyTypes are the types of the sessions of policies and of copy jobs, and of the sessions that are parts of these.
var policyTypes = []string{em.AgentBackup, em.AgentManagement, em.ImmediateBackupCopy, em.ImmediateBackupCopyWorker}

// spellings are the names of the jobs that are wanted as the scope and as EM spells them, those of a policy's machines and of a
// copy job's workers included.
func (s *taskSearch) spellings(sessions []BackupSession) []string {
	names := slices.Clone(s.jobNames())
	for i := range sessions {
		name := sessions[i].JobName
		if !slices.Contains(names, name) && (s.isNamed(name, sessions[i].PolicyName) || s.isMachineOfPolicy(&sessions[i])) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// isMachineOfPolicy reports whether a session may be that of a machine of a policy that is wanted, by the form of its name.
func (s *taskSearch) isMachineOfPolicy(session *BackupSession) bool {
	return session.PolicyName == "" && em.Same(session.JobType, em.AgentManagement) &&
		slices.ContainsFunc(s.jobNames(), func(policy string) bool {
			return strings.HasPrefix(em.Fold(session.JobName), em.Fold(policy+policySeparator))
		})
}

// readTasks reads task sessions. What they carry themselves is compared at once, their job and their server once these are known.
func (s *taskSearch) readTasks(ctx context.Context, c *Client, byName filter) ([]BackupTaskSession, error) {
	sent, err := c.sendsNames(ctx, given(s.VMDisplayName)...)
	if err != nil {
		return nil, err
	}
	return search[BackupTaskSession]{backupTaskSessions, s.taskConditions(byName, sent), s.span, "CreationTime"}.read(ctx, c)
}

func (s *taskSearch) taskConditions(byName filter, sent bool) []condition[BackupTaskSession] {
	return []condition[BackupTaskSession]{
		{filter: byName},
		{filter: s.server.filter()},
		{filter: jobIs[BackupTaskSession](s.JobID, nil).filter},
		nameIn("VmDisplayName", given(s.VMDisplayName), sent, func(t *BackupTaskSession) string { return t.VMDisplayName }),
	}
}

// readSessions reads the backup sessions of a span, of every type: only its backup session shows that the type of a task session is not
// wanted.
func (s *taskSearch) readSessions(ctx context.Context, c *Client, span span, byName filter) ([]BackupSession, error) {
	return search[BackupSession]{backupSessions.kind, []condition[BackupSession]{
		{filter: byName},
		serverIs(s.server, (*BackupSession).AsEntity),
		jobIs(s.JobID, func(b *BackupSession) string { return b.JobUID }),
	}, span, "CreationTime"}.read(ctx, c)
}

// wantsTask compares what a task session has by its backup session. A row whose backup session EM does not know stays where EM was
// asked for what is compared, and where only the type is not known.
func (s *taskSearch) wantsTask(t *BackupTaskSession) bool {
	return s.server.has(&t.Entity) && s.wantsJob(t.JobName, t.PolicyName, t.JobID, t.JobType)
}

func (s *taskSearch) wantsSession(b *BackupSession) bool {
	return s.span.contains(b.CreationTime.Time) && s.wantsJob(b.JobName, b.PolicyName, IDOf(b.JobUID), b.JobType)
}

func (s *taskSearch) wantsJob(name, policy, id, jobType string) bool {
	switch {
	case len(s.jobNames()) == 0:
	case name == "" && policy == "":
		if !s.askedByName {
			return false
		}
	case !s.isNamed(name, policy):
		return false
	}
	if s.JobID != "" && id != "" && !strings.EqualFold(s.JobID, id) {
		return false
	}
	return len(s.JobTypes) == 0 || jobType == "" || em.Contains(s.JobTypes, jobType)
}

// isNamed reports whether a job, or the policy that it is a part of, is wanted by its name.
func (s *taskSearch) isNamed(name, policy string) bool {
	return em.Contains(s.jobNames(), name) || policy != "" && em.Contains(s.jobNames(), policy)
}
