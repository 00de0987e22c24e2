package compliance

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
)

// The types of the jobs of the tables, by their names; EM knows no backup session of other jobs.
var jobTypes = map[string]string{
	"Nightly": "Backup", "Hourly": "Backup", "Agents": "AgentBackup", "Copy": "BackupCopy", "Shares": "NasBackup", "Cloud": "CloudBackup",
	"P - lin01": "AgentManagement",
}

// row is a task session of a job on vbr01 that began and ended so many hours ago; 0 ended is one that has not ended. Rows of
// one job that began at one time are of one backup session.
func row(job, name, state, result string, began, ended float64) TaskSession {
	s := TaskSession{
		UID: fmt.Sprintf("%s/%s/%g", job, name, began), BackupSession: fmt.Sprintf("%s/%g", job, began), Name: name, Server: "vbr01",
		JobName: job, JobType: jobTypes[job], Creation: ago(began), State: state, Result: result,
	}
	if s.JobType == "" {
		s.JobName = ""
	}
	if ended != 0 {
		s.End = ago(ended)
	}
	if result == "Failed" {
		s.Reason = "disk full"
	}
	return s
}

func ago(hours float64) time.Time { return now.Add(-time.Duration(hours * float64(time.Hour))) }

// good, failed and running are task sessions that began so many hours ago.
func good(job, name string, began float64) TaskSession {
	return row(job, name, "Completed", "Success", began, began-0.5)
}

func failed(job, name string, began float64) TaskSession {
	return row(job, name, "Completed", "Failed", began, began-0.5)
}

func running(job, name string, began float64) TaskSession {
	return row(job, name, "InProgress", "None", began, 0)
}

func warned(job, name string, began float64) TaskSession {
	return row(job, name, "Completed", "Warning", began, began-0.5)
}

// uid gives a row a vm_uid, which makes it another than a row of the same job, name and time.
func uid(vmUID string, s TaskSession) TaskSession {
	s.VMUID, s.UID = vmUID, s.UID+"/"+vmUID
	return s
}

// with changes a row, which makes it another than a row of the same job, name and time.
func with(s TaskSession, change func(*TaskSession)) TaskSession {
	s.UID += "/changed"
	change(&s)
	return s
}

func arguments(change func(*Arguments)) *Arguments {
	a := &Arguments{
		Now: now, Terms: Terms{RPO: 24 * time.Hour, AcceptWarning: true}, Lookback: 720 * time.Hour, JobTypes: DefaultJobTypes, Host: "em.example.com",
	}
	if change != nil {
		change(a)
	}
	return a
}

// describe is a verdict in one line: machines in order, with + for a compliant one, the cause of one that violates, and the
// status of the others after a =; then the rows that stand for no machine, after a !.
func describe(v *Verdict) string {
	var words []string
	for _, m := range v.Machines {
		switch m.Status {
		case StatusCompliant:
			words = append(words, "+"+m.Name)
		case StatusViolation:
			words = append(words, m.Name+":"+m.Cause)
		default:
			words = append(words, m.Name+"="+m.Status)
		}
	}
	for _, m := range v.Violations {
		if !slices.Contains(v.Machines, m) {
			words = append(words, "!"+m.Name+":"+m.Cause)
		}
	}
	return strings.Join(words, " ")
}

// verdictCase is a night and what its verdict is described by.
type verdictCase struct {
	change   func(*Arguments)
	rows     []TaskSession
	sessions []BackupSession
	want     string
}

// judgeCases judges each night, the rows in order and in reverse: their order must not matter.
func judgeCases(t *testing.T, cases map[string]verdictCase) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(cases)) {
		c := cases[name]
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rows, sessions := slices.Clone(c.rows), slices.Clone(c.sessions)
			for range 2 {
				v := judgeNight(arguments(c.change), rows, sessions)
				if got := describe(v); got != c.want {
					t.Errorf("got %q, want %q", got, c.want)
				}
				if want := v.Summary.Judged > 0 && len(v.Violations) == 0; v.Compliant != want {
					t.Errorf("compliant: %t", v.Compliant)
				}
				slices.Reverse(rows)
				slices.Reverse(sessions)
			}
		})
	}
}

// judgeNight judges task sessions and backup sessions alone.
func judgeNight(a *Arguments, tasks []TaskSession, sessions []BackupSession) *Verdict {
	return Judge(a, &Data{Tasks: tasks, Sessions: sessions})
}
