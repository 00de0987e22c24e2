package compliance

import (
	"regexp"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// exclusion is a pattern of machines that are not judged, and why; used is whether it matched one.
type exclusion struct {
	text    string
	pattern *regexp.Regexp
	reason  string
	used    bool
}

// exclusionOf gives the reason why a machine is not judged: that of the first pattern in order that matches it. What is named
// is never excluded.
func (j *judge) exclusionOf(m *Machine) (reason string, excluded bool) {
	for i := len(j.exclusions) - 1; i >= 0; i-- {
		if e := &j.exclusions[i]; m.matches(e.pattern) {
			reason, excluded, e.used = e.reason, true, true
		}
	}
	if j.expected[em.Fold(m.seenName())] != "" {
		return "", false
	}
	return reason, excluded
}

// unusedExclusions are the patterns that match no machine.
func (j *judge) unusedExclusions() (patterns []string) {
	for _, e := range j.exclusions {
		if !e.used {
			patterns = append(patterns, e.text)
		}
	}
	return patterns
}
