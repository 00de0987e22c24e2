package compliance

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// jobViolations are the jobs of JobNames that have no task session, and those whose newest finished backup session failed
// without a failed task session: then a machine was skipped.
func (j *judge) jobViolations(tasks []TaskSession, sessions []BackupSession) []*Machine {
	var violations []*Machine
	for _, name := range slices.Sorted(maps.Values(j.jobs)) {
		row := &Machine{Name: name, Host: j.Host, Status: StatusViolation}
		switch {
		case !slices.ContainsFunc(tasks, func(s TaskSession) bool { return s.isOf(name) }):
			row.Cause = CauseNoSessions
		case failedWithoutTask(name, tasks, sessions):
			row.Cause, row.Hint = CauseJobFailed, "No task session says why: a machine of the job may have been skipped. "+
				"Enterprise Manager shows the log of the job's newest session."
		default:
			continue
		}
		violations = append(violations, row)
	}
	return violations
}

// isOf reports whether a task session is of a job, an agent policy's children included.
func (s *TaskSession) isOf(job string) bool {
	return em.Same(s.JobName, job) || em.Same(s.PolicyName, job)
}

// failedWithoutTask looks at the newest finished backup session of a job on each backup server, and at those of each job of
// an agent policy.
func failedWithoutTask(name string, tasks []TaskSession, sessions []BackupSession) bool {
	type job struct{ name, server string }
	newest := map[job]*BackupSession{}
	for i := range sessions {
		s := &sessions[i]
		if !em.IsFinished(s.State) || !em.Same(s.JobName, name) && !em.Same(s.PolicyName, name) {
			continue
		}
		at := job{em.Fold(s.JobName), cmp.Or(strings.ToLower(s.ServerID), em.Fold(s.Server))}
		if other := newest[at]; other == nil || s.Creation.After(other.Creation) || s.Creation.Equal(other.Creation) && s.ID > other.ID {
			newest[at] = s
		}
	}
	for _, s := range newest {
		if s.Result == em.Failed && !slices.ContainsFunc(tasks, func(t TaskSession) bool { return t.explains(s) }) {
			return true
		}
	}
	return false
}

// explains reports whether a task session is a reason why a backup session failed: its own, or one of an agent policy's
// machines, which have backup sessions of their own.
func (s *TaskSession) explains(session *BackupSession) bool {
	return s.isFinished() && s.Result == em.Failed &&
		(s.BackupSession == session.ID || em.Same(s.PolicyName, session.JobName) && !s.Creation.Before(session.Creation))
}
