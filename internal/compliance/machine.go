package compliance

import (
	"cmp"
	"slices"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// Machine is a machine and what became of it, or a violation that stands for no machine: a job, or EM itself.
type Machine struct {
	// Name is that of the configuration where it names the machine, else EMName; EMName is that of its newest task session.
	Name, EMName string
	// VMUID and Server are those of its newest task session of a backup job that has them, else of any; Host is EM's.
	VMUID, Server, Host string
	// Jobs and JobTypes are those that processed it, in order; nil where none did.
	Jobs, JobTypes []string
	Status         string
	// Cause and Hint are empty where there is none.
	Cause, Hint string
	// Exception is the reason of an exclusion, or what a waiver says.
	Exception string
	// Policy is the name of the policy that it is judged by, "" for none; RPO is that of the policy or of all.
	Policy string
	RPO    time.Duration
	// LastGood is its newest good backup, Last its newest finished task session of a backup job, Running one that runs; nil
	// without one.
	LastGood, Last, Running *TaskSession
	// Points is how many restore points it has that were created at different times, OldestPoint and NewestPoint when; LastCopy is
	// when the newest good session of a copy job began. They are nil and zero where nobody asked.
	Points                             *int64
	OldestPoint, NewestPoint, LastCopy time.Time
	// Failing: it is compliant, and its newest finished task session failed. WarningOnly: and no fresh backup is a Success.
	Failing, WarningOnly bool
	// Doubtful: it is retired, would be a violation else, and a backup job processed it within its RPO.
	Doubtful bool

	rows *machineRows
	// place is the name of its newest task session, and the backup server of its newest one of a backup job, else of any.
	place place
	// backups are those of its rows that jobs of backup types made, succeeded the good ones of these, good those of them that
	// count as good backups; copies are the good ones of copy jobs. lastPoint is the restore point of the newest good backup.
	backups, succeeded, copies []*TaskSession
	good                       []backup
	lastPoint                  *RestorePoint
	// successor is the machine that was re-created in its place.
	successor *Machine
	terms     Terms
	// endedWaiver is one that would be needed.
	endedWaiver *Waiver
}

// backup is a good backup of a machine, and the time from which the age of its data counts.
type backup struct {
	*TaskSession
	dataTime time.Time
}

// machineOf is the machine of task sessions, by its name.
func (j *judge) machineOf(rows *machineRows) *Machine {
	return &Machine{Name: rows.name(), EMName: rows.name(), Host: j.Host, rows: rows}
}

// setPlace finds where a machine is: its vm_uid, its backup server, and where it is found by name.
func (j *judge) setPlace(m *Machine) {
	m.place = j.servers.placeOf(m.rows.newest())
	for _, s := range m.rows.all {
		if j.typeOf(s.JobType) == backupType { // a copy may run on another backup server
			m.VMUID, m.Server = cmp.Or(s.VMUID, m.VMUID), cmp.Or(s.Server, m.Server)
			m.place.server = j.servers.keyOf(s.Server, s.ServerID)
		}
	}
	for _, s := range slices.Backward(m.rows.all) {
		m.VMUID, m.Server = cmp.Or(m.VMUID, s.VMUID), cmp.Or(m.Server, s.Server)
	}
}

// describe says what the task sessions of a machine say of it.
func (j *judge) describe(m *Machine) {
	j.setPlace(m)
	for _, s := range m.rows.all {
		m.Jobs, m.JobTypes = append(m.Jobs, s.JobName), append(m.JobTypes, s.JobType)
	}
	m.Jobs, m.JobTypes = sortedNames(m.Jobs), sortedNames(m.JobTypes)
	j.setTerms(m)
	for _, s := range m.rows.worst {
		if j.typeOf(s.JobType) != backupType {
			continue
		}
		m.backups = append(m.backups, s)
		switch {
		case s.isFinished():
			m.Last = s
		case em.IsTaskRunning(s.State):
			m.Running = s
		}
		if s.isGood(m.terms.AcceptWarning) {
			m.LastGood, m.succeeded, m.good = s, append(m.succeeded, s), append(m.good, backup{s, s.Creation})
		}
	}
	m.setCopies()
}

// seenName is EM's name of a machine; one that was not seen has only that of the configuration or of its virtual host.
func (m *Machine) seenName() string { return cmp.Or(m.EMName, m.Name) }

// LastGoodPointID is the GUID of the restore point of the newest good backup, "" where none is known.
func (m *Machine) LastGoodPointID() string {
	switch {
	case m.lastPoint != nil:
		return m.lastPoint.ID
	case m.LastGood != nil:
		return m.LastGood.RestorePointID
	}
	return ""
}

// RunningSince is when the newest task session began that runs now; zero without one.
func (m *Machine) RunningSince() time.Time {
	if m.Running == nil {
		return time.Time{}
	}
	return m.Running.Creation
}

// sortedNames are the names in order, each once, without the empty one.
func sortedNames(names []string) []string {
	slices.Sort(names)
	return slices.DeleteFunc(slices.Compact(names), func(name string) bool { return name == "" })
}

// isLeftOut reports whether it is known of all jobs that processed it that they make no backups.
func (j *judge) isLeftOut(m *Machine) bool {
	return m.rows != nil && !slices.ContainsFunc(m.rows.all, func(s *TaskSession) bool { return j.typeOf(s.JobType) != otherType })
}

// compareMachines orders by folded name; the rest distinguishes equal names.
func compareMachines(a, b *Machine) int {
	return cmp.Or(cmp.Compare(em.Fold(a.Name), em.Fold(b.Name)), cmp.Compare(a.Cause, b.Cause), cmp.Compare(a.VMUID, b.VMUID),
		cmp.Compare(a.Server, b.Server), slices.Compare(a.Jobs, b.Jobs), cmp.Compare(a.newestUID(), b.newestUID()), cmp.Compare(a.Name, b.Name))
}

func (m *Machine) newestUID() string {
	if m.rows == nil {
		return ""
	}
	return m.rows.newest().UID
}
