package provider_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

const taskSessionsKind = "veeam_backup_task_sessions"

// answerOf reads a data source, which must succeed; warnings, such as of times that are long ago by the real clock, are let pass. The
// attributes are texts, numbers, truths, nil, lists and maps.
func answerOf(t *testing.T, s *served, kind string, arguments map[string]any) map[string]any {
	t.Helper()
	got, diagnostics := s.read(t.Context(), kind, arguments)
	for _, d := range diagnostics {
		if d.Severity == tfprotov6.DiagnosticSeverityError {
			t.Fatal(d.Summary, d.Detail)
		}
	}
	answer := make(map[string]any, len(got))
	for name, value := range got {
		answer[name] = plain(value)
	}
	return answer
}

// valuesOf are one attribute of each row of a list.
func valuesOf(t *testing.T, answer map[string]any, list, attribute string) []any {
	t.Helper()
	rows, _ := answer[list].([]any)
	values := []any{}
	for _, row := range rows {
		attributes, _ := row.(map[string]any)
		value, known := attributes[attribute]
		if !known {
			t.Fatalf("the rows of %s have no %s", list, attribute)
		}
		values = append(values, value)
	}
	return values
}

// equal compares what a data source answered.
func equal(t *testing.T, what string, got any, want ...any) {
	t.Helper()
	if diff := cmp.Diff(any(want), got); diff != "" {
		t.Errorf("%s: %s", what, diff)
	}
}

// countSessions checks how many sessions are in scope.
func countSessions(t *testing.T, s *served, kind string, arguments map[string]any, want int) {
	t.Helper()
	summary, _ := answerOf(t, s, kind, arguments)["summary"].(map[string]any)
	if summary["total"] != any(want) {
		t.Errorf("%s of %v: total %v, want %d", kind, arguments, summary["total"], want)
	}
}

// TestNamesInAnyForm: a machine, a job and a backup server are found by their names whatever the Unicode form and the case.
func TestNamesInAnyForm(t *testing.T) {
	t.Parallel()
	for asked, named := range map[string]string{
		"caf\u00e9": "cafe\u0301", "CAFE\u0301": "caf\u00e9", "\u00c5ngstr\u00f6m 01": "\u212bngstro\u0308m 01", "stra\u00dfe": "STRASSE", "db 01": "Db 01",
	} {
		n := newNights().session(3, 1, 8, "").task(3, named, "", "Failed", 8, 7)
		n.inv.BackupServers[0].Name, n.inv.Jobs[0].Name = named, named
		for _, build := range []int{12, 13} {
			s := serve(t, settingsOf(start(t, veeamsim.Config{Build: build, Inventory: n.inv})), quickly)
			for _, argument := range []string{"vm_display_name", "job_name", "backup_server_name"} {
				countSessions(t, s, taskSessionsKind, map[string]any{argument: asked}, 1)
			}
			countSessions(t, s, sessionsKind, map[string]any{"job_name": asked}, 1)
			verdict := answerOf(t, s, protectionKind, map[string]any{"rpo": "24h", "only_machines": []string{asked}, "job_names": []string{asked}, "backup_server_name": asked})
			equal(t, "machines", valuesOf(t, verdict, "machines", "em_name"), named)
			equal(t, "causes", valuesOf(t, verdict, "machines", "cause"), "never")
		}
	}
	// Through Terraform, which has its own idea of texts.
	n := newNights().session(3, 1, 8, "").task(3, "cafe\u0301", "", "Failed", 8, 7)
	sim := start(t, veeamsim.Config{Inventory: n.inv})
	run(t, reads(sim, taskSessionsKind, `vm_display_name = "caf`+"\u00e9"+`"`, lists(taskSessionsKind, "task_sessions", "result", "Failed")))
}

// TestServersWithoutNames: rows whose links to their backup server have no name are its rows, however the server's name is spelt
// and whether Enterprise Manager compares case or not.
func TestServersWithoutNames(t *testing.T) {
	t.Parallel()
	for name, nameless := range map[string]func(*veeamsim.Inventory){
		"task sessions":   func(inv *veeamsim.Inventory) { inv.TaskSessions[1].NamelessServer = true },
		"backup sessions": func(inv *veeamsim.Inventory) { inv.BackupSessions[1].NamelessServer = true },
		"everything": func(inv *veeamsim.Inventory) {
			for i := range inv.BackupSessions {
				inv.BackupSessions[i].NamelessServer, inv.TaskSessions[i].NamelessServer = true, true
			}
		},
	} {
		n := newNights().session(2, 1, 9, "").session(3, 1, 8, "").session(4, 2, 8, "").
			task(2, "web01", "", "Success", 9, 8).task(3, "db01", "", "Failed", 8, 7).task(4, "db01", "", "Success", 8, 7)
		nameless(&n.inv)
		for how, config := range map[string]veeamsim.Config{"": {}, "compares case": {CaseSensitive: true}, "build 12": {Build: 12, CaseSensitive: true},
			"understood otherwise": {IgnoreFilter: true}} {
			t.Run(name+" "+how, func(t *testing.T) {
				t.Parallel()
				config.Inventory = n.inv
				s := serve(t, settingsOf(start(t, config)), quickly)
				for _, server := range []string{"vbr01", "VBR01", "Vbr01"} {
					countSessions(t, s, taskSessionsKind, map[string]any{"backup_server_name": server}, 2)
					countSessions(t, s, sessionsKind, map[string]any{"backup_server_name": server}, 2)
					verdict := answerOf(t, s, protectionKind, map[string]any{"rpo": "24h", "backup_server_name": server})
					equal(t, "violating_names", verdict["violating_names"], "db01")
					equal(t, "passing_names", verdict["passing_names"], "web01")
				}
			})
		}
	}
}

// TestServersWithNamesInSomeRows: a machine without a vm_uid is one machine, although only some rows name their backup server.
func TestServersWithNamesInSomeRows(t *testing.T) {
	t.Parallel()
	for name, nameless := range map[string]func(*veeamsim.Inventory){
		"the old row": func(inv *veeamsim.Inventory) { inv.TaskSessions[0].NamelessServer = true },
		"the new row": func(inv *veeamsim.Inventory) { inv.TaskSessions[1].NamelessServer = true },
		"the old session and its row": func(inv *veeamsim.Inventory) {
			inv.TaskSessions[0].NamelessServer, inv.BackupSessions[0].NamelessServer = true, true
		},
		"all rows": func(inv *veeamsim.Inventory) {
			inv.TaskSessions[0].NamelessServer, inv.TaskSessions[1].NamelessServer = true, true
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n := newNights().session(2, 1, 32, "").session(3, 1, 8, "").task(2, "db01", "", "Failed", 32, 31).task(3, "db01", "", "Success", 8, 7)
			nameless(&n.inv)
			s := serve(t, settingsOf(start(t, veeamsim.Config{Inventory: n.inv})), quickly)
			tasks := answerOf(t, s, taskSessionsKind, map[string]any{"created_within": "2d"})
			equal(t, "servers", valuesOf(t, tasks, "task_sessions", "backup_server_name"), "vbr01", "vbr01")
			verdict := answerOf(t, s, protectionKind, map[string]any{"rpo": "24h"})
			equal(t, "status", valuesOf(t, verdict, "machines", "status"), "compliant")
			equal(t, "server", valuesOf(t, verdict, "machines", "backup_server_name"), "vbr01")
		})
	}
}

// TestClockOfEnterpriseManager: a clock of Enterprise Manager that is late hides no session, and does not make an old backup young.
func TestClockOfEnterpriseManager(t *testing.T) {
	t.Parallel()
	for _, late := range []time.Duration{8 * time.Hour, 30 * time.Hour, 72 * time.Hour} {
		n := newNights().session(2, 1, 30, "").session(3, 1, 6, "").task(2, "db01", "", "Success", 30, 29).task(3, "db01", "", "Failed", 6, 5).
			task(3, "web01", "", "Failed", 4, 3)
		s := serve(t, settingsOf(start(t, veeamsim.Config{Inventory: n.inv, Clock: func() time.Time { return now.Add(-late) }})), quickly)
		for _, scope := range []map[string]any{{"created_after": hoursAgo(12).Format(time.RFC3339)}, {"created_within": "12h"}} {
			countSessions(t, s, taskSessionsKind, scope, 2)
			countSessions(t, s, sessionsKind, scope, 1)
		}
		got, _ := s.read(t.Context(), protectionKind, map[string]any{"rpo": "24h"})
		equal(t, "violating_names", plain(got["violating_names"]), "db01", "web01")
	}
}

// TestOddEnds: an end before the beginning is none, in every list of sessions.
func TestOddEnds(t *testing.T) {
	t.Parallel()
	for _, end := range []string{
		"0001-01-01T00:00:00", "1601-01-01T00:00:00Z", "1753-01-01T00:00:00Z", "1899-12-30T00:00:00Z", "1900-01-01T00:00:00Z", "1970-01-01T00:00:00Z",
		hoursAgo(24 * 40).Format(time.RFC3339), hoursAgo(8).Add(-time.Second).Format(time.RFC3339),
	} {
		n := newNights().session(3, 1, 8, "").task(3, "db01", "", "Failed", 8, 7)
		n.inv.BackupSessions[0].EndText, n.inv.TaskSessions[0].EndText = end, end
		s := serve(t, settingsOf(start(t, veeamsim.Config{Inventory: n.inv})), quickly)
		for kind, list := range map[string]string{taskSessionsKind: "task_sessions", sessionsKind: "backup_sessions"} {
			answer := answerOf(t, s, kind, map[string]any{"created_within": "1d"})
			equal(t, end, valuesOf(t, answer, list, "creation_time"), "2026-06-16T00:00:00Z")
			equal(t, end, valuesOf(t, answer, list, "end_time"), nil)
			equal(t, end, valuesOf(t, answer, list, "duration_seconds"), nil)
			if summary, _ := answer["summary"].(map[string]any); summary["last_end_time"] != nil {
				t.Errorf("%s, end %s: last_end_time %v", kind, end, summary["last_end_time"])
			}
		}
	}
}

// TestUnknownSizes: a size of -1 is one that Enterprise Manager does not know.
func TestUnknownSizes(t *testing.T) {
	t.Parallel()
	n := newNights().session(3, 1, 8, "").task(3, "a", "", "Success", 8, 7).task(3, "b", "", "Success", 8, 7).task(3, "c", "", "Success", 8, 7)
	n.inv.TaskSessions[0].TotalSize, n.inv.TaskSessions[1].TotalSize, n.inv.TaskSessions[2].TotalSize = -1, 0, 1024
	n.inv.Repositories = []veeamsim.Repository{
		{ID: guid(6, 1), Name: "Bucket", Kind: "AmazonS3", ServerID: guid(1, 1), Capacity: 1000, FreeSpace: -1},
		{ID: guid(6, 2), Name: "Share", Kind: "CifsShare", ServerID: guid(1, 1), Capacity: -1, FreeSpace: 10},
		{ID: guid(6, 3), Name: "Tape", Kind: "LinuxLocal", ServerID: guid(1, 1), Capacity: -1, FreeSpace: -1},
	}
	for _, build := range []int{12, 13} {
		s := serve(t, settingsOf(start(t, veeamsim.Config{Build: build, Inventory: n.inv})), quickly)
		tasks := answerOf(t, s, taskSessionsKind, map[string]any{"created_within": "1d"})
		equal(t, "total_size", valuesOf(t, tasks, "task_sessions", "total_size"), nil, 0, 1024)
		repositories := answerOf(t, s, "veeam_repositories", nil)
		equal(t, "capacity", valuesOf(t, repositories, "repositories", "capacity"), 1000, nil, nil)
		equal(t, "free_space", valuesOf(t, repositories, "repositories", "free_space"), nil, 10, nil)
		equal(t, "free_percent", valuesOf(t, repositories, "repositories", "free_percent"), nil, nil, nil)
	}
}

// TestWarningsOfClocks: the warning names the clock that must be set, and what such a clock shows is no good backup.
func TestWarningsOfClocks(t *testing.T) {
	t.Parallel()
	ofEM := func(by, side, now string) string {
		return fmt.Sprintf("The clock of Enterprise Manager is %s %s that of the machine that runs Terraform. Ages are counted by the later of the two, %s. "+
			"Set the clock that is wrong.", by, side, now)
	}
	ofServer := func(by, at, server string) string {
		return fmt.Sprintf("A task session of \"db01\" begins %s after now, at %s: the clock of the backup server %s is ahead of those of Enterprise Manager and of "+
			"the machine that runs Terraform. Such a task session is never a good backup. Set that clock.", by, at, server)
	}
	for name, c := range map[string]struct {
		em, server time.Duration
		nameless   bool
		want       []string
	}{
		"all right":                  {},
		"within five minutes":        {em: 5 * time.Minute, server: time.Hour + 5*time.Minute},
		"Enterprise Manager's late":  {em: -72 * time.Hour, want: []string{ofEM("3d", "behind", "2026-06-16T08:00:00Z")}},
		"Enterprise Manager's ahead": {em: 8 * time.Hour, want: []string{ofEM("8h", "ahead of", "2026-06-16T16:00:00Z")}},
		"a backup server's ahead":    {server: 27 * time.Hour, want: []string{ofServer("26h", "2026-06-17T10:00:00Z", "vbr01")}},
		"one without a name":         {server: 2 * time.Hour, nameless: true, want: []string{ofServer("1h", "2026-06-16T09:00:00Z", guid(1, 1))}},
		"both": {em: -time.Hour, server: 3 * time.Hour,
			want: []string{ofEM("1h", "behind", "2026-06-16T08:00:00Z"), ofServer("2h", "2026-06-16T10:00:00Z", "vbr01")}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			// By the right time the newest failed an hour ago.
			n := newNights().session(2, 2, 9, "").session(3, 1, 1, "").task(2, "web01", "", "Success", 9, 8).task(3, "db01", "", "Failed", 1, 0)
			n.inv.BackupServers[0].ClockOffset = c.server
			if c.nameless { // nobody names it
				n.inv.BackupSessions[1].NamelessServer, n.inv.TaskSessions[1].NamelessServer = true, true
			}
			sim := start(t, veeamsim.Config{Inventory: n.inv, Clock: func() time.Time { return now.Add(c.em) }})
			got, diagnostics := serve(t, settingsOf(sim), quickly).read(t.Context(), protectionKind, map[string]any{"rpo": "24h"})
			var warnings []string
			for _, d := range diagnostics {
				warnings = append(warnings, d.Detail)
				if d.Summary != "Clocks Differ" {
					t.Error(d.Summary, d.Detail)
				}
			}
			if !slices.Equal(warnings, c.want) {
				t.Errorf("got  %q\nwant %q", warnings, c.want)
			}
			if !got["compliant"].Equal(tftypes.NewValue(tftypes.Bool, false)) {
				t.Error("db01 failed, and nothing violates")
			}
		})
	}
}
