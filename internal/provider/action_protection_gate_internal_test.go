package provider

import (
	"testing"
	"testing/synctest"
	"time"
)

// TestRepeat: who waits is told at each interval, and not once more when it is over.
func TestRepeat(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var said []time.Duration
		stop := repeat(10*time.Second, func(after time.Duration) { said = append(said, after) })
		time.Sleep(25 * time.Second)
		stop()
		time.Sleep(time.Minute)
		if len(said) != 2 || said[0] != 10*time.Second || said[1] != 20*time.Second {
			t.Error(said)
		}
	})
}
