package em_test

import (
	"testing"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// TestEveryStateIsOne: each documented state is exactly one of waiting, running and finished; of other words, a session's
// is running and a task session's is none.
func TestEveryStateIsOne(t *testing.T) {
	t.Parallel()
	for kind, c := range map[string]struct {
		states    []string
		running   func(string) bool
		ofUnknown int
	}{
		"session": {em.SessionStates, em.IsRunning, 1}, "task session": {em.TaskSessionStates, em.IsTaskRunning, 0},
	} {
		count := func(state string) (n int) {
			for _, is := range []bool{em.IsWaiting(state), c.running(state), em.IsFinished(state)} {
				if is {
					n++
				}
			}
			return n
		}
		for _, state := range c.states {
			if count(state) != 1 {
				t.Errorf("%s of a %s is %d of the three", state, kind, count(state))
			}
		}
		for _, state := range []string{"", "Postponed", "completed"} {
			if count(state) != c.ofUnknown {
				t.Errorf("%q of a %s is %d of the three, want %d", state, kind, count(state), c.ofUnknown)
			}
		}
	}
}
