package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

type backupSession = veeamclient.BackupSession

func backupSessions() sessionKind[backupSession, *backupSession] {
	return sessionKind[backupSession, *backupSession]{
		name: "backup_session", title: "Backup Session", list: "backup_sessions",
		what: "backup session", display: "the job's name", uidType: "BackupJobSession",
		states: em.SessionStates, finished: em.Stopped, isRunning: em.IsRunning,
		owners: jobArguments, more: jobTypeArguments, owner: "job", ownerOf: (*backupSession).JobKey,
		columns: append(jobSessionColumns(),
			table.String("job_type", func(s *backupSession) string { return s.JobType },
				"Type of the job, such as `Backup`, `BackupCopy`, `AgentBackup` or `NasBackup`. A copy of an old restore point is no backup.")),
		read: func(ctx context.Context, c *veeamclient.Client, a sessionArguments) ([]backupSession, error) {
			return c.BackupSessions(ctx, a.SessionScope)
		},
	}
}

// jobSessionColumns are those of sessions of jobs: of backup jobs and of replication jobs.
func jobSessionColumns() table.Columns[backupSession] {
	return table.Columns[backupSession]{
		table.String("job_id", func(s *backupSession) string { return veeamclient.IDOf(s.JobUID) }, "GUID of the job."),
		table.String("job_uid", func(s *backupSession) string { return s.JobUID },
			"UID of the job as Enterprise Manager gives it. Its type may differ from the job's own `uid`: compare by `job_id`."),
		table.String("job_name", func(s *backupSession) string { return s.JobName }, "Name of the job."),
		table.Int64("progress", func(s *backupSession) *int64 { return s.Progress }, "Progress in percent."),
		table.Bool("is_retry", func(s *backupSession) *bool { return s.IsRetry },
			"Whether the session repeats an earlier one for the machines that failed."),
		table.String("failure_message", func(s *backupSession) string { return s.FailureMessage },
			"Enterprise Manager's message, mostly null even for failed sessions: the cause stands in the `reason` of the task sessions."),
	}
}

func newBackupSessions() datasource.DataSource {
	return backupSessions().many(
		"Backup sessions: the runs of backup jobs, with their results. The role Portal User is enough, which may not read jobs.")
}

func newBackupSession() datasource.DataSource {
	return backupSessions().one(
		"One backup session: by its id, or the newest of a job. Start from a job's name, which stays right from night to night.")
}
