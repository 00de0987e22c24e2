package compliance

import (
	"slices"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// Verdict is what became of each machine, at one instant.
type Verdict struct {
	// Compliant: at least one machine was judged, and there is no violation.
	Compliant bool
	// Message says so in words, ready to be an error message.
	Message string
	// Machines and Violations are ordered by folded name. Violations are those of the machines, and rows that stand for none.
	Machines   []*Machine
	Violations []*Machine
	// PassingNames are the names of machines that are compliant or waived; where several judged machines share one, all of them.
	PassingNames []string
	// Population says who was judged: PopulationNames, PopulationInventory or PopulationSessions.
	Population string
	Summary    Summary
	// UnusedPolicies and UnusedExclusions are the names and patterns of those that match no machine.
	UnusedPolicies, UnusedExclusions []string
}

// Populations: who is judged.
const (
	// PopulationNames are the machines that the arguments name, beside all that have task sessions.
	PopulationNames = "names"
	// PopulationInventory are the machines that virtual hosts list, beside all that have task sessions.
	PopulationInventory = "inventory"
	// PopulationSessions are the machines that have task sessions: one that no job ever saw is not among them.
	PopulationSessions = "sessions"
)

// Summary counts the machines of a verdict by status; Judged are those that are compliant, violate or are waived. Violations counts
// the rows that stand for no machine too.
type Summary struct {
	Machines, Compliant, Violation, Waived, Excluded, Replaced, Retired, LeftOut int
	Judged, Failing, WarningOnly, Violations                                     int
}

// Judge puts task sessions together by machine and says what became of each machine. The order of the rows does not matter.
func Judge(a *Arguments, data *Data) *Verdict {
	j := newJudge(a)
	rows := data.groupedFor(a.JobNames)
	j.servers = rows.servers
	if a.FromPoints {
		j.points = rows.points
	}
	if a.FromInventory {
		j.inventory = rows.inventory
	}
	v := &Verdict{Population: j.population()}
	v.Machines = j.asked(rows.machines)
	j.judgeSeen(v.Machines, rows.vmUIDs)
	if a.FromInventory {
		v.addInventory(j)
	}
	v.addExpected(j)
	j.hintAtNames(v.Machines, rows.machines)
	for _, m := range v.Machines {
		j.waive(m)
	}
	v.addViolations(j, rows.tasks, data)
	v.PassingNames = v.passingNames(a.named())
	v.Compliant = len(v.Violations) == 0
	v.Message = v.message()
	v.UnusedPolicies, v.UnusedExclusions = j.unusedPolicies(), j.unusedExclusions()
	return v
}

// population says who is judged.
func (j *judge) population() string {
	switch {
	case j.FromInventory:
		return PopulationInventory
	case len(j.expected) > 0:
		return PopulationNames
	}
	return PopulationSessions
}

// asked are the machines that are judged, of all that have task sessions. Machines of one name all are, or none: one may be re-created
// as another. Policies and exclusions that match one are used, whether it is judged or not.
func (j *judge) asked(seen []*machineRows) []*Machine {
	var machines []*Machine
	for _, rows := range seen {
		switch asked := len(j.OnlyMachines) == 0 || j.expected[em.Fold(rows.name())] != ""; {
		case asked:
			machines = append(machines, j.machineOf(rows))
		case len(j.policies)+len(j.exclusions) > 0:
			m := j.machineOf(rows)
			j.setPlace(m)
			j.setTerms(m)
			j.exclusionOf(m)
		}
	}
	return machines
}

// judgeSeen judges machines that have task sessions. The vm_uids are those of all machines.
func (j *judge) judgeSeen(machines []*Machine, vmUIDs map[string]bool) {
	for _, m := range machines {
		j.describe(m)
	}
	j.findSuccessors(machines)
	for _, m := range machines {
		j.setPoints(m, vmUIDs)
		j.decide(m)
	}
}

// addViolations lists what violates, machines and rows that stand for none, and counts.
func (v *Verdict) addViolations(j *judge, tasks []TaskSession, data *Data) {
	for _, m := range v.Machines {
		if m.Status == StatusViolation {
			v.Violations = append(v.Violations, m)
		}
	}
	v.Violations = append(v.Violations, j.jobViolations(tasks, data.Sessions)...)
	if stale := j.staleData(data.Collection); stale != nil {
		v.Violations = append(v.Violations, stale)
	}
	v.count()
	if v.Summary.Judged == 0 {
		v.Violations = append(v.Violations, &Machine{Name: j.Host, Host: j.Host, Status: StatusViolation, Cause: CauseNoMachines})
	}
	slices.SortFunc(v.Machines, compareMachines)
	slices.SortFunc(v.Violations, compareMachines)
	v.Summary.Violations = len(v.Violations)
}

// Unreadable is the verdict where EM could not be read: nobody was judged, and nothing is proven. Host names EM.
func Unreadable(host, hint string) *Verdict {
	v := &Verdict{Violations: []*Machine{{Name: host, Host: host, Status: StatusViolation, Cause: CauseUnreadable, Hint: hint}}}
	v.Summary.Violations = len(v.Violations)
	v.PassingNames = []string{}
	v.Message = Message([]Violation{v.Violations[0].violation()})
	return v
}

// isJudged reports whether a machine is compliant, violates, or would without a waiver.
func (m *Machine) isJudged() bool {
	return m.Status == StatusCompliant || m.Status == StatusViolation || m.Status == StatusWaived
}

// addExpected makes sure that every expected name stands for a machine that is judged: where only jobs that make no backups
// processed it, it never had one, and where nothing is of it, it was not seen.
func (v *Verdict) addExpected(j *judge) {
	judged, seen := map[string]bool{}, map[string][]*Machine{}
	for _, m := range v.Machines {
		name := em.Fold(m.seenName())
		judged[name], seen[name] = judged[name] || m.isJudged(), append(seen[name], m)
	}
	for name, spelling := range j.expected {
		if judged[name] {
			continue
		}
		if len(seen[name]) == 0 {
			m := &Machine{Name: spelling, Host: j.Host}
			j.setTerms(m)
			v.Machines, seen[name] = append(v.Machines, m), []*Machine{m}
		}
		for _, m := range seen[name] {
			m.Status = StatusViolation
			m.Cause, m.Hint = j.cause(m)
		}
	}
}

func (v *Verdict) count() {
	for _, m := range v.Machines {
		v.Summary.Machines++
		switch m.Status {
		case StatusCompliant:
			v.Summary.Compliant++
		case StatusViolation:
			v.Summary.Violation++
		case StatusWaived:
			v.Summary.Waived++
		case StatusExcluded:
			v.Summary.Excluded++
		case StatusReplaced:
			v.Summary.Replaced++
		case StatusRetired:
			v.Summary.Retired++
		case StatusLeftOut:
			v.Summary.LeftOut++
		}
		if m.isJudged() {
			v.Summary.Judged++
		}
		if m.Failing {
			v.Summary.Failing++
		}
		if m.WarningOnly {
			v.Summary.WarningOnly++
		}
	}
}

// passingNames gives the names of the configuration in every spelling, and EM's for machines that it does not name.
func (v *Verdict) passingNames(configured []string) []string {
	passes := map[string]bool{}
	for _, m := range v.Machines {
		if m.isJudged() {
			other, shared := passes[em.Fold(m.Name)]
			passes[em.Fold(m.Name)] = m.Status != StatusViolation && (other || !shared)
		}
	}
	names := slices.Clone(configured)
	for _, m := range v.Machines {
		if m.Status == StatusCompliant || m.Status == StatusWaived {
			names = append(names, m.Name) // that of the configuration again, where it names the machine
		}
	}
	names = slices.DeleteFunc(names, func(name string) bool { return !passes[em.Fold(name)] })
	slices.Sort(names)
	return slices.Compact(names)
}

// ViolatingNames are the names of the violations, in their order.
func (v *Verdict) ViolatingNames() []string {
	names := make([]string, len(v.Violations))
	for i, violation := range v.Violations {
		names[i] = violation.Name
	}
	return names
}
