package provider

import (
	"context"
	"strings"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/compliance"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// readProtection reads the task sessions and the backup sessions of the lookback and judges them.
func readProtection(ctx context.Context, c *veeamclient.Client, a *protectionArguments) ([]compliance.Verdict, error) {
	a.setDefaults()
	var err error
	if a.clock, err = c.Clock(ctx); err != nil {
		return nil, err
	}
	a.Now, a.Host = a.clock.Now, c.Host()
	a.setLookback(a.Now)
	rows, sessions, err := c.BackupTaskSessionsWithJobs(ctx, veeamclient.BackupTaskSessionScope{JobScope: veeamclient.JobScope{
		JobNames: a.JobNames, BackupServerName: a.server, CreatedAfter: a.Now.Add(-a.Lookback),
	}})
	if err != nil {
		return nil, err
	}
	tasks := judgedTaskSessions(rows)
	for i := range tasks {
		if tasks[i].Creation.After(a.ahead.Creation) {
			a.ahead = tasks[i]
		}
	}
	return []compliance.Verdict{*compliance.Judge(&a.Arguments, tasks, judgedBackupSessions(sessions))}, nil
}

func judgedTaskSessions(rows []veeamclient.BackupTaskSession) []compliance.TaskSession {
	tasks := make([]compliance.TaskSession, len(rows))
	for i := range rows {
		s := &rows[i]
		tasks[i] = compliance.TaskSession{
			UID: s.UID, BackupSession: strings.ToLower(veeamclient.IDOf(s.JobSessionUID)), Name: s.VMDisplayName, VMUID: s.VMUID,
			Server: s.BackupServerName, ServerID: s.BackupServerID, JobName: s.JobName, JobType: s.JobType, PolicyName: s.PolicyName,
			RestorePointID: s.VMRestorePointID, Creation: s.CreationTime.Time, End: s.EndTime.Time,
			State: s.State, Result: s.Result, Reason: s.Reason,
		}
	}
	return tasks
}

func judgedBackupSessions(rows []veeamclient.BackupSession) []compliance.BackupSession {
	sessions := make([]compliance.BackupSession, len(rows))
	for i := range rows {
		s := &rows[i]
		sessions[i] = compliance.BackupSession{
			ID: strings.ToLower(s.ID()), JobName: s.JobName, JobType: s.JobType, PolicyName: s.PolicyName,
			Server: s.BackupServerName, ServerID: s.BackupServerID, Creation: s.CreationTime.Time, State: s.State, Result: s.Result,
		}
	}
	return sessions
}
