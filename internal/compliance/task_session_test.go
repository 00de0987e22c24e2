package compliance

import (
	"testing"
	"time"
)

var now = time.Date(2026, 6, 16, 8, 0, 0, 0, time.UTC)

func TestMachineKey(t *testing.T) {
	t.Parallel()
	type machine struct{ vmUID, name, server string }
	for _, test := range []struct {
		what string
		a, b machine
		same bool
	}{
		{"reference regardless of case, whatever the name and server", machine{"urn:VMware:Vm:R.vm-1", "db01", "bs01"}, machine{"urn:vmware:vm:r.VM-1", "db02", "bs02"}, true},
		{"two references of one name", machine{"urn:VMware:Vm:r.vm-1", "db01", "bs01"}, machine{"urn:VMware:Vm:r.vm-2", "db01", "bs01"}, false},
		{"name and server regardless of case", machine{"", "DB01", "bs01"}, machine{"", "db01", "BS01"}, true},
		{"name in two Unicode forms", machine{"", "caf\u00e9", "bs01"}, machine{"", "cafe\u0301", "bs01"}, true},
		{"names that only lower case makes equal", machine{"", "\u0130ST01", "bs01"}, machine{"", "IST01", "bs01"}, false},
		{"two servers of one name", machine{"", "db01", "bs01"}, machine{"", "db01", "bs02"}, false},
		{"two names on one server", machine{"", "db01", "bs01"}, machine{"", "db02", "bs01"}, false},
		{"a name that begins like the server", machine{"", "1db", "bs0"}, machine{"", "db", "bs01"}, false},
		{"with reference and without", machine{"db01", "db01", ""}, machine{"", "db01", ""}, false},
	} {
		a, b := machineKey(test.a.vmUID, test.a.name, test.a.server), machineKey(test.b.vmUID, test.b.name, test.b.server)
		if (a == b) != test.same {
			t.Errorf("%s: %q and %q; want the same: %t", test.what, a, b, test.same)
		}
	}
}

func TestWithinRPO(t *testing.T) {
	t.Parallel()
	const rpo = 24 * time.Hour
	for _, test := range []struct {
		what string
		end  time.Time
		want bool
	}{
		{"at the window's beginning", now.Add(-rpo), true},
		{"just before its beginning", now.Add(-rpo - 1), false},
		{"now", now, true},
		{"now in another zone", now.In(time.FixedZone("", 7200)), true},
		{"at the clock skew's end", now.Add(5 * time.Minute), true},
		{"just after it", now.Add(5*time.Minute + 1), false},
		{"not ended", time.Time{}, false},
	} {
		if got := WithinRPO(test.end, now, rpo); got != test.want {
			t.Errorf("%s: %t", test.what, got)
		}
	}
	if WithinRPO(time.Time{}, time.Time{}.Add(time.Hour), rpo) {
		t.Error("a backup that has not ended is in the window")
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
		if got := compilePatterns([]string{"other", test.pattern}).match(test.name); got != test.want {
			t.Errorf("%q matches %q: %t", test.pattern, test.name, got)
		}
	}
	if compilePatterns(nil).match("db01") {
		t.Error("no pattern matches")
	}
}
