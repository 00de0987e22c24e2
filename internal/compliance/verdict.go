package compliance

import (
	"cmp"
	"slices"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// Causes of a violation.
const (
	// CauseNever: no good backup at all.
	CauseNever = "never"
	// CauseFailed and CauseWarning: the newest finished task session failed, or warned where that is not accepted.
	CauseFailed  = "failed"
	CauseWarning = "warning"
	// CauseStale: the last good backup is too old.
	CauseStale = "stale"
	// CauseNoSessions: a job has no task session.
	CauseNoSessions = "no_sessions"
)

// Arguments are what a verdict is asked. Names are whole names, regardless of case and Unicode form.
type Arguments struct {
	// Now is the instant to judge by, and RPO how old the last good backup of a machine may be.
	Now time.Time
	RPO time.Duration
	// JobNames are jobs that must have task sessions, and whose machines alone are judged; none means all jobs.
	JobNames []string
	// JobTypes are the types of jobs whose task sessions count.
	JobTypes []string
	// Expected are machines that must be there; they are never excluded.
	Expected []string
	// Excluded are patterns of machines that are left out: * stands for any text, ? for one character.
	Excluded []string
	// AcceptWarning takes a task session with the result Warning for a good one.
	AcceptWarning bool
}

// Job is the job of a backup session, and the backup server that ran it. What EM does not send is empty.
type Job struct{ Name, Type, Server, ServerID string }

// Verdict is the last word on each machine, at one instant.
type Verdict struct {
	// Compliant: at least one machine, and no violation.
	Compliant bool
	// Machines and Violations are ordered by name.
	Machines   []*Machine
	Violations []*Violation
	// Excluded is how many machines were left out by a pattern.
	Excluded int
	// LeftOut are the names of machines that only jobs of an undocumented type processed, by that type.
	LeftOut map[string][]string
}

// Violation is a machine without a good backup within the RPO, or a job without task sessions.
type Violation struct {
	Name, Cause, Reason, Server string
	LastSuccess                 time.Time
}

// Judge folds task sessions into machines. jobs has the job of each backup session by its GUID in lower case. Nothing in the
// verdict depends on now but whether an end lies within the RPO.
func Judge(a *Arguments, sessions []TaskSession, jobs map[string]Job) *Verdict {
	machines, jobsWithSessions, unknown := map[string]*Machine{}, map[string]bool{}, unknownTypes{}
	for _, s := range sessions {
		job := jobs[s.BackupSession]
		// Else it may be a copy, or another job's, and never counts as good.
		known := job.Type != "" && (job.Name != "" || len(a.JobNames) == 0)
		if job.Name != "" && len(a.JobNames) > 0 && !em.Contains(a.JobNames, job.Name) {
			continue // a job that the server's filter was not meant to let through
		}
		s.Server = cmp.Or(s.Server, job.Server)
		// Where EM says nothing of the backup server, machines of equal names are one only within a job.
		key := machineKey(s.VMUID, s.nameOrUID(), cmp.Or(s.Server, s.ServerID, job.ServerID, "\x00"+job.Name))
		if job.Type != "" && !em.Contains(a.JobTypes, job.Type) {
			unknown.add(job.Type, key, s.nameOrUID()) // a copy, say
			continue
		}
		jobsWithSessions[em.Fold(job.Name)] = true
		m := machines[key]
		if m == nil {
			m = &Machine{jobs: map[string]bool{}}
			machines[key] = m
		}
		m.add(&s, job.Name, known && s.isGood(a.AcceptWarning), a.Now, a.RPO)
	}
	excluded := compilePatterns(a.Excluded)
	v := &Verdict{LeftOut: unknown.leftOut(machines, a.Expected, excluded)}
	v.addMachines(machines, a.Expected, excluded)
	v.addExpected(a.Expected)
	v.judgeMachines(a.AcceptWarning)
	v.judgeJobs(a.JobNames, jobsWithSessions)
	v.sort()
	v.Compliant = len(v.Machines) > 0 && len(v.Violations) == 0
	return v
}

// addMachines takes over the machines that are not excluded. What is expected is never excluded.
func (v *Verdict) addMachines(machines map[string]*Machine, expected []string, excluded patterns) {
	for _, m := range machines {
		if excluded.match(m.Name) && !em.Contains(expected, m.Name) {
			v.Excluded++
			continue
		}
		m.listJobs()
		v.Machines = append(v.Machines, m)
	}
}

// addExpected adds the machines that must be there and that no task session is of.
func (v *Verdict) addExpected(expected []string) {
	present := map[string]bool{}
	for _, m := range v.Machines {
		present[em.Fold(m.Name)] = true
	}
	for _, name := range slices.Sorted(slices.Values(expected)) {
		if !present[em.Fold(name)] {
			present[em.Fold(name)] = true
			v.Machines = append(v.Machines, &Machine{Name: name})
		}
	}
}

func (v *Verdict) judgeMachines(acceptWarning bool) {
	for _, m := range v.Machines {
		if !m.Compliant {
			v.Violations = append(v.Violations, &Violation{
				Name: m.Name, Cause: m.cause(acceptWarning), Reason: m.Last.Reason, Server: m.Server, LastSuccess: m.LastSuccess,
			})
		}
	}
}

func (v *Verdict) judgeJobs(names []string, withSessions map[string]bool) {
	for _, name := range names {
		if !withSessions[em.Fold(name)] {
			v.Violations = append(v.Violations, &Violation{Name: name, Cause: CauseNoSessions})
		}
	}
}

// sort orders by folded name; the rest distinguishes equal names.
func (v *Verdict) sort() {
	slices.SortFunc(v.Machines, func(a, b *Machine) int {
		return cmp.Or(cmp.Compare(em.Fold(a.Name), em.Fold(b.Name)), cmp.Compare(a.VMUID, b.VMUID), cmp.Compare(a.Server, b.Server),
			slices.Compare(a.Jobs, b.Jobs), cmp.Compare(a.newest.UID, b.newest.UID))
	})
	slices.SortFunc(v.Violations, func(a, b *Violation) int {
		return cmp.Or(cmp.Compare(em.Fold(a.Name), em.Fold(b.Name)), cmp.Compare(a.Cause, b.Cause), cmp.Compare(a.Server, b.Server),
			a.LastSuccess.Compare(b.LastSuccess), cmp.Compare(a.Reason, b.Reason))
	})
}

// ViolatingNames are the names of the violations, in their order.
func (v *Verdict) ViolatingNames() []string {
	names := make([]string, len(v.Violations))
	for i, violation := range v.Violations {
		names[i] = violation.Name
	}
	return names
}

// CompliantMachines is how many machines meet the RPO.
func (v *Verdict) CompliantMachines() (n int) {
	for _, m := range v.Machines {
		if m.Compliant {
			n++
		}
	}
	return n
}
