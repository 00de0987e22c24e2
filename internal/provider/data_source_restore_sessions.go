package provider

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

type restoreSession = veeamclient.RestoreSession

func restoreSessions() sessionKind[restoreSession, *restoreSession] {
	return sessionKind[restoreSession, *restoreSession]{
		name: "restore_session", title: "Restore Session", list: "restore_sessions",
		what: "restore session", display: "the machine's name", uidType: "RestoreSession",
		states: em.RestoreStates, finished: em.Stopped, isRunning: em.IsRunning,
		owners: machineArguments, more: table.Arguments[sessionArguments]{
			table.Names("job_types", func(a *sessionArguments) *[]string { return &a.JobTypes },
				"Only restores of these types. Enterprise Manager documents `"+strings.Join(em.RestoreTypes, "`, `")+
					"`; other words are compared as they are."),
		},
		columns: table.Columns[restoreSession]{
			table.String("vm_display_name", func(s *restoreSession) string { return s.VMDisplayName }, "Name of the machine that was restored."),
			table.String("job_type", func(s *restoreSession) string { return s.JobType },
				"What was restored: `RestoreVm`, the machine, or `FileLevelRestore`, files of it."),
			table.Int64("progress", func(s *restoreSession) *int64 { return s.Progress },
				"Progress in percent; Enterprise Manager has been seen to leave it at 0 for finished sessions."),
			table.String("restored_obj_ref", func(s *restoreSession) string { return s.RestoredObjRef },
				"Reference of what was restored in its hierarchy; null where Enterprise Manager sends none."),
			table.String("failure_message", func(s *restoreSession) string { return s.FailureMessage },
				"Enterprise Manager's message; null where it sends none."),
			table.String("vm_restore_point_id", func(s *restoreSession) string { return s.VMRestorePointID },
				"GUID of the restore point that was restored from; null where it is not linked."),
			table.String("vm_restore_point_name", func(s *restoreSession) string { return s.VMRestorePointName },
				"Display name of that restore point: the machine's name and the time."),
		},
		groups: []table.Aggregate[restoreSession]{table.GroupsOf("machines", restoredMachineColumns(), restoredMachines,
			"The machines of all restore sessions in scope, listed or not, one row a machine's name and backup server, ordered by name. Machines "+
				"of one name on one backup server are one row: Enterprise Manager does not tell them apart.")},
		read: func(ctx context.Context, c *veeamclient.Client, a sessionArguments) ([]restoreSession, error) {
			return c.RestoreSessions(ctx, a.SessionScope)
		},
	}
}

// restoredMachines puts the restore sessions of one machine together. Only a finished session has a verdict.
func restoredMachines(rows []*restoreSession) []*machineRows {
	return rowsByMachine(rows, func(s *restoreSession) machineRow {
		success := em.IsFinished(s.State) && s.Result == em.Success
		return machineRow{&s.Entity, s.VMDisplayName, s.RestoredObjRef, s.CreationTime.Time, success}
	})
}

func restoredMachineColumns() table.Columns[machineRows] {
	return append(machineRowColumns("restore session", "began"),
		table.Count("success_count", func(m *machineRows) int { return m.successes },
			"Number of those that have finished with the result `Success`."),
		table.Time("newest_success_time", (*machineRows).newestSuccessTime,
			"When the newest of these began; null where there is none."))
}

func newRestoreSessions() datasource.DataSource {
	return restoreSessions().many("Restore sessions: which machines, or files of them, were restored, when, and with what result. Give " +
		"`created_within` to prove that restores are tried: Enterprise Manager keeps sessions for 13 weeks unless it is told otherwise.")
}

func newRestoreSession() datasource.DataSource {
	return restoreSessions().one("One restore session: by its id, or the newest of a machine.")
}
