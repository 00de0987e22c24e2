package provider

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/entity"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// backupTaskSession are the attributes of a task session.
var backupTaskSession = append(sessionColumns("task session", "BackupTaskSession", seeTaskSession), entity.Columns[veeamclient.BackupTaskSession]{
	entity.String("name", "Display name of the task session: the machine's name and the time.", func(s *veeamclient.BackupTaskSession) string { return s.Name }),
	entity.String("vm_display_name", "Name of the machine (virtual machine or agent computer).", func(s *veeamclient.BackupTaskSession) string { return s.VMDisplayName }),
	entity.String("vm_uid", "Reference of the machine in its hierarchy, such as `urn:VMware:Vm:<root>.vm-1`; null where Enterprise Manager sends none.", func(s *veeamclient.BackupTaskSession) string { return s.VMUID }),
	entity.String("job_session_uid", "UID of the backup session that the task session belongs to. Joins it to its job.", func(s *veeamclient.BackupTaskSession) string { return s.JobSessionUID }),
	entity.String("backup_session_name", "Display name of the backup session; null where it is not linked.", (*veeamclient.BackupTaskSession).BackupSessionName),
	entity.String("vm_restore_point_id", "GUID of the restore point that the task made; null where it made none.", (*veeamclient.BackupTaskSession).VMRestorePointID),
	entity.String("state", "State as Enterprise Manager gives it: `InProgress`, `Pending` or `Completed`.", func(s *veeamclient.BackupTaskSession) string { return s.State }),
	entity.String("result", "Result as Enterprise Manager gives it: `Success`, `Warning`, `Failed` or `None`. It is a verdict only when `state` is `Completed`.", func(s *veeamclient.BackupTaskSession) string { return s.Result }),
	entity.String("reason", "Why the task failed or warned; null where Enterprise Manager gives no reason.", func(s *veeamclient.BackupTaskSession) string { return s.Reason }),
	entity.Int64("total_size", "Size of the machine's data in bytes.", func(s *veeamclient.BackupTaskSession) *int64 { return s.TotalSize }),
}...)

// taskSessionQuestion is what a user asks: a scope, and which of its task sessions are listed.
type taskSessionQuestion struct {
	veeamclient.BackupTaskSessionScope
	listing
}

func taskScope(q *taskSessionQuestion) *veeamclient.JobScope { return &q.JobScope }
func taskListing(q *taskSessionQuestion) *listing            { return &q.listing }

func newBackupTaskSessions() datasource.DataSource {
	return entity.List[veeamclient.BackupTaskSession, taskSessionQuestion]{
		Name: "backup_task_sessions", Title: "Backup Task Sessions", List: "task_sessions", Role: "Portal User", Columns: backupTaskSession, Hint: sessionHint,
		Description:     "Task sessions of backup jobs: which machines a backup session processed, with what result, and why it failed. Give a backup session, or search by names and times.",
		ListDescription: "The task sessions in scope that `results` and `states` let through, ordered by creation time, then uid.",
		Arguments: slices.Concat(ofJob(taskScope), ofTime(taskScope), listed(veeamclient.BackupTaskSessionResults, veeamclient.BackupTaskSessionStates, taskListing), entity.Arguments[taskSessionQuestion]{
			entity.ID("backup_session_id", "Backup session whose task sessions are read: its GUID or `urn:veeam:BackupJobSession:<GUID>`. Excludes the other arguments of the scope.", []string{"BackupJobSession"}, func(q *taskSessionQuestion) *string { return &q.BackupSessionID }),
			entity.Name("vm_display_name", "Whole name of the machine, regardless of case.", func(q *taskSessionQuestion) *string { return &q.VMDisplayName }),
		}),
		Rules:  append(entity.ScopeRules("backup_session_id", "job_id", "job_name", "backup_server_name", "vm_display_name", "created_after", "created_before"), timesInOrder{}),
		Totals: summaryOf(seeTaskSession),
		Warn:   func(q *taskSessionQuestion) diag.Diagnostics { return warnTimes(&q.JobScope) },
		Read: func(ctx context.Context, c *veeamclient.Client, q *taskSessionQuestion, rows veeamclient.Rows[veeamclient.BackupTaskSession]) error {
			return c.BackupTaskSessions(ctx, q.BackupTaskSessionScope, rows)
		},
		Listed: lists(taskListing, seeTaskSession),
		Order:  older(seeTaskSession),
	}.DataSource()
}
