package compliance

import (
	"testing"
	"time"
)

var now = time.Date(2026, 6, 16, 8, 0, 0, 0, time.UTC)

const hour = time.Hour

func TestWithinRPO(t *testing.T) {
	t.Parallel()
	const rpo = 24 * time.Hour
	for _, test := range []struct {
		what string
		at   time.Time
		want bool
	}{
		{"at the window's beginning", now.Add(-rpo), true},
		{"just before its beginning", now.Add(-rpo - 1), false},
		{"now", now, true},
		{"now in another zone", now.In(time.FixedZone("", 7200)), true},
		{"at the clock skew's end", now.Add(5 * time.Minute), true},
		{"just after it", now.Add(5*time.Minute + 1), false},
		{"no beginning", time.Time{}, false},
	} {
		if got := WithinRPO(test.at, now, rpo); got != test.want {
			t.Errorf("%s: %t", test.what, got)
		}
	}
	if WithinRPO(time.Time{}, time.Time{}.Add(time.Hour), rpo) {
		t.Error("a missing time is in the window")
	}
}

func TestIsGood(t *testing.T) {
	t.Parallel()
	for _, state := range []string{"Completed", "InProgress", "Pending", "Stopped", ""} {
		for _, result := range []string{"Success", "Warning", "Failed", "None", ""} {
			for _, accept := range []bool{true, false} {
				want := state == "Completed" && (result == "Success" || result == "Warning" && accept)
				if got := (&TaskSession{State: state, Result: result}).isGood(accept); got != want {
					t.Errorf("%s, %s, warnings accepted %t: %t", state, result, accept, got)
				}
			}
		}
	}
}

func TestPatterns(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		pattern, name string
		want          bool
	}{
		{"test-*", "TEST-01", true}, {"test-*", "a-test-01", false}, {"db0?", "db01", true}, {"db0?", "db0", false}, {"db0?", "db011", false},
		{"*", "", true}, {"a.b", "axb", false}, {"a+b", "a+b", true}, {"a*z", "a\nz", true}, {"caf?", "cafe\u0301", true}, {"CAF\u00c9*", "cafe\u0301s", true},
	} {
		if got := (&Machine{EMName: test.name}).matches(compilePattern(test.pattern)); got != test.want {
			t.Errorf("%q matches %q: %t", test.pattern, test.name, got)
		}
	}
	m := &Machine{EMName: "db01", VMUID: "urn:VMware:Vm:R.vm-1", Server: "VBR01"}
	for text, want := range map[string]bool{
		"urn:vmware:vm:r.VM-1": true, "*.vm-1": true, "*.vm-2": false, `vbr01\db01`: true, `vbr01\*`: true, `vbr02\*`: false, `vbr01/db01`: false,
	} {
		if got := m.matches(compilePattern(text)); got != want {
			t.Errorf("%q matches the machine: %t", text, got)
		}
	}
}
