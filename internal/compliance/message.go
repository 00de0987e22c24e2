package compliance

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

const (
	// listedViolations is how many violations a message lists: more are not read in a terminal.
	listedViolations = 10
	// reasonLength is how many characters of a reason are listed.
	reasonLength = 60
)

// Violation is what a message says of a violation. Texts that are not known are empty, a time zero.
type Violation struct {
	Name, Cause, Reason string
	LastGood            time.Time
}

// causeWords says the causes in words.
var causeWords = map[string]string{
	CauseUnknownJobType: "unknown job type",
	CauseNotSeen:        "not seen by any job",
	CauseNever:          "never backed up",
	CauseReplaced:       "re-created since its last good backup",
	CauseFailed:         "backup failed",
	CauseWarning:        "backup ended with a warning",
	CauseStale:          "last good backup too old",
	CauseNoSessions:     "job without task sessions",
	CauseJobFailed:      "job failed without a failed machine",
	CauseNoMachines:     "no machine to judge",
	CauseNoRestorePoint: "restore point missing",
	CauseNoCopy:         "no newer copy",
	CauseStaleData:      "Enterprise Manager's data too old",
	CauseUnreadable:     "Enterprise Manager could not be read",
}

// Message says what violates, ready to be an error message: how many, then one a line, and how many more there are.
func Message(violations []Violation) string {
	return count(len(violations), "violation", "violations") + "." + listViolations(violations) + andMore(len(violations))
}

// listViolations gives a line for each of the first violations, after a line end.
func listViolations(violations []Violation) string {
	var text strings.Builder
	for _, v := range violations[:min(len(violations), listedViolations)] {
		fmt.Fprintf(&text, "\n%s: %s", em.Printable(v.Name), cmp.Or(causeWords[v.Cause], em.Printable(v.Cause)))
		if !v.LastGood.IsZero() {
			text.WriteString(", last good backup " + v.LastGood.UTC().Format(time.RFC3339))
		}
		if reason := shortened(v.Reason); reason != "" {
			text.WriteString(": " + reason)
		}
	}
	return text.String()
}

func andMore(violations int) string {
	if violations <= listedViolations {
		return ""
	}
	return fmt.Sprintf("\nand %s more", thousands(violations-listedViolations))
}

// shortened is the beginning of a reason.
func shortened(reason string) string {
	reason = em.Printable(strings.Join(strings.Fields(reason), " "))
	if utf8.RuneCountInString(reason) <= reasonLength {
		return reason
	}
	return strings.TrimSpace(string([]rune(reason)[:reasonLength])) + "…"
}

// message says what the verdict is: counts and what is not covered, then the violations.
func (v *Verdict) message() string {
	s := v.Summary
	parts := []string{thousands(s.Judged) + " judged", cmp.Or(countOf(s.Violations, "violation", "violations"), "no violations")}
	for _, part := range []string{
		countOf(s.Waived, "waived", "waived"), countOf(s.Excluded, "excluded", "excluded"), countOf(s.Replaced, "replaced", "replaced"),
		countOf(s.Retired, "retired", "retired"), countOf(s.LeftOut, "left out", "left out"),
	} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	text := strings.Join(parts, ", ") + "."
	if v.Population == PopulationSessions {
		text += " Machines that no job ever saw are not covered."
	}
	if s.Failing > 0 {
		text += fmt.Sprintf(" Of the compliant ones the newest backup of %s failed.", thousands(s.Failing))
	}
	violations := make([]Violation, len(v.Violations))
	for i, m := range v.Violations {
		violations[i] = m.violation()
	}
	text += listViolations(violations)
	for _, line := range v.endedWaivers() {
		text += "\n" + line
	}
	return text + andMore(len(violations))
}

// violation is what a message says of a machine.
func (m *Machine) violation() Violation {
	v := Violation{Name: m.Name, Cause: m.Cause}
	if m.LastGood != nil {
		v.LastGood = m.LastGood.Creation
	}
	if m.Last != nil {
		v.Reason = m.Last.Reason
	}
	return v
}

// endedWaivers names the waivers that have ended and that a violation would need, each once.
func (v *Verdict) endedWaivers() []string {
	machines := map[*Waiver][]string{}
	var ended []*Waiver
	for _, m := range v.Violations {
		if w := m.endedWaiver; w != nil {
			if machines[w] == nil {
				ended = append(ended, w)
			}
			machines[w] = append(machines[w], m.Name)
		}
	}
	var lines []string
	for _, w := range ended {
		names := machines[w]
		more := ""
		if len(names) > 3 {
			more = fmt.Sprintf(" and %s more", thousands(len(names)-3))
			names = names[:3]
		}
		lines = append(lines, fmt.Sprintf("The waiver of %s%s ended at %s: "+
			"%s", em.Printable(strings.Join(names, ", ")), more, w.UntilText, em.Printable(w.Reason)))
	}
	return slices.Compact(lines)
}

// countOf is a number with its noun, "" for none.
func countOf(number int, one, many string) string {
	if number == 0 {
		return ""
	}
	return count(number, one, many)
}

func count(number int, one, many string) string {
	if number == 1 {
		return "1 " + one
	}
	return thousands(number) + " " + many
}

// thousands writes a number with commas between groups of three digits.
func thousands(number int) string {
	text := strconv.Itoa(number)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
