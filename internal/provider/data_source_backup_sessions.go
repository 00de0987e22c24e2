package provider

import (
	"cmp"
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

type backupSession = veeamclient.BackupSession

var backupSessionColumns = append(sessionColumns("backup session", "BackupJobSession", (*backupSession).AsSession),
	table.Columns[backupSession]{
		table.String("name", func(s *backupSession) string { return s.Name },
			"Display name of the backup session: the job's name and the time."),
		table.String("job_id", func(s *backupSession) string { return veeamclient.IDOf(s.JobUID) }, "GUID of the job."),
		table.String("job_uid", func(s *backupSession) string { return s.JobUID },
			"UID of the job as Enterprise Manager gives it. Its type may differ from the job's own `uid`: compare by `job_id`."),
		table.String("job_name", func(s *backupSession) string { return s.JobName }, "Name of the job."),
		table.String("job_type", func(s *backupSession) string { return s.JobType },
			"Type of the job, such as `Backup`, `BackupCopy`, `AgentBackup` or `NasBackup`. A copy of an old restore point is no backup."),
		table.String("state", func(s *backupSession) string { return s.State },
			"State as Enterprise Manager gives it: `Starting`, `Stopping`, `Working`, `Pausing`, `Resuming` or `Stopped`."),
		table.String("result", func(s *backupSession) string { return s.Result },
			"Result as Enterprise Manager gives it: `Success`, `Warning`, `Failed` or `None`. It is a verdict only when `state` is `Stopped`."),
		table.Int64("progress", func(s *backupSession) *int64 { return s.Progress }, "Progress in percent."),
		table.Bool("is_retry", func(s *backupSession) *bool { return s.IsRetry },
			"Whether the session repeats an earlier one for the machines that failed."),
		table.String("failure_message", func(s *backupSession) string { return s.FailureMessage },
			"Enterprise Manager's message, mostly null even for failed sessions: the cause stands in the `reason` of the task sessions."),
	}...)

func readBackupSessions(ctx context.Context, c *veeamclient.Client, a *sessionArguments) ([]backupSession, error) {
	jobs, err := a.jobScope(ctx, c)
	if err != nil {
		return nil, err
	}
	return c.BackupSessions(ctx, veeamclient.SessionScope{ID: a.backupSessionID, JobScope: jobs, JobTypes: a.jobTypes})
}

func newBackupSessions() datasource.DataSource {
	return table.Table[backupSession, sessionArguments]{
		Name: "backup_sessions", Title: "Backup Sessions", Role: "Portal User",
		Description: "Backup sessions: the runs of backup jobs, with their results. The role Portal User is enough, which may not read jobs.",
		Arguments: slices.Concat(jobArguments, jobTypeArguments, timeArguments, listArguments(em.SessionStates),
			table.Arguments[sessionArguments]{
				table.Switch("latest_per_job", func(a *sessionArguments) **bool { return &a.latestPerJob },
					"List only the newest session in scope of each job, and that only where `results` and `states` let it through."),
			}),
		Rules: []datasource.ConfigValidator{
			table.AtLeastOneOf("job_id", "job_name", "backup_server_name", "job_types", "created_after", "created_before", "created_within"),
			timesInOrder{},
		},
		Columns: backupSessionColumns, Read: readBackupSessions, Select: selectBackupSessions,
		Warn: warnTimes[backupSession], Summary: sessionSummary((*backupSession).AsSession, em.IsRunning),
		Rows: table.Many, List: "backup_sessions", Order: compareBeginnings[*backupSession],
		ListDescription: "The sessions in scope that `results`, `states` and `latest_per_job` let through, ordered by creation time, then uid.",
	}.DataSource()
}

func selectBackupSessions(a *sessionArguments, rows []*backupSession) []*backupSession {
	if a.latestPerJob != nil && *a.latestPerJob {
		rows = newestPer(rows, (*backupSession).JobKey)
	}
	return selectSessions(a, rows)
}

func newBackupSession() datasource.DataSource {
	return table.Table[backupSession, sessionArguments]{
		Name: "backup_session", Title: "Backup Session", Role: "Portal User", Hint: sessionHint,
		Description: "One backup session: by its id, or the newest of a job. Start from a job's name, which stays right from night to night.",
		Arguments: slices.Concat(jobArguments, table.Arguments[sessionArguments]{
			table.ID("id", func(a *sessionArguments) *string { return &a.backupSessionID }, []string{"BackupJobSession"},
				"Backup session that is read: its GUID or `urn:veeam:BackupJobSession:<GUID>`."),
			table.OneOf("states", func(a *sessionArguments) *[]string { return &a.states }, em.SessionStates,
				"The newest session in one of these states; with `[\"Stopped\"]` the newest finished one."),
		}),
		Rules:   append(table.Excludes("id", "backup_server_name", "states"), table.ExactlyOneOf("id", "job_id", "job_name")),
		Columns: backupSessionColumns, Read: readBackupSessions, Select: newestBackupSessions,
		Rows: table.One, Identify: identify[*backupSession], Clarify: "Add backup_server_name, or give the job_id.",
	}.DataSource()
}

// newestBackupSessions leaves the newest session of each backup server: jobs of one name on two of them are two jobs.
func newestBackupSessions(a *sessionArguments, rows []*backupSession) []*backupSession {
	return newestPer(selectSessions(a, rows), func(s *backupSession) string {
		return em.Fold(cmp.Or(s.BackupServerID, s.BackupServerName)) // links may lack the name
	})
}
