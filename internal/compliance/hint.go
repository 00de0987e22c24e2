package compliance

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// hintAtNames says of machines that were not seen what is there instead: the new name of a renamed machine, or a name that is
// nearly the same. A name that the configuration has too is none of these.
func (j *judge) hintAtNames(unseen []*Machine, seen []*machineRows) {
	for _, m := range unseen {
		if m.Cause != CauseNotSeen || m.Hint != "" {
			continue
		}
		for _, rows := range seen {
			switch {
			case j.expected[em.Fold(rows.name())] != "":
			case rows.hadName(m.Name):
				renamed := j.machineOf(rows)
				j.setPlace(renamed)
				m.Hint = fmt.Sprintf("The machine of this name is called %q now (vm_uid %s).", renamed.EMName, renamed.VMUID)
			case isNearly(m.Name, rows.name()) && m.Hint == "":
				m.Hint = fmt.Sprintf("There is a machine %q.", rows.name())
			}
		}
		m.Hint = cmp.Or(m.Hint, j.hintAtForm(m.Name))
	}
}

// hintAtForm says what may be wrong with a name of which nothing was seen.
func (j *judge) hintAtForm(name string) string {
	switch {
	case strings.ContainsAny(name, "*?"):
		return "Names are whole: * and ? stand for nothing but themselves."
	case strings.Contains(name, `\`):
		return "A name is that of the machine alone, without its backup server."
	case len(j.JobNames) > 0:
		return "Only the jobs of job_names were looked at."
	}
	return ""
}

// HintAtJobs says of jobs without task sessions which of the jobs that there are they may be.
func (v *Verdict) HintAtJobs(jobs []string) {
	for _, m := range v.Violations {
		if m.Cause != CauseNoSessions {
			continue
		}
		if strings.Contains(m.Name, "*") {
			m.Hint = "job_names takes whole names: * stands for nothing but itself."
			continue
		}
		for _, job := range jobs {
			if isNearly(m.Name, job) || isPart(m.Name, job) {
				m.Hint = fmt.Sprintf("There is a job %q.", job)
				break
			}
		}
	}
}

// HintAtNobody says why nobody is judged.
func (v *Verdict) HintAtNobody(hint string) {
	for _, m := range v.Violations {
		if m.Cause == CauseNoMachines {
			m.Hint = hint
		}
	}
}

// isPart reports whether one of two names is the beginning of the other's words: "Nightly" and "Nightly VMs".
func isPart(a, b string) bool {
	a, b = em.Fold(a), em.Fold(b)
	return strings.HasPrefix(a, b+" ") || strings.HasPrefix(b, a+" ") || strings.TrimSuffix(b, "s") == a || strings.TrimSuffix(a, "s") == b
}

// isNearly reports whether two names are probably meant to be one: a short name and one with its domain, or one letter off.
// Digits are no letters: web01 and web02 are two machines.
func isNearly(a, b string) bool {
	a, b = em.Fold(a), em.Fold(b)
	if a == b || a == "" || b == "" {
		return false
	}
	return strings.HasPrefix(a, b+".") || strings.HasPrefix(b, a+".") || oneLetterOff([]rune(a), []rune(b))
}

// oneLetterOff reports whether one letter more, less or other, or two letters in the other order, make the texts equal.
func oneLetterOff(a, b []rune) bool {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	differing := slices.Concat(a, b)
	if slices.ContainsFunc(differing, unicode.IsDigit) {
		return false
	}
	return len(a) <= 1 && len(b) <= 1 || len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
}
