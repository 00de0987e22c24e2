package provider

import (
	"strings"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/compliance"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// complianceTaskSessions are task sessions of the client as the verdict takes them.
func complianceTaskSessions(rows []veeamclient.BackupTaskSession) []compliance.TaskSession {
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

// complianceBackupSessions are backup sessions of the client as the verdict takes them.
func complianceBackupSessions(rows []veeamclient.BackupSession) []compliance.BackupSession {
	sessions := make([]compliance.BackupSession, len(rows))
	for i := range rows {
		s := &rows[i]
		sessions[i] = compliance.BackupSession{
			ID: strings.ToLower(s.ID()), Parent: strings.ToLower(s.ParentSessionID), PolicyName: s.PolicyName,
			JobID: strings.ToLower(veeamclient.IDOf(s.JobUID)), JobName: s.JobName, JobType: s.JobType,
			Server: s.BackupServerName, ServerID: s.BackupServerID, Creation: s.CreationTime.Time, State: s.State, Result: s.Result,
		}
	}
	return sessions
}

// complianceRestorePoints are restore points of the client as the verdict takes them.
func complianceRestorePoints(rows []veeamclient.RestorePoint) []compliance.RestorePoint {
	points := make([]compliance.RestorePoint, len(rows))
	for i := range rows {
		p := &rows[i]
		points[i] = compliance.RestorePoint{
			ID: p.ID(), Name: p.MachineName, VMUID: p.VMUID, Server: p.BackupServerName, ServerID: p.BackupServerID,
			Agent: p.Kind == veeamclient.AgentPoint, Creation: p.CreationTime.Time,
		}
	}
	return points
}
