package compliance

import (
	"fmt"
	"time"
)

// staleData is the violation of an EM that has not collected for too long: it knows only what it collected last. It is nil
// where that is young enough.
func (j *judge) staleData(c *Collection) *Machine {
	if c == nil || j.MaxDataAge == 0 || !c.Succeeded.IsZero() && !c.Succeeded.Before(j.Now.Add(-j.MaxDataAge)) {
		return nil
	}
	m := &Machine{Name: j.Host, Host: j.Host, Status: StatusViolation, Cause: CauseStaleData}
	if !c.Succeeded.IsZero() {
		m.Last = &TaskSession{Creation: c.Succeeded, End: c.Succeeded}
	}
	m.Hint = "Enterprise Manager has not collected data from its backup servers for longer than max_data_age. See its page Sessions, and " +
		"whether it collects by schedule."
	if c.Warned.After(c.Succeeded) {
		m.Hint = fmt.Sprintf("A collection ended with a warning at %s. Enterprise Manager does not tell which backup server it left out: see "+
			"its page Sessions.", c.Warned.UTC().Format(time.RFC3339))
	}
	return m
}
