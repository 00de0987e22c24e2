package provider

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/entity"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// backupTaskSession are the attributes of a task session.
var backupTaskSession = entity.Columns[veeamclient.BackupTaskSession]{
	entity.String("id", "GUID of the task session.", func(s *veeamclient.BackupTaskSession) string { return s.ID() }),
	entity.String("uid", "UID of the task session, `urn:veeam:BackupTaskSession:<GUID>`.", func(s *veeamclient.BackupTaskSession) string { return s.UID }),
	entity.String("name", "Display name of the task session: the machine's name and the time.", func(s *veeamclient.BackupTaskSession) string { return s.Name }),
	entity.String("vm_display_name", "Name of the machine (virtual machine or agent computer).", func(s *veeamclient.BackupTaskSession) string { return s.VMDisplayName }),
	entity.String("vm_uid", "Reference of the machine in its hierarchy, such as `urn:VMware:Vm:<root>.vm-1`; null where Enterprise Manager sends none.", func(s *veeamclient.BackupTaskSession) string { return s.VMUID }),
	entity.String("job_session_uid", "UID of the backup session that the task session belongs to. Joins it to its job.", func(s *veeamclient.BackupTaskSession) string { return s.JobSessionUID }),
	entity.String("backup_session_name", "Display name of the backup session; null where it is not linked.", (*veeamclient.BackupTaskSession).BackupSessionName),
	entity.String("backup_server_name", "Name of the backup server; null where it is not linked.", func(s *veeamclient.BackupTaskSession) string { return s.BackupServerName() }),
	entity.String("vm_restore_point_id", "GUID of the restore point that the task made; null where it made none.", (*veeamclient.BackupTaskSession).VMRestorePointID),
	entity.Time("creation_time", "When the task session began (RFC 3339, UTC).", func(s *veeamclient.BackupTaskSession) time.Time { return s.CreationTime.Time }),
	entity.Time("end_time", "When the task session ended (RFC 3339, UTC); null while it runs.", func(s *veeamclient.BackupTaskSession) time.Time { return s.EndTime.Time }),
	entity.Int64("duration_seconds", "Whole seconds from beginning to end; null while it runs.", func(s *veeamclient.BackupTaskSession) *int64 { return seconds(s.CreationTime, s.EndTime) }),
	entity.String("state", "State as Enterprise Manager gives it: `InProgress`, `Pending` or `Completed`.", func(s *veeamclient.BackupTaskSession) string { return s.State }),
	entity.String("result", "Result as Enterprise Manager gives it: `Success`, `Warning`, `Failed` or `None`. It is a verdict only when `state` is `Completed`.", func(s *veeamclient.BackupTaskSession) string { return s.Result }),
	entity.String("reason", "Why the task failed or warned; null where Enterprise Manager gives no reason.", func(s *veeamclient.BackupTaskSession) string { return s.Reason }),
	entity.Int64("total_size", "Size of the machine's data in bytes.", func(s *veeamclient.BackupTaskSession) *int64 { return s.TotalSize }),
}

// taskSessionQuestion is what a user asks: a scope, and which of its task sessions are listed.
type taskSessionQuestion struct {
	veeamclient.BackupTaskSessionScope
	results, states []string
}

var taskSessionArguments = entity.Arguments[taskSessionQuestion]{
	entity.ID("backup_session_id", "Backup session whose task sessions are read: its GUID or `urn:veeam:BackupJobSession:<GUID>`. Excludes the other arguments of the scope.", []string{"BackupJobSession"}, func(q *taskSessionQuestion) *string { return &q.BackupSessionID }),
	entity.Name("job_name", "Whole name of the job, regardless of case.", func(q *taskSessionQuestion) *string { return &q.JobName }),
	entity.Name("backup_server_name", "Whole name of the backup server, regardless of case.", func(q *taskSessionQuestion) *string { return &q.BackupServerName }),
	entity.Name("vm_display_name", "Whole name of the machine, regardless of case.", func(q *taskSessionQuestion) *string { return &q.VMDisplayName }),
	entity.Instant("created_after", "Only task sessions that began at this time or later (RFC 3339 with zone). Enterprise Manager keeps 30 days.", func(q *taskSessionQuestion) *time.Time { return &q.CreatedAfter }),
	entity.Instant("created_before", "Only task sessions that began before this time (RFC 3339 with zone).", func(q *taskSessionQuestion) *time.Time { return &q.CreatedBefore }),
	entity.OneOf("results", "List only task sessions with these results. The summary counts all in scope.", veeamclient.BackupTaskSessionResults, func(q *taskSessionQuestion) *[]string { return &q.results }),
	entity.OneOf("states", "List only task sessions in these states. The summary counts all in scope.", veeamclient.BackupTaskSessionStates, func(q *taskSessionQuestion) *[]string { return &q.states }),
}

// newBackupTaskSessions is veeam_backup_task_sessions.
func newBackupTaskSessions() datasource.DataSource {
	return entity.List[veeamclient.BackupTaskSession, taskSessionQuestion]{
		Name: "backup_task_sessions", Title: "Backup Task Sessions", List: "task_sessions",
		Description:     "Task sessions of backup jobs: which machines a backup session processed, with what result, and why it failed. Give a backup session, or search by names and times.",
		ListDescription: "The task sessions in scope that `results` and `states` let through, ordered by creation time, then uid.",
		Arguments:       taskSessionArguments,
		Rules:           entity.ScopeRules("backup_session_id", "job_name", "backup_server_name", "vm_display_name", "created_after", "created_before"),
		Columns:         backupTaskSession,
		Totals: entity.TotalsOf("summary", "Counts of all task sessions in scope, listed or not.", summaryColumns,
			func(total *summary, s *veeamclient.BackupTaskSession, listed bool) {
				total.add(taskSessionPhase(s.State), s.Result, s.CreationTime.Time, s.EndTime.Time, listed)
			}),
		Warn: func(q *taskSessionQuestion) diag.Diagnostics { return warnBeyondKept(q.CreatedAfter) },
		Read: func(ctx context.Context, c *veeamclient.Client, q *taskSessionQuestion, rows veeamclient.Rows[veeamclient.BackupTaskSession]) error {
			return c.BackupTaskSessions(ctx, q.BackupTaskSessionScope, rows)
		},
		Listed: func(q *taskSessionQuestion, s *veeamclient.BackupTaskSession) bool {
			return among(q.results, s.Result) && among(q.states, s.State)
		},
		Order: func(a, b *veeamclient.BackupTaskSession) int {
			return cmp.Or(a.CreationTime.Compare(b.CreationTime.Time), cmp.Compare(a.UID, b.UID))
		},
		NotFound: func(q *taskSessionQuestion) string { return backupSessionNotFound(q.BackupSessionID) },
		Role:     "Portal User",
	}.DataSource()
}

func taskSessionPhase(state string) phase {
	switch state {
	case "Pending":
		return pendingPhase
	case "InProgress":
		return runningPhase
	case "Completed":
		return finishedPhase
	}
	return otherPhase
}

func backupSessionNotFound(id string) string {
	return fmt.Sprintf("Enterprise Manager does not know the backup session %s. It keeps sessions for %d days, and forgets those of a backup server that was removed. "+
		"Check the id, or search by job_name instead, which stays right from night to night.", id, veeamclient.KeptDays)
}
