package compliance

import (
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// Arguments are what a verdict is asked. Names are whole names, regardless of case and Unicode form; job types are words of
// EM, documented or not.
type Arguments struct {
	// Now is the instant to judge by, and Lookback how far before it the task sessions were read that began since.
	Now      time.Time
	Lookback time.Duration
	// Host names EM in the rows that stand for no machine, and beside every machine.
	Host string

	// Terms are those of machines that no policy matches.
	Terms
	Policies []Policy
	Waivers  []Waiver

	// JobNames are jobs that must have task sessions, and whose machines alone are judged; none means all jobs.
	JobNames []string
	// JobTypes are the types of jobs whose task sessions are backups. IgnoredTypes are types that EM's documentation does not
	// know and that are no backups; a type in both is one of backups.
	JobTypes, IgnoredTypes []string
	// OnlyMachines are the only machines that are judged and in the answer; each must be there. Expected are machines that must
	// be there beside all others. They are never excluded.
	OnlyMachines, Expected []string
	// Excluded gives the reason for each pattern of machines that are not judged.
	Excluded map[string]string
	// FromPoints takes a good task session for a good backup only where its restore point exists.
	FromPoints bool
	// FromInventory expects the machines that virtual hosts list.
	FromInventory bool
	// MaxDataAge is how long ago EM may have collected its data; 0 does not ask.
	MaxDataAge time.Duration
	// ReplaceRecreated no longer judges a machine that was re-created under a newer vm_uid.
	ReplaceRecreated bool
}

// MachineCauses are the causes of violations that stand for a machine.
var MachineCauses = []string{
	CauseUnknownJobType, CauseNotSeen, CauseNever, CauseNoRestorePoint, CauseReplaced, CauseFailed, CauseWarning, CauseStale, CauseNoCopy,
}

// DefaultJobTypes are the types of jobs that make backups of machines. A copy of an old restore point is no backup.
var DefaultJobTypes = []string{em.Backup, em.AgentBackup, em.AgentManagement}

// What became of a machine.
const (
	StatusCompliant = "compliant"
	StatusViolation = "violation"
	// StatusWaived: it violates, and a waiver lets that pass.
	StatusWaived = "waived"
	// StatusExcluded: a pattern of Excluded matches it.
	StatusExcluded = "excluded"
	// StatusReplaced: it was re-created under a newer vm_uid, which is judged in its place.
	StatusReplaced = "replaced"
	// StatusRetired: its virtual host no longer lists it.
	StatusRetired = "retired"
	// StatusLeftOut: only jobs of types that are no backups processed it.
	StatusLeftOut = "left_out"
)

// Causes of a violation.
const (
	// CauseUnknownJobType: no backup job processed it, but one of a type of which nobody knows whether it makes backups.
	CauseUnknownJobType = "unknown_job_type"
	// CauseNotSeen: it is expected, and no task session is of it.
	CauseNotSeen = "not_seen"
	// CauseNever: it has task sessions, and no good one.
	CauseNever = "never"
	// CauseNoRestorePoint: its good task sessions within the RPO have no restore point, or there are fewer than there must be.
	CauseNoRestorePoint = "no_restore_point"
	// CauseReplaced: its last good backup is too old, and it was re-created under a newer vm_uid.
	CauseReplaced = "replaced"
	// CauseFailed and CauseWarning: the newest finished task session failed, or warned where that is not accepted.
	CauseFailed  = "failed"
	CauseWarning = "warning"
	// CauseStale: the last good backup is too old.
	CauseStale = "stale"
	// CauseNoCopy: no copy was made of a backup that is young enough.
	CauseNoCopy = "no_copy"
	// CauseNoSessions: a job has no task session.
	CauseNoSessions = "no_sessions"
	// CauseJobFailed: the newest finished backup session of a job failed, and none of its task sessions did.
	CauseJobFailed = "job_failed"
	// CauseNoMachines: there is nobody to judge.
	CauseNoMachines = "no_machines"
	// CauseStaleData: EM has not collected data from its backup servers for too long.
	CauseStaleData = "stale_data"
	// CauseUnreadable: EM could not be read.
	CauseUnreadable = "unreadable"
)
