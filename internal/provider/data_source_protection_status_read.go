package provider

import (
	"context"
	"strings"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/compliance"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// longestLookback is as far back as EM keeps sessions.
const longestLookback = veeamclient.KeptDays * 24 * time.Hour

// protectionArguments are what a user asks of veeam_protection_status.
type protectionArguments struct {
	compliance.Arguments
	lookback      time.Duration
	server        string
	acceptWarning *bool
}

func (a *protectionArguments) setDefaults() {
	if a.lookback == 0 {
		a.lookback = longestLookback
	}
	if a.JobTypes == nil {
		a.JobTypes = []string{em.Backup, em.AgentBackup, em.AgentManagement}
	}
	a.AcceptWarning = a.acceptWarning == nil || *a.acceptWarning
}

// readProtection reads the task sessions and the backup sessions of the lookback at the same time and
// judges them. The time is EM's own: a local clock that runs late would hide a violation.
func readProtection(ctx context.Context, c *veeamclient.Client, a *protectionArguments) ([]compliance.Verdict, error) {
	a.setDefaults()
	now, err := c.Now(ctx)
	if err != nil {
		return nil, err
	}
	from := now.Add(-a.lookback)
	scope := veeamclient.JobScope{JobNames: a.JobNames, BackupServerName: a.server}
	scope.CreatedAfter = from
	rows, sessions, err := c.BackupTaskSessionsWithJobs(ctx, veeamclient.BackupTaskSessionScope{JobScope: scope})
	if err != nil {
		return nil, err
	}
	tasks, jobs := judgedTaskSessions(rows), jobsOfSessions(sessions)
	for i := range rows { // sessions that began before the lookback
		if _, known := jobs[tasks[i].BackupSession]; !known && rows[i].JobType != "" {
			jobs[tasks[i].BackupSession] = compliance.Job{Name: rows[i].JobName, Type: rows[i].JobType}
		}
	}
	a.Now = now
	return []compliance.Verdict{*compliance.Judge(&a.Arguments, tasks, jobs)}, nil
}

// judgedTaskSessions keeps running task sessions too: a machine that is backed up for the first time is there.
func judgedTaskSessions(rows []veeamclient.BackupTaskSession) []compliance.TaskSession {
	tasks := make([]compliance.TaskSession, len(rows))
	for i := range rows {
		s := &rows[i]
		tasks[i] = compliance.TaskSession{
			UID: s.UID, BackupSession: strings.ToLower(veeamclient.IDOf(s.JobSessionUID)),
			Name: s.VMDisplayName, VMUID: s.VMUID, Server: s.BackupServerName, ServerID: s.BackupServerID,
			Creation: s.CreationTime.Time, End: s.EndTime.Time, State: s.State, Result: s.Result, Reason: s.Reason,
		}
	}
	return tasks
}

// jobsOfSessions are the jobs of backup sessions by the session's GUID in lower case.
func jobsOfSessions(sessions []veeamclient.BackupSession) map[string]compliance.Job {
	jobs := make(map[string]compliance.Job, len(sessions))
	for i := range sessions {
		s := &sessions[i]
		jobs[strings.ToLower(s.ID())] = compliance.Job{
			Name: s.JobName, Type: s.JobType, Server: s.BackupServerName, ServerID: s.BackupServerID,
		}
	}
	return jobs
}
