package compliance

import (
	"cmp"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// ClockSkew is how far after now a backup may have ended: the backup server's clock is another one.
const ClockSkew = 5 * time.Minute

// TaskSession is one machine within one backup session. A text that Enterprise Manager (EM) does not send is empty, a time
// zero.
type TaskSession struct {
	UID string
	// BackupSession is the GUID of the backup session, in lower case.
	BackupSession string
	Name, VMUID   string
	// Server is the name of the backup server, ServerID its GUID.
	Server, ServerID string
	Creation, End    time.Time
	State, Result    string
	Reason           string
}

// WithinRPO reports whether an end lies between now - rpo and now + ClockSkew, both inclusive.
// A zero end is that of a backup that has not ended.
func WithinRPO(end, now time.Time, rpo time.Duration) bool {
	return !end.IsZero() && !end.Before(now.Add(-rpo)) && !end.After(now.Add(ClockSkew))
}

// isGood reports whether a task session proves a backup, whenever it was. A running one does not, whatever its result says:
// EM has been observed to report Success before the end.
func (s *TaskSession) isGood(acceptWarning bool) bool {
	return s.isFinished() && (s.Result == em.Success || s.Result == em.Warning && acceptWarning)
}

func (s *TaskSession) isFinished() bool { return s.State == em.Completed }

// finishedAt is zero for a task session that is not finished. EM has been observed to give finished ones
// no end, or that of year 1: their beginning is the earliest that it can be.
func (s *TaskSession) finishedAt() time.Time {
	switch {
	case !s.isFinished():
		return time.Time{}
	case s.End.Before(s.Creation):
		return s.Creation
	}
	return s.End
}

// compareLastWord is positive where s has the last word: a finished task session goes before one that is not.
func (s *TaskSession) compareLastWord(other *TaskSession) int {
	return cmp.Or(s.finishedAt().Compare(other.finishedAt()), s.Creation.Compare(other.Creation), cmp.Compare(s.UID, other.UID))
}

// isNewer reports whether s is newer than other: one that is not finished is newer than all that are.
func (s *TaskSession) isNewer(other *TaskSession) bool {
	if s.isFinished() != other.isFinished() {
		return other.isFinished()
	}
	return s.compareLastWord(other) > 0
}

// nameOrUID names a machine whose name EM does not send: one that can't be named must not be lost.
func (s *TaskSession) nameOrUID() string { return cmp.Or(s.Name, s.VMUID, s.UID) }
