package provider

import (
	"cmp"
	"slices"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// Causes of a violation.
const (
	causeNever      = "never"
	causeFailed     = "failed"
	causeWarning    = "warning"
	causeStale      = "stale"
	causeNoSessions = "no_sessions"
)

// verdict is the last word per machine, at one time.
type verdict struct {
	compliant  bool
	machines   []*machine
	violations []*violation
	excluded   int
	// leftOut are the names of machines that only jobs of an unknown type processed, by that type.
	leftOut map[string][]string
}

// machine is what its task sessions say of it.
type machine struct {
	name, vmUID, server string
	jobs                map[string]bool
	compliant           bool
	lastSuccess         time.Time
	// last is its newest finished task session, newest its newest one of any state.
	last, newest task
}

// violation is a machine without a good backup within the RPO, or a job without sessions.
type violation struct {
	name, cause, reason, server string
	lastSuccess                 time.Time
}

// judge folds task sessions into machines. It knows no more than it is given: the same rows make the
// same verdict, and nothing in it depends on now but whether an end lies within the RPO.
func judge(a *protectionArguments, now time.Time, tasks []task, jobs map[string]jobOf) *verdict {
	machines, jobsWithSessions, unknown := map[string]*machine{}, map[string]bool{}, unknownTypes{}
	for _, t := range tasks {
		job := jobs[t.session]
		// Else it may be a copy, or another job's, and never counts as good.
		known := job.kind != "" && (job.name != "" || len(a.jobNames) == 0)
		if job.name != "" && len(a.jobNames) > 0 && !em.Contains(a.jobNames, job.name) {
			continue // a job that the server's filter was not meant to let through
		}
		t.server = cmp.Or(t.server, job.server)
		// Where EM tells nothing of the backup server, machines of equal names are one only within a job.
		key := machineKey(t.vmUID, t.nameOrUID(), cmp.Or(t.server, t.serverID, job.serverID, "\x00"+job.name))
		if job.kind != "" && !em.Contains(a.jobTypes, job.kind) {
			unknown.add(job.kind, key, t.nameOrUID()) // a copy, say
			continue
		}
		jobsWithSessions[em.Fold(job.name)] = true
		m := machines[key]
		if m == nil {
			m = &machine{jobs: map[string]bool{}}
			machines[key] = m
		}
		m.add(t, job.name, known && a.good(t), now, a.rpo)
	}
	v := &verdict{leftOut: unknown.without(machines, a)}
	v.leaveOutExcluded(a, machines)
	v.expect(a.expected)
	v.judgeMachines(a)
	v.judgeJobs(a.jobNames, jobsWithSessions)
	v.sort()
	v.compliant = len(v.machines) > 0 && len(v.violations) == 0
	return v
}

// nameOrUID names a machine whose name EM does not send: one that can't be named must not be lost.
func (t *task) nameOrUID() string { return cmp.Or(t.name, t.vmUID, t.uid) }

// good reports whether a task session is a good backup, whenever it ended.
func (a *protectionArguments) good(t task) bool {
	return isGoodBackup(t.state, t.result) && (t.result != em.Warning || a.acceptsWarning())
}

func (a *protectionArguments) acceptsWarning() bool {
	return a.acceptWarning == nil || *a.acceptWarning
}

func (m *machine) add(t task, job string, good bool, now time.Time, rpo time.Duration) {
	if job != "" {
		m.jobs[job] = true
	}
	if m.newest.uid == "" || m.newest.before(t) {
		m.newest, m.name, m.vmUID, m.server = t, t.nameOrUID(), t.vmUID, t.server
	}
	if !t.finished() {
		return
	}
	if m.last.uid == "" || m.last.before(t) {
		m.last = t
	}
	if good && t.end.After(m.lastSuccess) {
		m.lastSuccess = t.end
	}
	m.compliant = m.compliant || good && withinRPO(t.end, now, rpo)
}

// before orders task sessions of a machine: by end, one that is not finished last, then by beginning, then by uid.
func (t task) before(other task) bool {
	if t.finished() != other.finished() {
		return t.finished()
	}
	return cmp.Or(t.finishedAt().Compare(other.finishedAt()), t.creation.Compare(other.creation), cmp.Compare(t.uid, other.uid)) < 0
}

func (t task) finished() bool { return t.state == em.Completed }

func (t task) finishedAt() time.Time { return finishedAt(t.finished(), t.creation, t.end) }

func (m *machine) sortedJobs() []string {
	if m.jobs == nil {
		return nil // never seen
	}
	names := make([]string, 0, len(m.jobs))
	for name := range m.jobs {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// leaveOutExcluded takes over the machines that are not excluded. What is expected is never excluded.
func (v *verdict) leaveOutExcluded(a *protectionArguments, machines map[string]*machine) {
	excludes := matcher(a.excluded)
	for _, m := range machines {
		if excludes(m.name) && !em.Contains(a.expected, m.name) {
			v.excluded++
			continue
		}
		v.machines = append(v.machines, m)
	}
}

// expect adds the machines that must be there and were never seen.
func (v *verdict) expect(expected []string) {
	present := map[string]bool{}
	for _, m := range v.machines {
		present[em.Fold(m.name)] = true
	}
	for _, name := range slices.Sorted(slices.Values(expected)) {
		if !present[em.Fold(name)] {
			present[em.Fold(name)] = true
			v.machines = append(v.machines, &machine{name: name})
		}
	}
}

func (v *verdict) judgeMachines(a *protectionArguments) {
	for _, m := range v.machines {
		if !m.compliant {
			v.violations = append(v.violations, &violation{
				name: m.name, cause: m.cause(a), reason: m.last.reason, server: m.server, lastSuccess: m.lastSuccess,
			})
		}
	}
}

func (m *machine) cause(a *protectionArguments) string {
	switch {
	case m.lastSuccess.IsZero():
		return causeNever
	case m.last.result == em.Failed:
		return causeFailed
	case m.last.result == em.Warning && !a.acceptsWarning():
		return causeWarning
	}
	return causeStale
}

func (v *verdict) judgeJobs(names []string, withSessions map[string]bool) {
	for _, name := range names {
		if !withSessions[em.Fold(name)] {
			v.violations = append(v.violations, &violation{name: name, cause: causeNoSessions})
		}
	}
}

// sort orders by name regardless of case; what is left is what tells equal names apart.
func (v *verdict) sort() {
	slices.SortFunc(v.machines, func(a, b *machine) int {
		return cmp.Or(cmp.Compare(em.Fold(a.name), em.Fold(b.name)), cmp.Compare(a.vmUID, b.vmUID), cmp.Compare(a.server, b.server))
	})
	slices.SortFunc(v.violations, func(a, b *violation) int {
		return cmp.Or(cmp.Compare(em.Fold(a.name), em.Fold(b.name)), cmp.Compare(a.cause, b.cause), cmp.Compare(a.server, b.server),
			a.lastSuccess.Compare(b.lastSuccess), cmp.Compare(a.reason, b.reason))
	})
}

func (v *verdict) violatingNames() []string {
	names := make([]string, len(v.violations))
	for i, violation := range v.violations {
		names[i] = violation.name
	}
	return names
}

func (v *verdict) compliantMachines() (n int) {
	for _, m := range v.machines {
		if m.compliant {
			n++
		}
	}
	return n
}
