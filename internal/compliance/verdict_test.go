package compliance

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// row is a task session of a job on a server, that began and ended so many hours ago; 0 ended is one that has not ended.
func row(job, name, state, result string, began, ended float64) TaskSession {
	ago := func(hours float64) time.Time { return now.Add(-time.Duration(hours * float64(time.Hour))) }
	s := TaskSession{
		UID: fmt.Sprintf("%s/%s/%g", job, name, began), BackupSession: job, Name: name, Server: "vbr01", Creation: ago(began),
		State: state, Result: result,
	}
	if ended != 0 {
		s.End = ago(ended)
	}
	if result == "Failed" {
		s.Reason = "disk full"
	}
	return s
}

// good and failed are finished task sessions that ended so many hours ago.
func good(job, name string, ended float64) TaskSession {
	return row(job, name, "Completed", "Success", ended+1, ended)
}

func failed(job, name string, ended float64) TaskSession {
	return row(job, name, "Completed", "Failed", ended+1, ended)
}

func with(s TaskSession, change func(*TaskSession)) TaskSession {
	change(&s)
	return s
}

// The jobs of the tables, by the name of their backup session.
var testJobs = map[string]Job{
	"nightly": {Name: "Nightly", Type: "Backup"}, "hourly": {Name: "Hourly", Type: "Backup"},
	"agents": {Name: "Agents", Type: "AgentBackup"}, "copy": {Name: "Copy", Type: "BackupCopy"},
	"cloud": {Name: "Cloud", Type: "CloudBackup"}, "nameless": {Type: "Backup"}, "typeless": {Name: "Typeless"},
}

func arguments(change func(*Arguments)) *Arguments {
	a := &Arguments{Now: now, RPO: 24 * time.Hour, JobTypes: []string{"Backup", "AgentBackup", "AgentManagement"}, AcceptWarning: true}
	if change != nil {
		change(a)
	}
	return a
}

// describe is a verdict in one line: machines with + or -, then violations with their causes.
func describe(v *Verdict) string {
	var words []string
	for _, m := range v.Machines {
		words = append(words, map[bool]string{true: "+", false: "-"}[m.Compliant]+m.Name)
	}
	for _, violation := range v.Violations {
		words = append(words, violation.Name+":"+violation.Cause)
	}
	if v.Excluded > 0 {
		words = append(words, fmt.Sprintf("excluded:%d", v.Excluded))
	}
	for jobType, names := range v.LeftOut {
		words = append(words, jobType+":"+strings.Join(names, ","))
	}
	return strings.Join(words, " ")
}

func TestJudge(t *testing.T) {
	t.Parallel()
	expect := func(names ...string) func(*Arguments) { return func(a *Arguments) { a.Expected = names } }
	exclude := func(patterns ...string) func(*Arguments) { return func(a *Arguments) { a.Excluded = patterns } }
	ofJobs := func(names ...string) func(*Arguments) { return func(a *Arguments) { a.JobNames = names } }
	for name, c := range map[string]struct {
		change func(*Arguments)
		rows   []TaskSession
		want   string
	}{
		"nothing":                  {nil, nil, ""},
		"good":                     {nil, []TaskSession{good("nightly", "db01", 6)}, "+db01"},
		"good and then failed":     {nil, []TaskSession{good("nightly", "db01", 20), failed("hourly", "db01", 2)}, "+db01"},
		"failed and then good":     {nil, []TaskSession{failed("nightly", "db01", 6), good("nightly", "db01", 5)}, "+db01"},
		"at the RPO":               {nil, []TaskSession{good("nightly", "db01", 24)}, "+db01"},
		"beyond the RPO":           {nil, []TaskSession{good("nightly", "db01", 24.1)}, "-db01 db01:stale"},
		"failed beyond it":         {nil, []TaskSession{good("nightly", "db01", 30), failed("nightly", "db01", 6)}, "-db01 db01:failed"},
		"never":                    {nil, []TaskSession{failed("nightly", "db01", 6)}, "-db01 db01:never"},
		"running":                  {nil, []TaskSession{row("nightly", "db01", "InProgress", "Success", 1, 0)}, "-db01 db01:never"},
		"running after an old one": {nil, []TaskSession{good("nightly", "db01", 30), row("nightly", "db01", "InProgress", "None", 1, 0)}, "-db01 db01:stale"},
		"warning":                  {nil, []TaskSession{row("nightly", "db01", "Completed", "Warning", 2, 1)}, "+db01"},
		"warning that is not accepted": {func(a *Arguments) { a.AcceptWarning = false }, []TaskSession{good("nightly", "db01", 30), row("nightly", "db01", "Completed", "Warning",
			2, 1)}, "-db01 db01:warning"},
		"a copy is left out":          {nil, []TaskSession{good("copy", "db01", 2), failed("nightly", "db02", 3)}, "-db02 db02:never"},
		"an unknown type is named":    {nil, []TaskSession{good("cloud", "db02", 2), good("cloud", "db01", 2)}, "CloudBackup:db01,db02"},
		"but not where it is judged":  {nil, []TaskSession{good("cloud", "db01", 2), good("nightly", "db01", 3)}, "+db01"},
		"nor where it is excluded":    {exclude("db*"), []TaskSession{good("cloud", "db01", 2), good("nightly", "web01", 3)}, "+web01"},
		"nor where it is expected":    {expect("DB01"), []TaskSession{good("cloud", "db01", 2)}, "-DB01 DB01:never"},
		"of no known session":         {nil, []TaskSession{good("gone", "db01", 2)}, "-db01 db01:never"},
		"of a session without a type": {nil, []TaskSession{good("typeless", "db01", 2)}, "-db01 db01:never"},
		"nameless job, jobs given":    {ofJobs("nightly"), []TaskSession{good("nameless", "db01", 2), failed("nightly", "db01", 4)}, "-db01 db01:never"},
		"nameless job, none given":    {nil, []TaskSession{good("nameless", "db01", 2)}, "+db01"},
		"job names":                   {ofJobs("NIGHTLY"), []TaskSession{failed("nightly", "db01", 2), good("hourly", "db01", 1)}, "-db01 db01:never"},
		"a job without sessions":      {ofJobs("nightly", "Weekly"), []TaskSession{good("nightly", "db01", 2)}, "+db01 Weekly:no_sessions"},
		"expected and not there":      {expect("web01", "db01"), []TaskSession{good("nightly", "DB01", 2)}, "+DB01 -web01 web01:never"},
		"expected in two spellings":   {expect("web01", "WEB01"), []TaskSession{good("nightly", "db01", 2)}, "+db01 -WEB01 WEB01:never"},
		"expected in another form":    {expect("caf\u00e9"), []TaskSession{good("nightly", "cafe\u0301", 2)}, "+cafe\u0301"},
		"excluded":                    {exclude("test-*"), []TaskSession{failed("nightly", "Test-01", 2), good("nightly", "db01", 2)}, "+db01 excluded:1"},
		"all excluded":                {exclude("*"), []TaskSession{good("nightly", "db01", 2)}, "excluded:1"},
		"expected is never excluded": {func(a *Arguments) { a.Expected, a.Excluded = []string{"db01"}, []string{"db*"} }, []TaskSession{failed("nightly", "DB01", 2)},
			"-DB01 DB01:never"},
		"order regardless of case": {nil, []TaskSession{good("nightly", "b", 2), good("nightly", "C", 2), good("nightly", "A", 2)}, "+A +b +C"},
		"one name on two servers": {nil, []TaskSession{good("nightly", "db01", 2), with(failed("nightly", "db01", 3), func(s *TaskSession) { s.Server = "vbr02" })},
			"+db01 -db01 db01:never"},
		"one reference, two names": {nil, []TaskSession{with(good("nightly", "old", 5), func(s *TaskSession) { s.VMUID = "urn:1" }), with(failed("nightly", "new", 2),
			func(s *TaskSession) { s.VMUID = "URN:1" })}, "+new"},
		"no server at all, two jobs": {nil, []TaskSession{with(good("nightly", "db01", 2), func(s *TaskSession) { s.Server = "" }), with(failed("hourly", "db01", 3),
			func(s *TaskSession) { s.Server = "" })}, "-db01 +db01 db01:never"},
		"no name":                        {nil, []TaskSession{with(good("nightly", "", 30), func(s *TaskSession) { s.VMUID = "urn:1" })}, "-urn:1 urn:1:stale"},
		"no end, failed":                 {nil, []TaskSession{good("nightly", "db01", 30), row("nightly", "db01", "Completed", "Failed", 3, 0)}, "-db01 db01:failed"},
		"ended a little after now":       {nil, []TaskSession{good("nightly", "db01", -0.08)}, "+db01"},
		"ended far after now":            {nil, []TaskSession{good("nightly", "db01", -0.1)}, "-db01 db01:stale"},
		"of an undocumented state":       {nil, []TaskSession{good("nightly", "db01", 30), row("nightly", "db01", "Postponed", "Failed", 2, 1)}, "-db01 db01:stale"},
		"agents count as backups, too":   {nil, []TaskSession{good("agents", "lin01", 2)}, "+lin01"},
		"other types where they are set": {func(a *Arguments) { a.JobTypes = []string{"backupcopy"} }, []TaskSession{good("copy", "db01", 2), failed("nightly", "db02", 2)}, "+db01"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v := Judge(arguments(c.change), c.rows, testJobs)
			if got := describe(v); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if want := len(v.Machines) > 0 && len(v.Violations) == 0; v.Compliant != want {
				t.Errorf("compliant: %t", v.Compliant)
			}
			slices.Reverse(c.rows)
			if again := describe(Judge(arguments(c.change), c.rows, testJobs)); again != c.want {
				t.Errorf("rows in another order: %q, want %q", again, c.want)
			}
		})
	}
}

// TestMachineOfAVerdict looks at what a machine and its violation say.
func TestMachineOfAVerdict(t *testing.T) {
	t.Parallel()
	v := Judge(arguments(nil), []TaskSession{
		good("nightly", "db01", 50), failed("hourly", "db01", 6), row("nightly", "db01", "InProgress", "None", 1, 0),
	}, testJobs)
	m, violation := v.Machines[0], v.Violations[0]
	if !slices.Equal(m.Jobs, []string{"Hourly", "Nightly"}) || m.Server != "vbr01" || m.Last.Result != "Failed" ||
		!m.LastSuccess.Equal(now.Add(-50*time.Hour)) {
		t.Errorf("machine %+v", m)
	}
	if violation.Reason != "disk full" || violation.Server != "vbr01" || !violation.LastSuccess.Equal(m.LastSuccess) {
		t.Errorf("violation %+v", violation)
	}
	if !slices.Equal(v.ViolatingNames(), []string{"db01"}) || v.CompliantMachines() != 0 {
		t.Errorf("names %q, %d compliant", v.ViolatingNames(), v.CompliantMachines())
	}
}

func TestUnprotected(t *testing.T) {
	t.Parallel()
	rows := []TaskSession{
		good("nightly", "db01", 2), failed("nightly", "db02", 2), good("nightly", "web01", 30), good("nightly", "", 1),
		with(good("nightly", "twin", 2), func(s *TaskSession) { s.VMUID = "1" }),
		with(failed("nightly", "twin", 2), func(s *TaskSession) { s.VMUID = "2" }),
	}
	got := Unprotected(rows, []string{"WEB01", "web01", "DB01", "db02", "gone", "twin"}, now, 24*time.Hour)
	if want := []string{"WEB01", "db02", "gone", "twin"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := Unprotected(rows, []string{"db01"}, now, 24*time.Hour); got == nil || len(got) != 0 {
		t.Errorf("got %q, want an empty list", got)
	}
}

func TestLatestPerMachine(t *testing.T) {
	t.Parallel()
	rows := []TaskSession{
		failed("nightly", "db01", 5), row("nightly", "web01", "InProgress", "None", 1, 0), good("nightly", "DB01", 3),
		row("nightly", "db01", "Pending", "None", 1, 0), row("nightly", "web01", "InProgress", "None", 2, 0),
	}
	if got := LatestPerMachine(rows); !slices.Equal(got, []int{2, 1}) {
		t.Errorf("got %v", got)
	}
}
