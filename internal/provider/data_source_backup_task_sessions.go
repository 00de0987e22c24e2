package provider

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

type backupTaskSession = veeamclient.BackupTaskSession

var backupTaskSessionColumns = append(sessionColumns("task session", "BackupTaskSession", (*backupTaskSession).AsSession),
	table.Columns[backupTaskSession]{
		table.String("name", func(s *backupTaskSession) string { return s.Name },
			"Display name of the task session: the machine's name and the time."),
		table.String("vm_display_name", func(s *backupTaskSession) string { return s.VMDisplayName },
			"Name of the machine (virtual machine or agent computer)."),
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
		table.Bool("is_retry", func(s *backupTaskSession) *bool { return s.IsRetry },
			"Whether the backup session repeats an earlier one for the machines that failed."),
		table.String("backup_session_name", func(s *backupTaskSession) string { return s.SessionName },
			"Display name of the backup session; null where it is not linked."),
		table.String("vm_restore_point_id", func(s *backupTaskSession) string { return s.VMRestorePointID },
			"GUID of the restore point that the task made; null where it made none."),
		table.String("state", func(s *backupTaskSession) string { return s.State },
			"State as Enterprise Manager gives it: `InProgress`, `Pending` or `Completed`."),
		table.String("result", func(s *backupTaskSession) string { return s.Result },
			"Result as Enterprise Manager gives it: `Success`, `Warning`, `Failed` or `None`. "+
				"It is a verdict only when `state` is `Completed`."),
		table.String("reason", func(s *backupTaskSession) string { return s.Reason },
			"Why the task failed or warned; null where Enterprise Manager gives no reason."),
		table.Int64("total_size", func(s *backupTaskSession) *int64 { return s.TotalSize }, "Size of the machine's data in bytes."),
	}...)

func newBackupTaskSessions() datasource.DataSource {
	return table.Table[backupTaskSession, sessionArguments]{
		Name: "backup_task_sessions", Title: "Backup Task Sessions", Role: "Portal User", Hint: sessionHint,
		Description: "Task sessions of backup jobs: which machines a backup session processed, with what result, and why it failed. " +
			"Give a backup session, or search by names and times.",
		Arguments: slices.Concat(jobArguments, jobTypeArguments, timeArguments, listArguments(em.TaskSessionStates),
			table.Arguments[sessionArguments]{
				table.ID("backup_session_id", func(a *sessionArguments) *string { return &a.backupSessionID }, []string{"BackupJobSession"},
					"Backup session whose task sessions are read: its GUID or `urn:veeam:BackupJobSession:<GUID>`. "+
						"Excludes the other arguments of the scope."),
				table.Name("vm_display_name", func(a *sessionArguments) *string { return &a.vmDisplayName },
					"Whole name of the machine, regardless of case. "+otherLetters),
			}),
		Rules: append(table.ScopeRules("backup_session_id", "job_id", "job_name", "job_types", "backup_server_name", "vm_display_name",
			"created_after", "created_before", "created_within"), timesInOrder{}),
		Columns: backupTaskSessionColumns, Read: readBackupTaskSessions, Select: selectSessions[*backupTaskSession],
		Warn: warnTimes[backupTaskSession], Summary: sessionSummary((*backupTaskSession).AsSession, em.IsTaskRunning),
		Rows: table.Many, List: "task_sessions", Order: compareBeginnings[*backupTaskSession],
		ListDescription: "The task sessions in scope that `results` and `states` let through, ordered by creation time, then uid.",
	}.DataSource()
}

func readBackupTaskSessions(ctx context.Context, c *veeamclient.Client, a *sessionArguments) ([]backupTaskSession, error) {
	jobs, err := a.jobScope(ctx, c)
	if err != nil {
		return nil, err
	}
	rows, _, err := c.BackupTaskSessionsWithJobs(ctx, veeamclient.TaskSessionScope{
		SessionID: a.backupSessionID, JobScope: jobs, JobTypes: a.jobTypes, VMDisplayName: a.vmDisplayName,
	})
	return rows, err
}
