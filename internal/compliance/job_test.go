package compliance

import "testing"

// run is a backup session of a job on vbr01 that began so many hours ago; its rows are those of the job and that time.
func run(job, result string, began float64) BackupSession {
	s := good(job, "", began)
	return BackupSession{
		ID: s.BackupSession, JobName: job, JobType: s.JobType, Server: "vbr01", Creation: s.Creation, State: "Stopped", Result: result,
	}
}

func TestJobs(t *testing.T) {
	t.Parallel()
	change := func(s BackupSession, change func(*BackupSession)) BackupSession {
		change(&s)
		return s
	}
	policy := func(s TaskSession) TaskSession { return with(s, func(s *TaskSession) { s.PolicyName = "P" }) }
	child := func(s BackupSession) BackupSession { return change(s, func(s *BackupSession) { s.PolicyName = "P" }) }
	parent := func(id string, s BackupSession) BackupSession {
		return change(s, func(s *BackupSession) { s.Parent = id })
	}
	both := []TaskSession{good("Nightly", "db01", 5), good("Hourly", "web01", 4)}
	judgeCases(t, map[string]verdictCase{
		"one of two":       {change: ofJobs("NIGHTLY"), rows: both, want: "+db01"},
		"without sessions": {change: ofJobs("nightly", "Weekly"), rows: both, want: "+db01 !Weekly:no_sessions"},
		"without any":      {change: ofJobs("Weekly"), rows: both, want: "!em.example.com:no_machines !Weekly:no_sessions"},
		"copies are sessions": {change: ofJobs("Copy"), rows: []TaskSession{good("Copy", "db01", 2)}, want: "db01=left_out " +
			"!em.example.com:no_machines"},
		"of no known session": {change: ofJobs("Nightly"), rows: []TaskSession{good("gone", "db01", 2), good("Nightly", "web01", 2)}, want: "db01:never +web01"},
		"a job without a name": {change: ofJobs("Nightly"), rows: []TaskSession{
			uid("1", failed("Nightly", "db01", 2)), uid("1", with(good("Hourly", "db01", 1), func(s *TaskSession) { s.JobName = "" })),
		}, want: "db01:never"},
		"two spellings":         {change: ofJobs("weekly", "Weekly"), rows: both, want: "!em.example.com:no_machines !Weekly:no_sessions"},
		"a policy's machines":   {change: ofJobs("p"), rows: []TaskSession{policy(good("P - lin01", "lin01", 2)), good("Nightly", "db01", 2)}, want: "+lin01"},
		"nobody asks for a job": {rows: both, sessions: []BackupSession{run("Nightly", "Failed", 5)}, want: "+db01 +web01"},

		"failed without a " +
			"task": {change: ofJobs("Nightly"), rows: both, sessions: []BackupSession{run("Nightly", "Failed", 5)}, want: "+db01 " +
			"!Nightly:job_failed"},
		"failed with a task": {change: ofJobs("Nightly"), rows: []TaskSession{good("Nightly", "db01", 5), failed("Nightly", "web01", 5)},
			sessions: []BackupSession{run("Nightly", "Failed", 5)},
			want:     "+db01 web01:never"},
		"warned":        {change: ofJobs("Nightly"), rows: both, sessions: []BackupSession{run("Nightly", "Warning", 5)}, want: "+db01"},
		"failed before": {change: ofJobs("Nightly"), rows: both, sessions: []BackupSession{run("Nightly", "Success", 5), run("Nightly", "Failed", 29)}, want: "+db01"},
		"failed last": {change: ofJobs("Nightly"), rows: both, sessions: []BackupSession{run("Nightly", "Failed", 3), run("Nightly", "Success", 5)},
			want: "+db01 !Nightly:job_failed"},
		"another failed": {change: ofJobs("Nightly"), rows: both, sessions: []BackupSession{run("Hourly", "Failed", 3), run("Nightly", "Success", 5)}, want: "+db01"},
		"now it runs": {change: ofJobs("Nightly"), rows: both, sessions: []BackupSession{change(run("Nightly", "None", 1), func(s *BackupSession) { s.State = "Working" }),
			run("Nightly", "Failed", 5)}, want: "+db01 !Nightly:job_failed"},
		"running task": {change: ofJobs("Nightly"), rows: []TaskSession{good("Nightly", "db01", 8), row("Nightly", "db01", "InProgress", "Failed", 5, 0)},
			sessions: []BackupSession{run("Nightly", "Failed", 5)}, want: "+db01 !Nightly:job_failed"},
		"at one time, by id": {change: ofJobs("Nightly"), rows: both, sessions: []BackupSession{
			run("Nightly", "Success", 5), change(run("Nightly", "Failed", 5), func(s *BackupSession) { s.ID += "/b" })}, want: "+db01 !Nightly:job_failed"},
		"at one time, by id again": {change: ofJobs("Nightly"), rows: both, sessions: []BackupSession{
			run("Nightly", "Failed", 5), change(run("Nightly", "Success", 5), func(s *BackupSession) { s.ID += "/b" })}, want: "+db01"},
		"on either server": {change: ofJobs("Nightly"), rows: both, sessions: []BackupSession{run("Nightly", "Success", 2), change(run("Nightly", "Failed", 5),
			func(s *BackupSession) { s.Server = "vbr02" })}, want: "+db01 !Nightly:job_failed"},
		"failed a month before, as seen " +
			"now": {change: ofJobs("Nightly"), rows: []TaskSession{failed("Nightly", "db01", 29), good("Nightly", "db01", 5)},
			sessions: []BackupSession{run("Nightly", "Failed", 5)}, want: "+db01 !Nightly:job_failed"},

		"a policy's machine failed": {change: ofJobs("P"), rows: []TaskSession{policy(failed("P - lin01", "lin01", 4.9))},
			sessions: []BackupSession{run("P", "Failed", 5), child(run("P - lin01", "Failed", 4.9))}, want: "lin01:never"},
		"a policy's machine was skipped": {change: ofJobs("P"), rows: []TaskSession{policy(good("P - lin01", "lin01", 4.9))},
			sessions: []BackupSession{run("P", "Failed", 5), child(run("P - lin01", "Success", 4.9))}, want: "+lin01 !P:job_failed"},
		"a policy's machine failed the night " +
			"before": {change: ofJobs("P"), rows: []TaskSession{policy(failed("P - lin01", "lin01", 29)), policy(good("P - lin01", "lin01", 4.9))},
			sessions: []BackupSession{run("P", "Failed", 5), run("P", "Failed", 29.1)}, want: "+lin01 !P:job_failed"},
		"a policy's machine failed, of an earlier session": {change: ofJobs("P"), rows: []TaskSession{policy(failed("P - lin01", "lin01", 4.8)), policy(good("P - lin01", "lin01", 4.7))},
			sessions: []BackupSession{run("P", "Failed", 5), run("P", "Failed", 29), parent("P/29", child(run("P - lin01", "Failed", 4.8))),
				parent("P/5", child(run("P - lin01", "Success", 4.7)))}, want: "+lin01 !P:job_failed"},
		"a policy's machine failed, of the session": {change: ofJobs("P"), rows: []TaskSession{policy(failed("P - lin01", "lin01", 5.1))},
			sessions: []BackupSession{run("P", "Failed", 5), parent("P/5", child(run("P - lin01", "Failed", 5.1)))}, want: "lin01:never"},
		"one job, its server not always linked": {change: ofJobs("Nightly"), rows: both, sessions: []BackupSession{
			change(run("Nightly", "Success", 2), func(s *BackupSession) { s.JobID = "job" }),
			change(run("Nightly", "Failed", 5), func(s *BackupSession) { s.JobID, s.Server = "job", "" })}, want: "+db01"},
		"two jobs of one name": {change: ofJobs("Nightly"), rows: both, sessions: []BackupSession{
			change(run("Nightly", "Success", 2), func(s *BackupSession) { s.JobID = "job" }),
			change(run("Nightly", "Failed", 5), func(s *BackupSession) { s.JobID = "other" })}, want: "+db01 !Nightly:job_failed"},
		"a policy's job failed without a task": {change: ofJobs("P"), rows: []TaskSession{policy(good("P - lin01", "lin01", 4.9))},
			sessions: []BackupSession{run("P", "Success", 5), child(run("P - lin02", "Failed", 4.8)), child(run("P - lin01", "Success", 4.9))}, want: "+lin01 !P:job_failed"},
	})
}
