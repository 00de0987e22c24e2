package compliance

import (
	"slices"
	"time"
)

// Terms are what the backups of a machine must meet.
type Terms struct {
	// RPO is how old the last good backup may be, counted from where it began.
	RPO time.Duration
	// AcceptWarning takes a task session with the result Warning for a good one.
	AcceptWarning bool
	// Calendar says on which days the clock of the RPO runs; nil means on all.
	Calendar *Calendar
	// CopyRPO is how old a good backup may be after whose end a copy must have begun; 0 asks for no copy.
	CopyRPO time.Duration
	// MinPoints is how many restore points there must be.
	MinPoints int64
}

// Policy is what the machines meet that one of its patterns matches, and no policy before it.
type Policy struct {
	Name     string
	Machines []string
	Terms
}

// compiledPolicy is a policy with its patterns, and whether one of them matched a machine.
type compiledPolicy struct {
	Policy
	patterns Patterns
	used     bool
}

// setTerms finds the terms of a machine: those of the first policy that matches it, else those of all.
func (j *judge) setTerms(m *Machine) {
	m.terms = j.Terms
	for i := range slices.Backward(j.policies) {
		if p := &j.policies[i]; m.matchesAny(p.patterns) {
			m.terms, m.Policy, p.used = p.Terms, p.Name, true
		}
	}
	m.RPO = m.terms.RPO
}

// unusedPolicies are the names of those that match no machine.
func (j *judge) unusedPolicies() (names []string) {
	for _, p := range j.policies {
		if !p.used {
			names = append(names, p.Name)
		}
	}
	return names
}

// age is how much of the time since a beginning counts for the RPO of a machine.
func (j *judge) age(m *Machine, began time.Time) time.Duration {
	return m.terms.Calendar.age(began, j.Now, m.good, j.Lookback)
}

// isFresh reports whether the data of a good backup are within the RPO of its machine, and not of after now.
func (j *judge) isFresh(m *Machine, b backup) bool { return j.isYoung(m, b.dataTime, m.RPO) }

// isYoung reports whether a time of a machine is within an RPO, and not after now.
func (j *judge) isYoung(m *Machine, at time.Time, rpo time.Duration) bool {
	age := j.age(m, at)
	return age >= -ClockSkew && age <= rpo
}
