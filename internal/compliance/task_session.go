package compliance

import (
	"cmp"
	"slices"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// ClockSkew is how far after now a backup may have begun: the backup server's clock is another one.
const ClockSkew = 5 * time.Minute

// TaskSession is one machine within one backup session. A text that EM does not send is empty, a time zero.
type TaskSession struct {
	UID string
	// BackupSession is the GUID of the backup session, in lower case.
	BackupSession string
	Name, VMUID   string
	// Server is the name of the backup server, ServerID its GUID.
	Server, ServerID string
	// JobName and JobType are those of the backup session, empty where EM does not know it. PolicyName is the agent policy or
	// copy job that the backup session belongs to.
	JobName, JobType, PolicyName string
	// RestorePointID is the GUID of the restore point that the task made.
	RestorePointID string
	Creation, End  time.Time
	State, Result  string
	Reason         string
}

// BackupSession is one run of a job. Its GUIDs are in lower case.
type BackupSession struct {
	ID string
	// Parent is the GUID of the backup session of an agent policy or copy job that it belongs to, PolicyName the name of that job.
	Parent, PolicyName string
	// JobID is the GUID of its job.
	JobID, JobName, JobType string
	Server, ServerID        string
	Creation                time.Time
	State, Result           string
}

// WithinRPO reports whether a beginning lies between now - rpo and now + ClockSkew, both inclusive. A zero one does not.
func WithinRPO(began, now time.Time, rpo time.Duration) bool {
	return !began.IsZero() && !began.Before(now.Add(-rpo)) && !began.After(now.Add(ClockSkew))
}

func (s *TaskSession) isFinished() bool { return s.State == em.Completed }

// isGood reports whether a task session of a backup job proves a backup, whenever it was. A running one does not, whatever
// its result says: EM has been observed to report Success before the end.
func (s *TaskSession) isGood(acceptWarning bool) bool {
	return s.isFinished() && (s.Result == em.Success || s.Result == em.Warning && acceptWarning)
}

// Began is when it began.
func (s *TaskSession) Began() time.Time { return s.Creation }

// EndTime is when it ended. Ends before the beginning have been observed, of 1899 or year 1 say: they are none.
func (s *TaskSession) EndTime() time.Time {
	if s.End.Before(s.Creation) {
		return time.Time{}
	}
	return s.End
}

// nameOrUID names a machine whose name EM does not send: one that can't be named must not be lost.
func (s *TaskSession) nameOrUID() string { return cmp.Or(s.Name, s.VMUID, s.UID) }

// compareBeginning orders by beginning. Of those that began together the worst comes last, since the last has the last word;
// the UID makes the order the same at every read.
func compareBeginning(a, b *TaskSession) int {
	return cmp.Or(a.Creation.Compare(b.Creation), cmp.Compare(b.rank(), a.rank()), cmp.Compare(a.UID, b.UID))
}

// rank orders the task sessions of one machine in one backup session, the worst first.
func (s *TaskSession) rank() int {
	switch {
	case s.isFinished() && s.Result == em.Failed:
		return 0
	case s.isFinished() && s.Result == em.Success:
		return 4
	case s.isFinished() && s.Result == em.Warning:
		return 3
	case em.IsTaskRunning(s.State) || em.IsWaiting(s.State):
		return 2
	}
	return 1 // no result, or a state or result that EM does not document
}

// worstOfEachSession gives one task session of each backup session, in the order of their beginnings. Several that can't be
// told apart are as good as the worst of them: it may be the machine's.
func worstOfEachSession(rows []*TaskSession) []*TaskSession {
	var worst []*TaskSession
	index := make(map[string]int, len(rows))
	for _, s := range rows {
		at, known := index[s.BackupSession]
		switch {
		case !known || s.BackupSession == "":
			index[s.BackupSession] = len(worst)
			worst = append(worst, s)
		case s.rank() < worst[at].rank():
			worst[at] = s
		}
	}
	slices.SortFunc(worst, compareBeginning)
	return worst
}
