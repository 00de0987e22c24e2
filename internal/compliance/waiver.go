package compliance

import (
	"slices"
	"time"
)

// Waiver lets violations pass for some time.
type Waiver struct {
	// Machines are patterns.
	Machines []string
	Reason   string
	// Until is the instant from which it waives nothing; UntilText is how the configuration writes it.
	Until     time.Time
	UntilText string
	// ApprovedBy may be empty.
	ApprovedBy string
	// Causes are those that it waives; none means all.
	Causes []string
}

type compiledWaiver struct {
	Waiver
	patterns Patterns
}

func (w *compiledWaiver) covers(m *Machine) bool {
	return (len(w.Causes) == 0 || slices.Contains(w.Causes, m.Cause)) && m.matchesAny(w.patterns)
}

// exception is what became of a violation, in one text.
func (w *Waiver) exception() string {
	text := w.Reason + " (until " + w.UntilText
	if w.ApprovedBy != "" {
		text += ", approved by " + w.ApprovedBy
	}
	return text + ")"
}

// waive lets a violation of a machine pass where a waiver covers it: the first that has not ended. One that ended and would
// be needed is kept for the message.
func (j *judge) waive(m *Machine) {
	if m.Status != StatusViolation {
		return
	}
	for i := range j.waivers {
		w := &j.waivers[i]
		switch {
		case !w.covers(m):
		case j.Now.Before(w.Until):
			m.Status, m.Exception, m.endedWaiver = StatusWaived, w.exception(), nil
			return
		case m.endedWaiver == nil:
			m.endedWaiver = &w.Waiver
		}
	}
}
