package compliance

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestMessage(t *testing.T) {
	t.Parallel()
	waivers := []Waiver{
		{Machines: []string{"web*"}, Reason: "moves", Until: now.Add(-hour), UntilText: "2026-06-16T07:00:00Z"},
		{Machines: []string{"db*"}, Reason: "nobody needs it", Until: now.Add(-hour), UntilText: "2026-06-01"},
	}
	for name, c := range map[string]struct {
		change func(*Arguments)
		rows   []TaskSession
		want   []string
	}{
		"compliant": {nil, []TaskSession{good("Nightly", "db01", 2)}, []string{"1 judged, no violations. Machines that no job ever saw are " +
			"not covered."}},
		"names": {expect("db01"), []TaskSession{good("Nightly", "db01", 2)}, []string{"1 judged, no violations."}},
		"failing": {expect("db01"), []TaskSession{good("Nightly", "db01", 5), failed("Nightly", "db01", 2)},
			[]string{"1 judged, no violations. Of the compliant ones the newest backup of 1 failed."}},
		"each count": {func(a *Arguments) {
			exclude("x*")(a)
			a.Waivers, a.ReplaceRecreated = []Waiver{{Machines: []string{"w*"}, Until: now.Add(hour)}}, true
		}, []TaskSession{
			good("Nightly", "x1", 2), good("Copy", "c1", 2), failed("Nightly", "w1", 2), good("Nightly", "a1", 2),
			uid("1", good("Nightly", "r1", 50)), uid("2", good("Nightly", "r1", 2)),
		}, []string{"3 judged, no violations, 1 waived, 1 excluded, 1 replaced, 1 left out. Machines that no job ever saw are not covered."}},
		"causes": {func(a *Arguments) { ofJobs("Nightly", "Cloud", "Weekly")(a); expect("gone")(a) }, []TaskSession{
			failed("Nightly", "db01", 2), good("Nightly", "web01", 30), good("Cloud", "ahv01", 2), good("Nightly", "app01", 50), failed("Nightly", "app01", 3),
		}, []string{
			"5 judged, 6 violations.", "ahv01: unknown job type", "app01: backup failed, last good backup 2026-06-14T06:00:00Z: disk full",
			"db01: never backed up: disk full", "gone: not seen by any job", "web01: last good backup too old, last good backup " +
				"2026-06-15T02:00:00Z",
			"Weekly: job without task sessions",
		}},
		"nobody": {nil, nil, []string{"0 judged, 1 violation. Machines that no job ever saw are not covered.", "em.example.com: no machine " +
			"to judge"}},
		"ended waivers": {func(a *Arguments) { expect("web01")(a); a.Waivers = waivers }, []TaskSession{failed("Nightly", "web01", 2), good("Nightly", "db01", 2)},
			[]string{"2 judged, 1 violation.", "web01: never backed up: disk full", "The waiver of web01 ended at 2026-06-16T07:00:00Z: moves"}},
		"what commands a terminal": {expect("a\x1b[2J\n\u202eb"), nil, []string{"1 judged, 1 " +
			"violation.", `a\x1b[2J\n\u202eb: not seen by any job`}},
	} {
		if got, want := judgeNight(arguments(c.change), c.rows, nil).Message, strings.Join(c.want, "\n"); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, want)
		}
	}
}

func TestMessageOfMany(t *testing.T) {
	t.Parallel()
	machines := func(n int) (rows []TaskSession) {
		for i := range n {
			rows = append(rows, failed("Nightly", fmt.Sprintf("vm%04d", i), 2))
		}
		return rows
	}
	for n, last := range map[int]string{1: "vm0000: never backed up: disk full", 10: "vm0009: never backed up: disk " +
		"full", 11: "and 1 more", 1500: "and 1,490 more"} {
		lines := strings.Split(judgeNight(arguments(expect("vm0000")), machines(n), nil).Message, "\n")
		if len(lines) != 1+min(n, 10)+min(max(n-10, 0), 1) || lines[len(lines)-1] != last {
			t.Errorf("%d violations: %d lines, the last is %q", n, len(lines), lines[len(lines)-1])
		}
	}
	three := strings.Split(Judge(arguments(func(a *Arguments) {
		expect("vm0000")(a)
		a.Waivers = []Waiver{{Machines: []string{"*"}, Reason: "moves", Until: now, UntilText: "2026-06-16"}}
	}), &Data{Tasks: machines(3)}).Message, "\n")
	if want := "The waiver of vm0000, vm0001, vm0002 ended at 2026-06-16: moves"; three[len(three)-1] != want {
		t.Errorf("the last line is %q", three[len(three)-1])
	}
	ended := []Waiver{{Machines: []string{"*"}, Reason: "moves", Until: now, UntilText: "2026-06-16"}}
	lines := strings.Split(judgeNight(arguments(func(a *Arguments) { expect("vm0000")(a); a.Waivers = ended }), machines(20), nil).Message, "\n")
	if want := "The waiver of vm0000, vm0001, vm0002 and 17 more ended at 2026-06-16: moves"; lines[11] != want || lines[12] != "and 10 more" {
		t.Errorf("the last lines are %q", lines[11:])
	}
}

func TestMessageOfViolations(t *testing.T) {
	t.Parallel()
	long := "Processing db01 Error: " + strings.Repeat("é", 60)
	for want, violations := range map[string][]Violation{
		"0 violations.": nil,
		"1 violation.\na: backup failed: " + strings.Repeat("x", 60):       {{"a", "failed", strings.Repeat("x", 60), time.Time{}}},
		"1 violation.\na: backup failed: " + strings.Repeat("x", 60) + "…": {{"a", "failed", strings.Repeat("x", 61), time.Time{}}},
		"1 violation.\ndb01: stale by us, last good backup 2026-06-16T08:00:00Z: " +
			"" + long[:23] + strings.Repeat("é", 37) + "…": {{"db01", "stale by us", long, now}},
		"2 violations.\na: backup failed: two lines\nb: not seen by any job": {{"a", "failed", "two\n lines ", time.Time{}}, {"b", "not_seen", "", time.Time{}}},
	} {
		if got := Message(violations); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	}
}
