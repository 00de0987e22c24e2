package compliance

import (
	"maps"
	"slices"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// machineKey distinguishes machines: by the reference in their hierarchy, and where EM sends none by
// name and backup server. The name alone is not enough, since two hierarchies may each hold a db01.
func machineKey(vmUID, name, server string) string {
	if vmUID != "" {
		return "uid\x00" + em.Fold(vmUID)
	}
	return "name\x00" + em.Fold(server) + "\x00" + em.Fold(name)
}

// Machine is what its task sessions say of a machine.
type Machine struct {
	// Name, VMUID and Server are those of its newest task session; VMUID and Server may be empty.
	Name, VMUID, Server string
	// Jobs are the names of the jobs that processed it, in order; nil where none did.
	Jobs      []string
	Compliant bool
	// LastSuccess is when its last good backup ended; zero without one.
	LastSuccess time.Time
	// Last is its newest finished task session; zero without one.
	Last TaskSession

	newest TaskSession
	jobs   map[string]bool
}

func (m *Machine) add(s *TaskSession, job string, good bool, now time.Time, rpo time.Duration) {
	if job != "" {
		m.jobs[job] = true
	}
	if m.newest.UID == "" || s.isNewer(&m.newest) {
		m.newest, m.Name, m.VMUID, m.Server = *s, s.nameOrUID(), s.VMUID, s.Server
	}
	if !s.isFinished() {
		return
	}
	if m.Last.UID == "" || s.compareLastWord(&m.Last) > 0 {
		m.Last = *s
	}
	if good && s.End.After(m.LastSuccess) {
		m.LastSuccess = s.End
	}
	m.Compliant = m.Compliant || good && WithinRPO(s.End, now, rpo)
}

// listJobs makes Jobs of what was added.
func (m *Machine) listJobs() {
	m.Jobs = slices.AppendSeq(make([]string, 0, len(m.jobs)), maps.Keys(m.jobs))
	slices.Sort(m.Jobs)
}

// cause says why a machine is not compliant.
func (m *Machine) cause(acceptWarning bool) string {
	switch {
	case m.LastSuccess.IsZero():
		return CauseNever
	case m.Last.Result == em.Failed:
		return CauseFailed
	case m.Last.Result == em.Warning && !acceptWarning:
		return CauseWarning
	}
	return CauseStale
}

// LatestPerMachine gives the indexes of the task sessions with the last word on each machine, in the order in which machines
// first appear. A retry is a task session of its own; a running one never takes the place of a finished one.
func LatestPerMachine(sessions []TaskSession) []int {
	places := make(map[string]int)
	var latest []int
	for i := range sessions {
		s := &sessions[i]
		key := machineKey(s.VMUID, s.Name, s.Server)
		place, known := places[key]
		switch {
		case !known:
			places[key] = len(latest)
			latest = append(latest, i)
		case s.compareLastWord(&sessions[latest[place]]) > 0:
			latest[place] = i
		}
	}
	return latest
}
