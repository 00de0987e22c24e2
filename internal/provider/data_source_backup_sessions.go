package provider

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/entity"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// backupSession are the attributes of a backup session.
var backupSession = append(sessionColumns("backup session", "BackupJobSession", seeBackupSession), entity.Columns[veeamclient.BackupSession]{
	entity.String("name", "Display name of the backup session: the job's name and the time.", func(s *veeamclient.BackupSession) string { return s.Name }),
	entity.String("job_id", "GUID of the job.", func(s *veeamclient.BackupSession) string { return veeamclient.IDOf(s.JobUID) }),
	entity.String("job_uid", "UID of the job as Enterprise Manager gives it. Its type may differ from the job's own `uid`: compare by `job_id`.", func(s *veeamclient.BackupSession) string { return s.JobUID }),
	entity.String("job_name", "Name of the job.", func(s *veeamclient.BackupSession) string { return s.JobName }),
	entity.String("job_type", "Type of the job, such as `Backup`, `BackupCopy`, `AgentBackup` or `NasBackup`. A copy of an old restore point is no backup.", func(s *veeamclient.BackupSession) string { return s.JobType }),
	entity.String("state", "State as Enterprise Manager gives it: `Starting`, `Stopping`, `Working`, `Pausing`, `Resuming` or `Stopped`.", func(s *veeamclient.BackupSession) string { return s.State }),
	entity.String("result", "Result as Enterprise Manager gives it: `Success`, `Warning`, `Failed` or `None`. It is a verdict only when `state` is `Stopped`.", func(s *veeamclient.BackupSession) string { return s.Result }),
	entity.Int64("progress", "Progress in percent.", func(s *veeamclient.BackupSession) *int64 { return s.Progress }),
	entity.Bool("is_retry", "Whether the session repeats an earlier one for the machines that failed.", func(s *veeamclient.BackupSession) *bool { return s.IsRetry }),
	entity.String("failure_message", "Enterprise Manager's message, mostly null even for failed sessions: the cause stands in the `reason` of the task sessions.", func(s *veeamclient.BackupSession) string { return s.FailureMessage }),
}...)

// backupSessionQuestion is what a user asks: a scope, and which of its sessions are listed.
type backupSessionQuestion struct {
	veeamclient.BackupSessionScope
	listing
	latestPerJob *bool
}

func sessionScope(q *backupSessionQuestion) *veeamclient.JobScope { return &q.JobScope }
func sessionListing(q *backupSessionQuestion) *listing            { return &q.listing }

func readBackupSessions(ctx context.Context, c *veeamclient.Client, q *backupSessionQuestion, rows veeamclient.Rows[veeamclient.BackupSession]) error {
	return c.BackupSessions(ctx, q.BackupSessionScope, rows)
}

func newBackupSessions() datasource.DataSource {
	return entity.List[veeamclient.BackupSession, backupSessionQuestion]{
		Name: "backup_sessions", Title: "Backup Sessions", List: "backup_sessions", Role: "Portal User", Columns: backupSession,
		Description:     "Backup sessions: the runs of backup jobs, with their results. The role Portal User is enough, which may not read jobs.",
		ListDescription: "The sessions in scope that `results`, `states` and `latest_per_job` let through, ordered by creation time, then uid.",
		Arguments: slices.Concat(ofJob(sessionScope), ofTime(sessionScope), listed(veeamclient.BackupSessionResults, veeamclient.BackupSessionStates, sessionListing), entity.Arguments[backupSessionQuestion]{
			entity.OneOf("job_types", "Only sessions of jobs of these types.", veeamclient.BackupJobTypes, func(q *backupSessionQuestion) *[]string { return &q.JobTypes }),
			entity.Switch("latest_per_job", "List only the newest session in scope of each job, and that only where `results` and `states` let it through.", func(q *backupSessionQuestion) **bool { return &q.latestPerJob }),
		}),
		Rules:      []datasource.ConfigValidator{entity.AtLeastOneOf("job_id", "job_name", "backup_server_name", "job_types", "created_after", "created_before"), timesInOrder{}},
		Totals:     summaryOf(seeBackupSession),
		Warn:       func(q *backupSessionQuestion) diag.Diagnostics { return warnTimes(&q.JobScope) },
		Read:       readBackupSessions,
		Listed:     lists(sessionListing, seeBackupSession),
		NewestOnly: func(q *backupSessionQuestion) bool { return q.latestPerJob != nil && *q.latestPerJob },
		Newest:     entity.Newest[veeamclient.BackupSession]{Group: (*veeamclient.BackupSession).JobKey, Order: older(seeBackupSession)},
		Order:      older(seeBackupSession),
	}.DataSource()
}

func newBackupSession() datasource.DataSource {
	return entity.One[veeamclient.BackupSession, backupSessionQuestion]{
		Name: "backup_session", Title: "Backup Session", Role: "Portal User", Columns: backupSession, Hint: sessionHint,
		Description: "One backup session: by its id, or the newest of a job. Start from a job's name, which stays right from night to night.",
		Arguments: append(ofJob(sessionScope),
			entity.ID("id", "Backup session that is read: its GUID or `urn:veeam:BackupJobSession:<GUID>`.", []string{"BackupJobSession"}, func(q *backupSessionQuestion) *string { return &q.ID }),
			entity.OneOf("states", "The newest session in one of these states; with `[\"Stopped\"]` the newest finished one.", veeamclient.BackupSessionStates, func(q *backupSessionQuestion) *[]string { return &q.states }),
		),
		Rules:     append(entity.Excludes("id", "backup_server_name", "states"), entity.ExactlyOneOf("id", "job_id", "job_name")),
		Read:      readBackupSessions,
		Candidate: lists(sessionListing, seeBackupSession),
		Newest:    entity.Newest[veeamclient.BackupSession]{Group: func(s *veeamclient.BackupSession) string { return s.BackupServerName() }, Order: older(seeBackupSession)},
		Tell:      func(s *veeamclient.BackupSession) string { return tell(&s.Entity) },
		Clarify:   "Add backup_server_name, or give the job_id.",
	}.DataSource()
}
