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

// failedWithoutTask looks at the newest finished backup session of a job, of each where several have its name, and at those of
// the jobs of an agent policy's machines.
func failedWithoutTask(name string, tasks []TaskSession, sessions []BackupSession) bool {
	newest, byID := map[string]*BackupSession{}, make(map[string]*BackupSession, len(sessions))
	for i := range sessions {
		s := &sessions[i]
		byID[s.ID] = s
		if !em.IsFinished(s.State) || !em.Same(s.JobName, name) && !em.Same(s.PolicyName, name) {
			continue
		}
		job := s.job()
		if other := newest[job]; other == nil || s.Creation.After(other.Creation) || s.Creation.Equal(other.Creation) && s.ID > other.ID {
			newest[job] = s
		}
	}
	for _, s := range newest {
		explains := func(t TaskSession) bool { return t.explains(s, byID[t.BackupSession]) }
		if s.Result == em.Failed && !slices.ContainsFunc(tasks, explains) {
			return true
		}
	}
	return false
}

// job names the job of a backup session: its id, else its name and backup server.
func (s *BackupSession) job() string {
	if s.JobID != "" {
		return s.JobID
	}
	return em.Fold(s.JobName) + "\x00" + cmp.Or(strings.ToLower(s.ServerID), em.Fold(s.Server))
}

// explains reports whether a task session, of its own backup session, is a reason why a backup session failed: it is one of it, or
// of the machine of an agent policy, which has a backup session of its own. Where that is not linked, it began no earlier.
func (s *TaskSession) explains(session, own *BackupSession) bool {
	switch {
	case !s.isFinished() || s.Result != em.Failed:
		return false
	case s.BackupSession == session.ID:
		return true
	case own != nil && own.Parent != "":
		return own.Parent == session.ID
	}
	return em.Same(s.PolicyName, session.JobName) && !s.Creation.Before(session.Creation)
}
