package compliance

import (
	"strings"
	"testing"
)

func TestNearNames(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"lin01", "lin01.corp.local", true}, {"LIN01.corp.local", "lin01", true}, {"lin0", "lin01.corp.local", false},
		{"web-a", "web-b", true}, {"weba", "web", true}, {"wbe", "web", true}, {"dbserver", "bdserver", true}, {"caf\u00e9", "cafe", true},
		{"web01", "web02", false}, {"web1", "web", false}, {"web01", "WEB01", false}, {"abcd", "badc", false}, {"web", "wiki", false}, {"", "a", false},
	} {
		if got := isNearly(c.a, c.b); got != c.want {
			t.Errorf("%q and %q: %t", c.a, c.b, got)
		}
		if got := isNearly(c.b, c.a); got != c.want {
			t.Errorf("%q and %q: %t", c.b, c.a, got)
		}
	}
}

func TestHintsAtNames(t *testing.T) {
	t.Parallel()
	rows := []TaskSession{
		good("Nightly", "lin01", 2), uid("1", good("Nightly", "old-name", 30)), uid("1", good("Nightly", "new-name", 2)), good("Nightly", "web-b", 2),
	}
	for name, want := range map[string]string{
		"lin01.corp.local": `There is a machine "lin01".`, "OLD-name": `is called "new-name" now (vm_uid 1)`, "web-a": `There is a machine "web-b".`, "gone": "",
		"lin*": "Names are whole: * and ? stand for nothing", `vbr01\lin01`: "without its backup server",
	} {
		v := judgeNight(arguments(expect(name)), rows, nil)
		for _, m := range v.Violations {
			if !strings.Contains(m.Hint, want) || want == "" && m.Hint != "" {
				t.Errorf("%s: %q", name, m.Hint)
			}
		}
		if len(v.Violations) != 1 {
			t.Errorf("%s: %s", name, describe(v))
		}
	}
	if v := judgeNight(arguments(expect("web-a", "web-b")), rows, nil); v.Violations[0].Hint != "" {
		t.Errorf("a machine that is expected itself is hinted at: %q", v.Violations[0].Hint)
	}
	narrowed := func(a *Arguments) { a.OnlyMachines, a.JobNames = []string{"gone"}, []string{"Nightly"} }
	if v := judgeNight(arguments(narrowed), rows, nil); v.Violations[0].Hint != "Only the jobs of job_names were looked at." {
		t.Errorf("of a job: %q", v.Violations[0].Hint)
	}
	only := func(a *Arguments) { a.OnlyMachines = []string{"lin01.corp.local"} }
	if v := judgeNight(arguments(only), rows, nil); !strings.Contains(v.Violations[0].Hint, `"lin01"`) {
		t.Errorf("of the machines that are not judged none is hinted at: %q", v.Violations[0].Hint)
	}
	only = func(a *Arguments) { a.OnlyMachines = []string{"old-name"} }
	if v := judgeNight(arguments(only), rows, nil); !strings.Contains(v.Violations[0].Hint, `is called "new-name" now (vm_uid 1)`) {
		t.Errorf("the machine that was renamed is not judged: %q", v.Violations[0].Hint)
	}
}

func TestHintsAtJobs(t *testing.T) {
	t.Parallel()
	v := judgeNight(arguments(ofJobs("Nightly*", "Nightly VM", "Weekly", "Nightly", "Gone", "nightlyVMs")), nil, nil)
	v.HintAtJobs([]string{"Nightly VMs", "Wekly"})
	want := map[string]string{
		"Nightly*": "job_names takes whole names: * stands for nothing but itself.", "Nightly VM": `There is a job "Nightly VMs".`,
		"Weekly": `There is a job "Wekly".`, "Nightly": `There is a job "Nightly VMs".`, "nightlyVMs": `There is a job "Nightly VMs".`,
	}
	for _, m := range v.Violations {
		if m.Hint != want[m.Name] {
			t.Errorf("%s: %q", m.Name, m.Hint)
		}
	}
}

func TestHintOfRunning(t *testing.T) {
	t.Parallel()
	v := judgeNight(arguments(nil), []TaskSession{good("Nightly", "db01", 30), running("Nightly", "db01", 2)}, nil)
	if hint := v.Violations[0].Hint; !strings.Contains(hint, "rpo must exceed the interval") {
		t.Errorf("hint %q", hint)
	}
}
