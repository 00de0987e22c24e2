package compliance

import (
	"slices"
	"testing"
	"time"
)

func expect(names ...string) func(*Arguments) { return func(a *Arguments) { a.Expected = names } }
func ofJobs(names ...string) func(*Arguments) { return func(a *Arguments) { a.JobNames = names } }

func exclude(patterns ...string) func(*Arguments) {
	return func(a *Arguments) {
		a.Excluded = map[string]string{}
		for _, p := range patterns {
			a.Excluded[p] = "because of " + p
		}
	}
}

func strict(a *Arguments) { a.AcceptWarning = false }

func TestCauses(t *testing.T) {
	t.Parallel()
	judgeCases(t, map[string]verdictCase{
		"good":                       {rows: []TaskSession{good("Nightly", "db01", 6)}, want: "+db01"},
		"good and then failed":       {rows: []TaskSession{good("Nightly", "db01", 20), failed("Nightly", "db01", 2)}, want: "+db01"},
		"failed and then good":       {rows: []TaskSession{failed("Nightly", "db01", 6), good("Nightly", "db01", 5)}, want: "+db01"},
		"at the RPO":                 {rows: []TaskSession{good("Nightly", "db01", 24)}, want: "+db01"},
		"over the RPO":               {rows: []TaskSession{good("Nightly", "db01", 24.01)}, want: "db01:stale"},
		"began before, ended within": {rows: []TaskSession{row("Nightly", "db01", "Completed", "Success", 30, 20)}, want: "db01:stale"},
		"failed after an old one":    {rows: []TaskSession{good("Nightly", "db01", 30), failed("Nightly", "db01", 6)}, want: "db01:failed"},
		"failed before an old one":   {rows: []TaskSession{failed("Nightly", "db01", 50), good("Nightly", "db01", 30)}, want: "db01:stale"},
		"never":                      {rows: []TaskSession{failed("Nightly", "db01", 6)}, want: "db01:never"},
		"running for the first time": {rows: []TaskSession{row("Nightly", "db01", "InProgress", "Success", 1, 0)}, want: "db01:never"},
		"running after an old one":   {rows: []TaskSession{good("Nightly", "db01", 30), running("Nightly", "db01", 1)}, want: "db01:stale"},
		"failed, and running again":  {rows: []TaskSession{good("Nightly", "db01", 30), failed("Nightly", "db01", 6), running("Nightly", "db01", 1)}, want: "db01:failed"},
		"warning":                    {rows: []TaskSession{warned("Nightly", "db01", 2)}, want: "+db01"},
		"warning that is not " +
			"accepted": {change: strict, rows: []TaskSession{good("Nightly", "db01", 30), warned("Nightly", "db01", 2)}, want: "db01:warning"},
		"only warnings, not accepted": {change: strict, rows: []TaskSession{warned("Nightly", "db01", 2)}, want: "db01:never"},
		"warning, not accepted, " +
			"fresh": {change: strict, rows: []TaskSession{good("Nightly", "db01", 20), warned("Nightly", "db01", 2)}, want: "+db01"},
		"warning, then stale":          {rows: []TaskSession{warned("Nightly", "db01", 40)}, want: "db01:stale"},
		"of no known backup session":   {rows: []TaskSession{good("gone", "db01", 2)}, want: "db01:never"},
		"known and unknown session":    {rows: []TaskSession{good("gone", "db01", 2), good("Nightly", "db01", 30)}, want: "db01:stale"},
		"a state that is undocumented": {rows: []TaskSession{good("Nightly", "db01", 30), row("Nightly", "db01", "Postponed", "Failed", 2, 1)}, want: "db01:stale"},
		"a result of None":             {rows: []TaskSession{good("Nightly", "db01", 30), row("Nightly", "db01", "Completed", "None", 2, 1)}, want: "db01:stale"},
		"two jobs at once": {rows: []TaskSession{uid("1", good("Nightly", "db01", 30)), uid("1", good("Hourly", "db01", 26)), uid("1", failed("Nightly", "db01", 26)),
			uid("1", good("Agents", "db01", 26))}, want: "db01:failed"},
		"agents": {rows: []TaskSession{good("Agents", "lin01", 2)}, want: "+lin01"},
	})
}

// TestTimes: odd ends are no reason to drop a row or to distrust a backup, and what begins after now has the last word.
func TestTimes(t *testing.T) {
	t.Parallel()
	ended := func(at time.Time, s TaskSession) TaskSession { return with(s, func(s *TaskSession) { s.End = at }) }
	cases := map[string]verdictCase{
		"good without an end":   {rows: []TaskSession{row("Nightly", "db01", "Completed", "Success", 3, 0)}, want: "+db01"},
		"failed without an end": {rows: []TaskSession{good("Nightly", "db01", 30), row("Nightly", "db01", "Completed", "Failed", 3, 0)}, want: "db01:failed"},
		"a little after now":    {rows: []TaskSession{good("Nightly", "db01", -5./60)}, want: "+db01"},
		"far after now":         {rows: []TaskSession{good("Nightly", "db01", -5.1/60)}, want: "db01:stale"},
		"failed after now":      {rows: []TaskSession{good("Nightly", "db01", 30), failed("Nightly", "db01", -26)}, want: "db01:failed"},
		"fresh, and failed after " +
			"now": {rows: []TaskSession{uid("1", good("Nightly", "db01", 5)), uid("1", failed("Nightly", "db01", -26))}, want: "+db01"},
		"before the epoch": {rows: []TaskSession{ended(time.Unix(-1, 0), good("Nightly", "db01", 5))}, want: "+db01"},
		"running with an end of " +
			"1900": {rows: []TaskSession{ended(time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC), running("Nightly", "db01", 5))}, want: "db01:never"},
		"good, with an end after now":  {rows: []TaskSession{ended(now.Add(48*time.Hour), good("Nightly", "db01", 5))}, want: "+db01"},
		"stale, with an end after now": {rows: []TaskSession{ended(now, good("Nightly", "db01", 25))}, want: "db01:stale"},
	}
	for _, year := range []int{1, 1601, 1753, 1899, 1900, 1970, 2000} {
		odd := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)
		cases["failed, ended in "+odd.Format("2006")] = verdictCase{
			rows: []TaskSession{good("Nightly", "vm01", 6), ended(odd, failed("Nightly", "vm02", 6))}, want: "+vm01 vm02:never"}
	}
	judgeCases(t, cases)
	v := judgeNight(arguments(nil), []TaskSession{ended(time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC), failed("Nightly", "vm02", 6))}, nil)
	if last := v.Machines[0].Last; !last.EndTime().IsZero() || last.Reason != "disk full" {
		t.Errorf("an end before the beginning is %s, the reason %q", last.EndTime(), last.Reason)
	}
}

func TestJobTypes(t *testing.T) {
	t.Parallel()
	types := func(words ...string) func(*Arguments) { return func(a *Arguments) { a.JobTypes = words } }
	ignore := func(words ...string) func(*Arguments) { return func(a *Arguments) { a.IgnoredTypes = words } }
	judgeCases(t, map[string]verdictCase{
		"a copy of an old point":     {rows: []TaskSession{good("Copy", "db01", 2), good("Nightly", "db01", 30)}, want: "db01:stale"},
		"copies alone":               {rows: []TaskSession{good("Copy", "db01", 2), good("Nightly", "db02", 3)}, want: "db01=left_out +db02"},
		"copies alone, expected":     {change: expect("db01"), rows: []TaskSession{good("Copy", "db01", 2)}, want: "db01:never"},
		"a failed copy":              {rows: []TaskSession{good("Nightly", "db01", 2), failed("Copy", "db01", 1)}, want: "+db01"},
		"unknown type":               {rows: []TaskSession{failed("Cloud", "ahv01", 2), good("Nightly", "db01", 3)}, want: "ahv01:unknown_job_type +db01"},
		"unknown type that succeeds": {rows: []TaskSession{good("Cloud", "ahv01", 2)}, want: "ahv01:unknown_job_type"},
		"unknown beside documented":  {rows: []TaskSession{good("Cloud", "ahv01", 2), good("Copy", "ahv01", 3)}, want: "ahv01:unknown_job_type"},
		"unknown beside a backup":    {rows: []TaskSession{failed("Cloud", "ahv01", 2), good("Nightly", "ahv01", 3)}, want: "+ahv01"},
		"unknown type, expected":     {change: expect("ahv01"), rows: []TaskSession{good("Cloud", "ahv01", 2)}, want: "ahv01:unknown_job_type"},
		"unknown type, excluded":     {change: exclude("ahv*"), rows: []TaskSession{good("Cloud", "ahv01", 2), good("Nightly", "db01", 2)}, want: "ahv01=excluded +db01"},
		"ignored":                    {change: ignore("cloudbackup"), rows: []TaskSession{good("Cloud", "ahv01", 2), good("Nightly", "db01", 2)}, want: "ahv01=left_out +db01"},
		"ignored alone": {change: ignore("CloudBackup"), rows: []TaskSession{good("Cloud", "ahv01", 2)}, want: "ahv01=left_out " +
			"!em.example.com:no_machines"},
		"made a backup": {change: types("Backup", "CLOUDBACKUP"), rows: []TaskSession{good("Cloud", "ahv01", 2)}, want: "+ahv01"},
		"made a backup, expected": {change: func(a *Arguments) { a.JobTypes, a.Expected = []string{"CloudBackup"}, []string{"AHV01"} },
			rows: []TaskSession{good("Cloud", "ahv01", 2)}, want: "+AHV01"},
		"job_types wins": {change: func(a *Arguments) { a.JobTypes, a.IgnoredTypes = []string{"CloudBackup"}, []string{"CloudBackup"} },
			rows: []TaskSession{good("Cloud", "ahv01", 2)}, want: "+ahv01"},
		"other types where they are " +
			"set": {change: types("backupcopy"), rows: []TaskSession{good("Copy", "db01", 2), failed("Nightly", "db02", 2)},
			want: "+db01 db02=left_out"},
		"of no known type, expected": {change: expect("db01"), rows: []TaskSession{good("gone", "db01", 2)}, want: "db01:never"},
		"copies without a vm_uid beside the machine": {change: expect("db01"),
			rows: []TaskSession{uid("1", good("Nightly", "db01", 3)), good("Copy", "db01", 2)}, want: "db01=left_out +db01"},
	})
}

func TestNamesAndExclusions(t *testing.T) {
	t.Parallel()
	judgeCases(t, map[string]verdictCase{
		"nothing": {want: "!em.example.com:no_machines"},
		"all excluded": {change: exclude("*"), rows: []TaskSession{good("Nightly", "db01", 2)}, want: "db01=excluded " +
			"!em.example.com:no_machines"},
		"expected and not there": {change: expect("web01", "db01"), rows: []TaskSession{good("Nightly", "DB01", 2)}, want: "+db01 " +
			"web01:not_seen"},
		"expected, nothing there": {change: expect("web01"), want: "web01:not_seen"},
		"expected in two spellings": {change: expect("web01", "WEB01"), rows: []TaskSession{good("Nightly", "db01", 2)}, want: "+db01 " +
			"WEB01:not_seen"},
		"expected in another form": {change: expect("caf\u00e9"), rows: []TaskSession{good("Nightly", "cafe\u0301", 2)}, want: "+caf\u00e9"},
		"excluded":                 {change: exclude("test-*"), rows: []TaskSession{failed("Nightly", "Test-01", 2), good("Nightly", "db01", 2)}, want: "+db01 Test-01=excluded"},
		"excluded in another form": {change: exclude("caf\u00e9"), rows: []TaskSession{failed("Nightly", "cafe\u0301", 2), good("Nightly", "db01", 2)},
			want: "cafe\u0301=excluded +db01"},
		"excluded by server and " +
			"name": {change: exclude(`vbr01\db*`), rows: []TaskSession{failed("Nightly", "db01", 2), good("Nightly", "web01", 2)},
			want: "db01=excluded +web01"},
		"excluded by vm_uid": {change: exclude("urn:2"), rows: []TaskSession{uid("URN:1", good("Nightly", "db01", 2)), uid("URN:2", failed("Nightly", "db01", 3))},
			want: "+db01 db01=excluded"},
		"expected is never " +
			"excluded": {change: func(a *Arguments) { a.Expected, a.Excluded = []string{"db01"}, map[string]string{"db*": "tests"} },
			rows: []TaskSession{failed("Nightly", "DB01", 2)}, want: "db01:never"},
		"order regardless of " +
			"case": {rows: []TaskSession{good("Nightly", "b", 2), good("Nightly", "C", 2), good("Nightly", "A", 2)}, want: "+A +b +C"},
		"no name": {rows: []TaskSession{uid("urn:1", good("Nightly", "", 30))}, want: "urn:1:stale"},
		"neither name nor vm_uid": {rows: []TaskSession{good("Nightly", "", 30), good("Nightly", "", 31)}, want: "Nightly//30:stale " +
			"Nightly//31:stale"},
	})
	v := judgeNight(arguments(exclude("db*", "*01")), []TaskSession{failed("Nightly", "db01", 2)}, nil)
	if got := v.Machines[0].Exception; got != "because of *01" {
		t.Errorf("excluded %q", got)
	}
}

// TestMachine looks at what a machine of a verdict says.
func TestMachine(t *testing.T) {
	t.Parallel()
	v := judgeNight(arguments(expect("DB01")), []TaskSession{
		good("Nightly", "db01", 50), good("Nightly", "db01", 60), failed("Hourly", "db01", 6), good("Copy", "db01", 2), running("Nightly", "db01", 1), good("gone", "db01", 0.5),
	}, nil)
	m := v.Violations[0]
	if m != v.Machines[0] || m.Name != "DB01" || m.EMName != "db01" || m.Server != "vbr01" || m.Host != "em.example.com" || m.RPO != 24*time.Hour {
		t.Errorf("machine %+v", m)
	}
	if !slices.Equal(m.Jobs, []string{"Copy", "Hourly", "Nightly"}) || !slices.Equal(m.JobTypes, []string{"Backup", "BackupCopy"}) {
		t.Errorf("jobs %q of types %q", m.Jobs, m.JobTypes)
	}
	if !m.LastGood.Creation.Equal(ago(50)) || !m.Last.Creation.Equal(ago(6)) || m.Last.Reason != "disk full" || !m.Running.Creation.Equal(ago(1)) {
		t.Errorf("last good %v, last %v, running %v", m.LastGood, m.Last, m.Running)
	}
	if !slices.Equal(v.ViolatingNames(), []string{"DB01"}) || v.Population != PopulationNames {
		t.Errorf("names %q of %s", v.ViolatingNames(), v.Population)
	}
	copied := with(good("Copy", "db01", 1), func(s *TaskSession) { s.Server, s.VMUID = "vbr02", "1" })
	if m := judgeNight(arguments(nil), []TaskSession{uid("1", good("Nightly", "db01", 5)), copied}, nil).Machines[0]; m.Server != "vbr01" {
		t.Errorf("the server of a copy is %s", m.Server)
	}
	if m := judgeNight(arguments(nil), []TaskSession{copied}, nil).Machines[0]; m.Server != "vbr02" {
		t.Errorf("the server of a machine that is copied alone is %s", m.Server)
	}
	later := judgeNight(arguments(nil), []TaskSession{good("Nightly", "db01", 50), running("Nightly", "db01", 60), failed("Nightly", "db01", 70)}, nil).Machines[0]
	if !later.Last.Creation.Equal(ago(50)) || later.Running == nil {
		t.Errorf("last %v, running %v", later.Last, later.Running)
	}
}

func TestPassingNames(t *testing.T) {
	t.Parallel()
	rows := []TaskSession{
		good("Nightly", "db01", 2), failed("Nightly", "web01", 2), good("Copy", "app01", 2), good("Nightly", "Other", 2),
		uid("1", good("Nightly", "twin", 2)), uid("2", failed("Nightly", "TWIN", 2)), uid("3", good("Nightly", "pair", 2)), uid("4", good("Nightly", "Pair", 2)),
	}
	v := judgeNight(arguments(expect("DB01", "db01", "Web01", "gone", "twin")), rows, nil)
	if want := []string{"DB01", "Other", "Pair", "db01", "pair"}; !slices.Equal(v.PassingNames, want) {
		t.Errorf("passing %q, want %q", v.PassingNames, want)
	}
	if v := judgeNight(arguments(nil), rows, nil); v.Population != PopulationSessions {
		t.Errorf("population %s", v.Population)
	}
}

func TestSummary(t *testing.T) {
	t.Parallel()
	v := judgeNight(arguments(func(a *Arguments) {
		a.Excluded, a.ReplaceRecreated, a.JobNames = map[string]string{"x*": "out"}, true, []string{"Nightly", "Copy", "Weekly"}
	}), []TaskSession{
		good("Nightly", "db01", 20), failed("Nightly", "db01", 2), warned("Nightly", "db02", 5), good("Nightly", "db03", 5), warned("Nightly", "db03", 2),
		failed("Nightly", "db04", 2), good("Nightly", "x1", 2), good("Copy", "copied", 2),
		uid("1", good("Nightly", "web", 60)), uid("2", good("Nightly", "web", 5)), good("Nightly", "old", 40), warned("Nightly", "old", 30), failed("Nightly", "old", 20),
	}, nil)
	want := Summary{Machines: 9, Compliant: 4, Violation: 2, Excluded: 1, Replaced: 1, LeftOut: 1, Judged: 6, Failing: 1, WarningOnly: 1, Violations: 3}
	if v.Summary != want {
		t.Errorf("got %+v, want %+v, of %s", v.Summary, want, describe(v))
	}
}
