package compliance

import (
	"slices"
	"testing"
	"time"
)

func TestPolicies(t *testing.T) {
	t.Parallel()
	gold := Policy{Name: "gold", Machines: []string{"db*", "only-gold"}, Terms: Terms{RPO: 4 * hour, AcceptWarning: false}}
	silver := Policy{Name: "silver", Machines: []string{"DB01", "web*", `vbr01\app*`}, Terms: Terms{RPO: 48 * hour, AcceptWarning: true}}
	both := func(a *Arguments) { a.Policies = []Policy{gold, silver} }
	judgeCases(t, map[string]verdictCase{
		"the first that matches":      {change: both, rows: []TaskSession{good("Nightly", "db01", 5)}, want: "db01:stale"},
		"in another order":            {change: func(a *Arguments) { a.Policies = []Policy{silver, gold} }, rows: []TaskSession{good("Nightly", "db01", 5)}, want: "+db01"},
		"at its RPO":                  {change: both, rows: []TaskSession{good("Nightly", "db01", 4), good("Nightly", "web01", 48)}, want: "+db01 +web01"},
		"over its RPO":                {change: both, rows: []TaskSession{good("Nightly", "db01", 4.01), good("Nightly", "web01", 48.01)}, want: "db01:stale web01:stale"},
		"by server and name":          {change: both, rows: []TaskSession{good("Nightly", "app01", 40)}, want: "+app01"},
		"none matches":                {change: both, rows: []TaskSession{good("Nightly", "lin01", 25), good("Nightly", "lin02", 24)}, want: "lin01:stale +lin02"},
		"warnings":                    {change: both, rows: []TaskSession{warned("Nightly", "db01", 2), warned("Nightly", "web01", 2)}, want: "db01:never +web01"},
		"a machine that was not seen": {change: func(a *Arguments) { both(a); expect("db09")(a) }, want: "db09:not_seen"},
		"re-created, by its RPO": {change: func(a *Arguments) { both(a); a.Lookback = 53 * hour }, rows: []TaskSession{
			uid("1", good("Nightly", "web", 52)), uid("2", good("Nightly", "web", 6)), uid("3", good("Nightly", "db", 40)), uid("4", good("Nightly", "db", 3))},
			want: "+db db:replaced +web web:stale"},
	})
	v := judgeNight(arguments(func(a *Arguments) { both(a); expect("db09")(a) }), []TaskSession{good("Nightly", "web01", 2), good("Nightly", "lin01", 2)}, nil)
	for _, m := range v.Machines {
		want := map[string]string{"db09": "gold 4h0m0s", "web01": "silver 48h0m0s", "lin01": " 24h0m0s"}[m.Name]
		if got := m.Policy + " " + m.RPO.String(); got != want {
			t.Errorf("%s is judged by %q, want %q", m.Name, got, want)
		}
	}
}

func TestUnused(t *testing.T) {
	t.Parallel()
	v := judgeNight(arguments(func(a *Arguments) {
		exclude("x*", "db*", "D*", "gone*")(a)
		expect("db01", "new01")(a)
		a.Policies = []Policy{
			{Name: "first", Machines: []string{"d*"}}, {Name: "shadowed", Machines: []string{"db01"}}, {Name: "unseen", Machines: []string{"new*"}},
			{Name: "typo", Machines: []string{"bd*"}}, {Name: "of an excluded one", Machines: []string{"x1"}},
		}
	}), []TaskSession{good("Nightly", "db01", 2), good("Nightly", "x1", 2)}, nil)
	if !slices.Equal(v.UnusedPolicies, []string{"typo"}) || !slices.Equal(v.UnusedExclusions, []string{"gone*"}) {
		t.Errorf("policies %q, exclusions %q", v.UnusedPolicies, v.UnusedExclusions)
	}
	// One verdict for each machine, all with the same policies: what matches another machine is used.
	one := judgeNight(arguments(func(a *Arguments) {
		a.OnlyMachines, a.Excluded = []string{"db01"}, map[string]string{`vbr01\x*`: "lab", "gone*": "typo"}
		a.Policies = []Policy{{Name: "web", Machines: []string{`vbr01\web*`}}, {Name: "typo", Machines: []string{"bew*"}}}
	}), []TaskSession{good("Nightly", "db01", 2), good("Nightly", "web01", 2), good("Nightly", "x1", 2)}, nil)
	if !slices.Equal(one.UnusedPolicies, []string{"typo"}) || !slices.Equal(one.UnusedExclusions, []string{"gone*"}) {
		t.Errorf("of one machine: policies %q, exclusions %q", one.UnusedPolicies, one.UnusedExclusions)
	}
}

func TestOnlyMachines(t *testing.T) {
	t.Parallel()
	only := func(names ...string) func(*Arguments) { return func(a *Arguments) { a.OnlyMachines = names } }
	rows := []TaskSession{good("Nightly", "db01", 2), failed("Nightly", "web01", 2), good("Copy", "app01", 2)}
	judgeCases(t, map[string]verdictCase{
		"one of them":       {change: only("DB01"), rows: rows, want: "+DB01"},
		"one that violates": {change: only("web01", "db01"), rows: rows, want: "+db01 web01:never"},
		"one not seen":      {change: only("gone", "db01"), rows: rows, want: "+db01 gone:not_seen"},
		"copies alone":      {change: only("app01"), rows: rows, want: "app01:never"},
		"another form":      {change: only("caf\u00e9"), rows: []TaskSession{good("Nightly", "cafe\u0301", 2), failed("Nightly", "x", 2)}, want: "+caf\u00e9"},
		"every one of that " +
			"name": {change: only("twin"), rows: []TaskSession{uid("1", good("Nightly", "twin", 2)), uid("2", failed("Nightly", "twin", 2))},
			want: "+twin twin:never"},
		"jobs are looked at all the " +
			"same": {change: func(a *Arguments) { only("db01")(a); ofJobs("Nightly", "Weekly")(a) }, rows: rows, want: "+db01 " +
			"!Weekly:no_sessions"},
	})
	v := judgeNight(arguments(only("DB01", "gone")), rows, nil)
	if v.Summary.Machines != 2 || v.Population != PopulationNames || !slices.Equal(v.PassingNames, []string{"DB01"}) {
		t.Errorf("summary %+v of %s, passing %q", v.Summary, v.Population, v.PassingNames)
	}
}

func TestWaivers(t *testing.T) {
	t.Parallel()
	waive := func(waivers ...Waiver) func(*Arguments) { return func(a *Arguments) { a.Waivers = waivers } }
	waiver := func(until time.Time, pattern string, causes ...string) Waiver {
		return Waiver{Machines: []string{pattern}, Reason: "moves", Until: until, UntilText: until.Format(time.DateOnly), Causes: causes}
	}
	later, ended := now.Add(1), now
	rows := []TaskSession{good("Nightly", "db01", 2), failed("Nightly", "web01", 2)}
	judgeCases(t, map[string]verdictCase{
		"until later":                {change: waive(waiver(later, "WEB*")), rows: rows, want: "+db01 web01=waived"},
		"until now":                  {change: waive(waiver(ended, "web*")), rows: rows, want: "+db01 web01:never"},
		"of another machine":         {change: waive(waiver(later, "app*")), rows: rows, want: "+db01 web01:never"},
		"of its cause":               {change: waive(waiver(later, "web*", "failed", "never")), rows: rows, want: "+db01 web01=waived"},
		"of another cause":           {change: waive(waiver(later, "web*", "failed")), rows: rows, want: "+db01 web01:never"},
		"the second covers it":       {change: waive(waiver(ended, "web*"), waiver(later, "*", "stale"), waiver(later, "*")), rows: rows, want: "+db01 web01=waived"},
		"a compliant one needs none": {change: waive(waiver(later, "*")), rows: rows[:1], want: "+db01"},
		"not seen":                   {change: func(a *Arguments) { waive(waiver(later, "new*", "not_seen"))(a); expect("new01")(a) }, rows: rows[:1], want: "+db01 new01=waived"},
		"all of them":                {change: waive(waiver(later, "*")), rows: rows[1:], want: "web01=waived"},
		"never a job":                {change: func(a *Arguments) { waive(waiver(later, "*"))(a); ofJobs("Weekly")(a) }, want: "!em.example.com:no_machines !Weekly:no_sessions"},
		"nor nobody":                 {change: waive(waiver(later, "*")), want: "!em.example.com:no_machines"},
		"by server":                  {change: waive(waiver(later, `VBR01\*`)), rows: rows, want: "+db01 web01=waived"},
	})
	v := judgeNight(arguments(waive(Waiver{Machines: []string{"*"}, Reason: "moves", Until: later, UntilText: "2026-07-01", ApprovedBy: "the board"})), rows, nil)
	m := v.Machines[1]
	if want := "moves (until 2026-07-01, approved by the " +
		"board)"; m.Exception != want || m.Cause != "never" || v.Summary.Waived != 1 || v.Summary.Judged != 2 {
		t.Errorf("%q, cause %s, %+v", m.Exception, m.Cause, v.Summary)
	}
	if want := []string{"db01", "web01"}; !slices.Equal(v.PassingNames, want) {
		t.Errorf("passing %q, want %q", v.PassingNames, want)
	}
}
