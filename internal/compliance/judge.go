package compliance

import (
	"cmp"
	"maps"
	"slices"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// judge is the arguments of a verdict, made ready to be compared with thousands of rows.
type judge struct {
	*Arguments
	// expected gives the spelling of an expected name, jobs those of a job, both by the folded name.
	expected, jobs map[string]string
	exclusions     []exclusion
	policies       []compiledPolicy
	waivers        []compiledWaiver
	// types remembers what is known of a job type.
	types map[string]jobType
	// servers are those of the task sessions in scope.
	servers servers
	// points and inventory are nil where nobody asked for them.
	points    *points
	inventory *inventory
}

func newJudge(a *Arguments) *judge {
	j := &judge{
		Arguments: a, expected: bySpelling(a.named()), jobs: bySpelling(a.JobNames), types: map[string]jobType{},
	}
	for _, text := range slices.Sorted(maps.Keys(a.Excluded)) {
		j.exclusions = append(j.exclusions, exclusion{text: text, pattern: compilePattern(text), reason: a.Excluded[text]})
	}
	for _, p := range a.Policies {
		j.policies = append(j.policies, compiledPolicy{Policy: p, patterns: NewPatterns(p.Machines)})
	}
	for _, w := range a.Waivers {
		j.waivers = append(j.waivers, compiledWaiver{Waiver: w, patterns: NewPatterns(w.Machines)})
	}
	return j
}

// named are the machines that the configuration names.
func (a *Arguments) named() []string { return slices.Concat(a.OnlyMachines, a.Expected) }

// bySpelling gives of each folded name the first spelling in order.
func bySpelling(names []string) map[string]string {
	spellings := make(map[string]string, len(names))
	for _, name := range slices.Sorted(slices.Values(names)) {
		spellings[em.Fold(name)] = cmp.Or(spellings[em.Fold(name)], name)
	}
	return spellings
}

// decide says what became of one machine.
func (j *judge) decide(m *Machine) {
	m.Name = cmp.Or(j.expected[em.Fold(m.EMName)], m.EMName)
	cause, hint := j.cause(m)
	reason, excluded := j.exclusionOf(m)
	switch {
	case excluded:
		m.Status, m.Exception = StatusExcluded, reason
	case j.isLeftOut(m):
		m.Status = StatusLeftOut
	case m.successor != nil && (j.ReplaceRecreated && !j.inventory.lists(m) || j.inventory.isGone(m)):
		m.Status = StatusReplaced
	case j.inventory.isGone(m) && j.expected[em.Fold(m.EMName)] == "":
		m.Status, m.Hint = StatusRetired, "Its virtual host no longer lists it. An account with the role Portal User sees only the machines of "+
			"its restore scope."
		m.Doubtful = cause != "" && m.Last != nil && j.isYoung(m, m.Last.Creation, m.RPO)
	case cause == "":
		m.Status = StatusCompliant
		m.Failing = m.Last.Result == em.Failed
		m.WarningOnly = !slices.ContainsFunc(m.good, func(b backup) bool { return b.Result == em.Success && j.isFresh(m, b) })
	default:
		m.Status, m.Cause, m.Hint = StatusViolation, cause, hint
	}
}
