package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

type backupTaskSession = veeamclient.BackupTaskSession

func newBackupTaskSessions() datasource.DataSource {
	return sessionKind[backupTaskSession, *backupTaskSession]{
		name: "backup_task_session", title: "Backup Task Session", list: "task_sessions",
		what: "task session", display: "the machine's name", uidType: "BackupTaskSession",
		states: em.TaskSessionStates, finished: em.Completed, isRunning: em.IsTaskRunning,
		parent: parentArgument("backup_session_id", "Backup session", "BackupJobSession"),
		owners: jobArguments, more: append(jobTypeArguments[:1:1], machineArguments...),
		columns: append(taskColumns("backup_session", (*backupTaskSession).AsTask), table.Columns[backupTaskSession]{
			table.String("vm_uid", func(s *backupTaskSession) string { return s.VMUID },
				"Reference of the machine in its hierarchy, such as `urn:VMware:Vm:<root>.vm-1`; null where Enterprise Manager sends none."),
			table.String("job_session_uid", func(s *backupTaskSession) string { return s.JobSessionUID },
				"UID of the backup session that the task session belongs to."),
			table.String("job_name", func(s *backupTaskSession) string { return s.JobName },
				"Name of the job, from the backup session, as `job_id`, `job_type` and `is_retry`; null where Enterprise Manager does not know "+
					"that session. For a machine of an agent policy it is that of the machine's own job: the policy's name, ` - ` and the machine's."),
			table.String("job_id", func(s *backupTaskSession) string { return s.JobID }, "GUID of the job."),
			table.String("job_type", func(s *backupTaskSession) string { return s.JobType },
				"Type of the job, such as `Backup`, `BackupCopy` or `AgentManagement`. A copy of an old restore point is no backup."),
			table.String("vm_restore_point_id", func(s *backupTaskSession) string { return s.VMRestorePointID },
				"GUID of the restore point that the task made; null where it made none."),
		}...),
		read: func(ctx context.Context, c *veeamclient.Client, a sessionArguments) ([]backupTaskSession, error) {
			rows, _, err := c.BackupTaskSessionsWithJobs(ctx, a.tasks())
			return rows, err
		},
	}.many("Task sessions of backup jobs: which machines a backup session processed, with what result, and why it failed. " +
		"Give a backup session, or search by names and times.")
}

// parentArgument names the session whose task sessions are read.
func parentArgument(name, session, uidType string) table.Arguments[sessionArguments] {
	return table.Arguments[sessionArguments]{
		table.ID(name, func(a *sessionArguments) *string { return &a.sessionID }, []string{uidType},
			session+" whose task sessions are read: its GUID or `urn:veeam:"+uidType+":<GUID>`. Excludes the other arguments of the scope."),
	}
}

// taskColumns are those that task sessions of every kind have beside those of all sessions; session is the kind of the session that they
// belong to.
func taskColumns[T any](session string, task func(*T) *veeamclient.TaskSession) table.Columns[T] {
	return table.Columns[T]{
		table.String("vm_display_name", func(row *T) string { return task(row).VMDisplayName },
			"Name of the machine (virtual machine or agent computer)."),
		table.Bool("is_retry", func(row *T) *bool { return task(row).IsRetry },
			"Whether the session that it belongs to repeats an earlier one for the machines that failed."),
		table.String(session+"_name", func(row *T) string { return task(row).SessionName },
			"Display name of the session that it belongs to; null where that is not linked."),
		table.String("reason", func(row *T) string { return task(row).Reason },
			"Why the task failed or warned; null where Enterprise Manager gives no reason."),
		table.Int64("total_size", func(row *T) *int64 { return task(row).TotalSize },
			"Size of the machine's data in bytes; null where Enterprise Manager does not know it."),
	}
}
