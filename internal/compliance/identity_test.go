package compliance

import (
	"slices"
	"strings"
	"testing"
)

func TestIdentity(t *testing.T) {
	t.Parallel()
	server := func(name, id string, s TaskSession) TaskSession {
		return with(s, func(s *TaskSession) { s.Server, s.ServerID, s.UID = name, id, s.UID+name+id })
	}
	session := func(id string, s TaskSession) TaskSession {
		return with(s, func(s *TaskSession) { s.BackupSession = id })
	}
	judgeCases(t, map[string]verdictCase{
		"one vm_uid, renamed":       {rows: []TaskSession{uid("urn:1", good("Nightly", "old", 5)), uid("URN:1", failed("Nightly", "new", 2))}, want: "+new"},
		"one vm_uid on two servers": {rows: []TaskSession{uid("1", good("Nightly", "db01", 5)), server("vbr02", "", uid("1", failed("Nightly", "db01", 2)))}, want: "+db01"},
		"two vm_uids of one name":   {rows: []TaskSession{uid("1", good("Nightly", "db01", 5)), uid("2", failed("Nightly", "db01", 5))}, want: "+db01 db01:never"},
		"one name in two cases":     {rows: []TaskSession{good("Nightly", "DB01", 5), failed("Nightly", "db01", 2)}, want: "+db01"},
		"one name in two " +
			"forms": {rows: []TaskSession{good("Nightly", "caf\u00e9", 5), failed("Nightly", "cafe\u0301", 2)}, want: "+cafe\u0301"},
		"two names that look " +
			"alike": {rows: []TaskSession{good("Nightly", "\u0130ST01", 5), failed("Nightly", "IST01", 5)}, want: "IST01:never +\u0130ST01"},
		"strasse in two " +
			"spellings": {rows: []TaskSession{good("Nightly", "STRASSE", 5), failed("Nightly", "stra\u00dfe", 2)}, want: "+stra\u00dfe"},
		"one name on two servers": {rows: []TaskSession{good("Nightly", "db01", 5), server("vbr02", "", failed("Nightly", "db01", 3))}, want: "+db01 db01:never"},
		"two servers of one name": {rows: []TaskSession{server("vbr", "a", good("Nightly", "db01", 5)), server("vbr", "b", failed("Nightly", "db01", 3))},
			want: "+db01 db01:never"},
		"one server, its name sometimes": {rows: []TaskSession{server("", "A", good("Nightly", "db01", 5)), server("vbr", "a", failed("Nightly", "db01", 3))}, want: "+db01"},
		"one server, its id sometimes":   {rows: []TaskSession{server("VBR", "", good("Nightly", "db01", 5)), server("vbr", "a", failed("Nightly", "db01", 3))}, want: "+db01"},
		"a name of two servers is its " +
			"own": {rows: []TaskSession{server("vbr", "", good("Nightly", "db01", 5)), server("vbr", "a", failed("Nightly", "db01", 3)),
			server("vbr", "b", failed("Nightly", "db01", 3))}, want: "+db01 db01:never db01:never"},
		"no server at all": {rows: []TaskSession{server("", "", good("Nightly", "db01", 5)), server("", "", failed("Nightly", "db01", 3))}, want: "+db01"},

		"worst of a session": {rows: []TaskSession{good("Nightly", "web01", 5), with(failed("Nightly", "web01", 5), func(*TaskSession) {})}, want: "web01:never"},
		"worst, five nights": {rows: []TaskSession{good("Nightly", "web01", 5), with(failed("Nightly", "web01", 5), func(*TaskSession) {}),
			good("Nightly", "web01", 29), with(failed("Nightly", "web01", 29), func(*TaskSession) {})}, want: "web01:never"},
		"worst of one vm_uid and name": {rows: []TaskSession{uid("1", good("Nightly", "web01", 5)), with(uid("1", running("Nightly", "web01", 5)), func(*TaskSession) {})},
			want: "web01:never"},
		"a warning is worse": {change: strict, rows: []TaskSession{good("Nightly", "web01", 5), with(warned("Nightly", "web01", 5), func(*TaskSession) {})},
			want: "web01:never"},
		"a running one is worse":     {rows: []TaskSession{warned("Nightly", "web01", 5), with(running("Nightly", "web01", 5), func(*TaskSession) {})}, want: "web01:never"},
		"a retry is another session": {rows: []TaskSession{failed("Nightly", "web01", 5), good("Nightly", "web01", 4.9)}, want: "+web01"},
		"rows of no session": {rows: []TaskSession{session("", good("Nightly", "web01", 5)), session("", with(failed("Nightly", "web01", 5), func(*TaskSession) {}))},
			want: "+web01"},

		"one vm_uid for two shares": {change: func(a *Arguments) { a.JobTypes = []string{"NasBackup"} },
			rows: []TaskSession{uid("file server", failed("Shares", "share1", 5)), uid("file server", good("Shares", "share2", 5))}, want: "share1:never +share2"},
		"two names in one session, one in the next": {rows: []TaskSession{uid("1", good("Nightly", "a", 29)), uid("1", good("Nightly", "b", 29)), uid("1", good("Nightly", "a", 5))},
			want: "+a b:stale"},
		"two spellings of one name are " +
			"one": {rows: []TaskSession{uid("1", good("Nightly", "a", 5)), uid("1", failed("Nightly", "A", 5))}, want: "A:never"},

		"an older build without " +
			"vm_uid": {rows: []TaskSession{good("Nightly", "db01", 29), uid("1", good("Nightly", "db01", 5))}, want: "+db01"},
		"before a rename":    {rows: []TaskSession{failed("Nightly", "old", 29), uid("1", failed("Nightly", "old", 20)), uid("1", good("Nightly", "new", 5))}, want: "+new"},
		"that goes on":       {rows: []TaskSession{good("Nightly", "db01", 29), failed("Nightly", "db01", 4), uid("1", good("Nightly", "db01", 5))}, want: "+db01 db01:failed"},
		"that began with it": {rows: []TaskSession{failed("Nightly", "db01", 5), uid("1", good("Hourly", "db01", 5))}, want: "+db01 db01:never"},
		"on another server":  {rows: []TaskSession{failed("Nightly", "db01", 29), server("vbr02", "", uid("1", good("Nightly", "db01", 5)))}, want: "+db01 db01:never"},
		"of two machines": {rows: []TaskSession{good("Nightly", "db01", 29), uid("1", good("Nightly", "db01", 5)), uid("2", good("Nightly", "db01", 5))},
			want: "+db01 +db01 db01:replaced"},
		"its good backup " +
			"counts": {rows: []TaskSession{good("Nightly", "db01", 20), uid("1", failed("Nightly", "db01", 5))}, want: "+db01"},
		"a vm_uid of two names is none": {rows: []TaskSession{good("Nightly", "a", 40), uid("1", good("Nightly", "a", 5)), uid("1", failed("Nightly", "b", 5))}, want: "+a b:never"},
		"in one session, a second earlier": {rows: []TaskSession{
			session("s", failed("Nightly", "db01", 5.01)), session("s", uid("1", good("Nightly", "db01", 5)))}, want: "+db01 db01:never"},
		"two jobs disagree":            {rows: []TaskSession{failed("Nightly", "web01", 5), good("Hourly", "web01", 4)}, want: "web01:failed"},
		"two jobs, one before the RPO": {rows: []TaskSession{failed("Nightly", "web01", 25), good("Hourly", "web01", 4)}, want: "+web01"},
		"two jobs, at the " +
			"RPO": {rows: []TaskSession{failed("Nightly", "web01", 24), good("Hourly", "web01", 4)}, want: "web01:failed"},
		"two jobs, both good":          {rows: []TaskSession{failed("Nightly", "web01", 5), good("Nightly", "web01", 6), good("Hourly", "web01", 4)}, want: "+web01"},
		"two jobs, one is running":     {rows: []TaskSession{running("Nightly", "web01", 5), good("Hourly", "web01", 4)}, want: "+web01"},
		"two jobs, one of them a copy": {rows: []TaskSession{failed("Copy", "web01", 5), good("Hourly", "web01", 4)}, want: "+web01"},
		"two jobs, warning is not " +
			"accepted": {change: strict, rows: []TaskSession{warned("Nightly", "web01", 5), good("Hourly", "web01", 4)}, want: "web01:failed"},
		"two jobs of one vm_uid": {rows: []TaskSession{uid("1", failed("Nightly", "web01", 5)), uid("1", good("Hourly", "web01", 4))}, want: "+web01"},
		"two jobs, neither " +
			"good": {rows: []TaskSession{failed("Nightly", "web01", 5), good("Hourly", "web01", 40)}, want: "web01:failed"},
	})
	v := judgeNight(arguments(nil), []TaskSession{failed("Nightly", "web01", 5), good("Hourly", "web01", 4)}, nil)
	if hint := v.Violations[0].Hint; !strings.Contains(hint, "Two jobs disagree: Nightly") {
		t.Errorf("hint %q", hint)
	}
	if v := judgeNight(arguments(nil), []TaskSession{server("", "a", good("Nightly", "db01", 2)), server("vbr01", "a", good("Nightly", "db01", 3))},
		nil); v.Machines[0].Server != "vbr01" {
		t.Errorf("the server is %q", v.Machines[0].Server)
	}
}

func TestRecreated(t *testing.T) {
	t.Parallel()
	replace := func(a *Arguments) { a.ReplaceRecreated = true }
	again := []TaskSession{uid("1", good("Nightly", "db01", 50)), uid("2", good("Nightly", "db01", 5))}
	judgeCases(t, map[string]verdictCase{
		"fresh":                 {rows: []TaskSession{uid("1", good("Nightly", "db01", 20)), uid("2", good("Nightly", "db01", 5))}, want: "+db01 +db01"},
		"fresh, replace":        {change: replace, rows: []TaskSession{uid("1", good("Nightly", "db01", 20)), uid("2", good("Nightly", "db01", 5))}, want: "db01=replaced +db01"},
		"no longer":             {rows: again, want: "+db01 db01:replaced"},
		"replace":               {change: replace, rows: again, want: "db01=replaced +db01"},
		"the new one fails":     {rows: []TaskSession{uid("1", good("Nightly", "db01", 20)), uid("2", failed("Nightly", "db01", 5))}, want: "+db01 db01:never"},
		"never before":          {rows: []TaskSession{uid("1", failed("Nightly", "db01", 50)), uid("2", good("Nightly", "db01", 5))}, want: "+db01 db01:never"},
		"never before, replace": {change: replace, rows: []TaskSession{uid("1", failed("Nightly", "db01", 50)), uid("2", good("Nightly", "db01", 5))}, want: "db01=replaced +db01"},
		"failed before": {rows: []TaskSession{uid("1", good("Nightly", "db01", 60)), uid("1", failed("Nightly", "db01", 50)), uid("2", good("Nightly", "db01",
			5))}, want: "+db01 db01:replaced"},
		"they overlap": {rows: append([]TaskSession{uid("1", failed("Nightly", "db01", 4))}, again...), want: "+db01 db01:failed"},
		"they touch": {rows: []TaskSession{uid("1", good("Nightly", "db01", 50)), uid("1", failed("Nightly", "db01", 5)), uid("2", good("Nightly", "db01", 5))},
			want: "+db01 db01:failed"},
		"copies of the old one go on": {rows: append([]TaskSession{uid("1", good("Copy", "db01", 4))}, again...), want: "+db01 db01:replaced"},
		"an unknown job goes on":      {rows: append([]TaskSession{uid("1", good("Cloud", "db01", 4))}, again...), want: "+db01 db01:stale"},
		"the new one is copied " +
			"only": {rows: []TaskSession{uid("1", good("Nightly", "db01", 50)), uid("2", good("Copy", "db01", 5))}, want: "db01=left_out " +
			"db01:stale"},
		"copied on another server": {rows: append([]TaskSession{with(uid("1", good("Copy", "db01", 40)), func(s *TaskSession) { s.Server = "vbr02" })}, again...),
			want: "+db01 db01:replaced"},
		"on another server": {rows: []TaskSession{uid("1", good("Nightly", "db01", 50)),
			with(uid("2", good("Nightly", "db01", 5)), func(s *TaskSession) { s.Server = "vbr02" })}, want: "+db01 db01:stale"},
		"renamed, and its name used again": {rows: []TaskSession{uid("1", good("Nightly", "db01", 50)), uid("1", good("Nightly", "db01-old", 40)), uid("2", good("Nightly", "db01", 5))},
			want: "+db01 db01-old:stale"},
		"without a vm_uid": {rows: []TaskSession{uid("1", good("Nightly", "db01", 50)), good("Nightly", "db01", 5)}, want: "+db01 db01:stale"},
		"too near to the beginning of the lookback": {change: func(a *Arguments) { a.Lookback = 53 * hour },
			rows: []TaskSession{uid("1", good("Nightly", "db01", 52)), uid("2", failed("Nightly", "db01", 29.1)), uid("2", good("Nightly", "db01", 5))}, want: "+db01 db01:stale"},
		"just far enough from it": {change: func(a *Arguments) { a.Lookback = 53 * hour },
			rows: []TaskSession{uid("1", good("Nightly", "db01", 52)), uid("2", failed("Nightly", "db01", 29)), uid("2", good("Nightly", "db01", 5))}, want: "+db01 db01:replaced"},
		"expected, replace": {change: func(a *Arguments) { a.Expected, a.ReplaceRecreated = []string{"DB01"}, true }, rows: again, want: "DB01=replaced +DB01"},
		"three in a row": {rows: append([]TaskSession{uid("0", good("Nightly", "db01", 90))}, again...), want: "+db01 db01:replaced " +
			"db01:replaced"},
	})
	v := judgeNight(arguments(nil), append([]TaskSession{uid("0", good("Nightly", "db01", 90))}, again...), nil)
	for _, m := range v.Violations {
		if !strings.Contains(m.Hint, "vm_uid 2.") || !strings.Contains(m.Hint, `recreated_machines = "replace"`) {
			t.Errorf("the hint of %s is %q", m.VMUID, m.Hint)
		}
	}
}

func TestUnprotected(t *testing.T) {
	t.Parallel()
	rows := []TaskSession{
		good("Nightly", "db01", 2), failed("Nightly", "db02", 2), good("Nightly", "web01", 30), good("Nightly", "", 1),
		uid("1", good("Nightly", "twin", 2)), uid("2", failed("Nightly", "twin", 2)),
	}
	got := Unprotected(rows, []string{"WEB01", "web01", "DB01", "db02", "gone", "twin"}, now, 24*hour)
	if want := []string{"WEB01", "db02", "gone", "twin"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	copied := []TaskSession{uid("1", good("Nightly", "app01", 2)), failed("Copy", "app01", 1), uid("2", good("Nightly", "lin01", 2)), good("gone", "lin01", 1)}
	if got := Unprotected(copied, []string{"app01", "lin01"}, now, 24*hour); !slices.Equal(got, []string{"lin01"}) {
		t.Errorf("got %q: a copy is no machine of its own, a row without a type is one that is not good", got)
	}
	if got := Unprotected(rows, []string{"db01"}, now, 24*hour); got == nil || len(got) != 0 {
		t.Errorf("got %q, want an empty list", got)
	}
}

func TestLatestPerMachine(t *testing.T) {
	t.Parallel()
	rows := []TaskSession{
		failed("Nightly", "db01", 5), running("Nightly", "web01", 1), good("Nightly", "DB01", 3),
		row("Nightly", "db01", "Pending", "None", 1, 0), running("Nightly", "web01", 2),
	}
	if got := LatestPerMachine(rows); !slices.Equal(got, []int{2, 1}) {
		t.Errorf("got %v", got)
	}
}
