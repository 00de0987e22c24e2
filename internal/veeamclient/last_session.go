package veeamclient

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// readLastSessions gives each job its newest session, of those that EM keeps unless it is told otherwise. It is one search for all
// jobs, and another one where some replicate. A copy job's workers have sessions of their own while its session goes on, so these
// count as the copy's.
func (c *Client) readLastSessions(ctx context.Context, jobs []Job) error {
	now, err := c.Now(ctx)
	if err != nil || len(jobs) == 0 {
		return err
	}
	scope := SessionScope{JobScope: JobScope{
		// Whole days, so that what is asked at the same time for other kinds of jobs is the same read.
		CreatedAfter: now.Truncate(24*time.Hour).AddDate(0, 0, -7*RetentionWeeks),
	}}
	if len(jobs) == 1 && !jobs[0].isCopy() {
		scope.JobID = jobs[0].ID()
	}
	var ofBackups, ofReplicas []BackupSession
	group, reading := errgroup.WithContext(ctx)
	if slices.ContainsFunc(jobs, replicates) {
		group.Go(func() (err error) {
			ofReplicas, err = c.ReplicaSessions(reading, scope)
			return err
		})
	}
	if slices.ContainsFunc(jobs, func(j Job) bool { return !replicates(j) }) {
		group.Go(func() (err error) {
			ofBackups, err = c.BackupSessions(reading, scope)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	sessions := slices.Concat(ofBackups, ofReplicas)
	older, err := readByID(ctx, c, backupSessions.kind, unknownCopies(sessions))
	if err != nil {
		return err
	}
	newest := newestSessions(append(sessions, older...))
	for i := range jobs {
		asSession := BackupSession{JobUID: jobs[i].UID}
		if jobs[i].LastSession = newest[asSession.JobKey()]; jobs[i].LastSession == nil { // one without a JobUid has a name
			asSession = BackupSession{Session: Session{Entity: jobs[i].Entity}, JobName: jobs[i].Name}
			jobs[i].LastSession = newest[asSession.JobKey()]
		}
	}
	return nil
}

func replicates(j Job) bool { return em.Same(j.JobType, em.Replica) }

func (j *Job) isCopy() bool {
	return em.Same(j.JobType, em.BackupCopy) || em.Same(j.JobType, em.ImmediateBackupCopy)
}

// unknownCopies are the GUIDs of sessions of copies that are not there, because they began earlier than their workers that are.
func unknownCopies(sessions []BackupSession) (ids []string) {
	known := make(map[string]bool, len(sessions))
	for i := range sessions {
		known[strings.ToLower(sessions[i].ID())] = true
	}
	for i := range sessions {
		if id := strings.ToLower(sessions[i].copySession()); id != "" && !known[id] {
			ids = append(ids, id)
			known[id] = true
		}
	}
	return ids
}

// copySession is the GUID of the session that a copy's worker is a part of, or "".
func (s *BackupSession) copySession() string {
	if em.Same(s.JobType, em.ImmediateBackupCopyWorker) {
		return s.ParentSessionID
	}
	return ""
}

// newestSessions are the newest sessions of jobs by JobKey.
func newestSessions(sessions []BackupSession) map[string]*BackupSession {
	jobOf := make(map[string]string, len(sessions))
	for i := range sessions {
		jobOf[strings.ToLower(sessions[i].ID())] = sessions[i].JobKey()
	}
	newest := map[string]*BackupSession{}
	for i := range sessions {
		s := &sessions[i]
		keys := []string{s.JobKey()}
		if copied, known := jobOf[strings.ToLower(s.copySession())]; known {
			keys = append(keys, copied)
		}
		for _, key := range keys {
			if known := newest[key]; known == nil || known.isBefore(s) {
				newest[key] = s
			}
		}
	}
	return newest
}

// isBefore orders sessions by when they began, then by UID.
func (s *BackupSession) isBefore(other *BackupSession) bool {
	return cmp.Or(s.CreationTime.Compare(other.CreationTime.Time), cmp.Compare(s.UID, other.UID)) < 0
}
