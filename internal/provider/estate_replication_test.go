package provider_test

import (
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// addReplication gives the estate replicas, policies of continuous data protection and restores. Of the ids' first numbers, 30 is a
// replica session, 31 one of its task sessions, 32 a replica, 33 a replica point, 34 a CDP policy, 35 a CDP session, 36 one of its task
// sessions, 37 a restore session, 39 a replication job, which is in no list.
func addReplication(inv *veeamsim.Inventory) {
	inv.Replicas = []veeamsim.Replica{
		{ID: guid(32, 1), Name: "Standby", JobID: guid(39, 1), ServerID: guid(1, 1), RepositoryID: guid(6, 1), Platform: "VMware"},
		{ID: guid(32, 2), Name: "Standby", JobID: guid(39, 2), ServerID: guid(1, 2), RepositoryID: guid(6, 2), Platform: "Hyperv"},
		{ID: guid(32, 3), Name: "DR site", ServerID: guid(1, 2), Platform: "vCloud"},
	}
	inv.ReplicaPoints = []veeamsim.ReplicaPoint{
		{ID: guid(33, 1), ReplicaID: guid(32, 1), VMName: "db01", Created: hoursAgo(3000), Algorithm: "Full", PointType: "Full"},
		{ID: guid(33, 2), ReplicaID: guid(32, 1), VMName: "DB01", Created: hoursAgo(6), Algorithm: "Incremental"},
		{ID: guid(33, 3), ReplicaID: guid(32, 1), VMName: "web01", Created: hoursAgo(5), Algorithm: "Incremental"},
		{ID: guid(33, 4), ReplicaID: guid(32, 2), VMName: "db01", Created: hoursAgo(4), Algorithm: "Incremental"},
	}
	session := func(n, job, server int, began, ended float64, state, result string) veeamsim.ReplicaSession {
		return veeamsim.ReplicaSession{ID: guid(30, n), JobID: guid(39, job), JobName: "Standby", ServerID: guid(1, server), Created: hoursAgo(began), Ended: endedAgo(ended),
			State: state, Result: result, Progress: 100}
	}
	inv.ReplicaSessions = []veeamsim.ReplicaSession{
		session(1, 1, 1, 32, 31, "Stopped", "Failed"), session(2, 1, 1, 8, 7, "Stopped", "Success"), session(3, 1, 1, 1, 0, "Working", "Success"),
		session(4, 2, 2, 6, 5, "Stopped", "Warning"),
	}
	inv.ReplicaSessions[1].IsRetry = true
	inv.ReplicaTaskSessions = []veeamsim.ReplicaTaskSession{
		{ID: guid(31, 1), SessionID: guid(30, 1), VMName: "db01", Created: hoursAgo(32), Ended: hoursAgo(31), State: "Completed", Result: "Failed", Reason: "No route."},
		{ID: guid(31, 2), SessionID: guid(30, 2), VMName: "DB01", Created: hoursAgo(7.5), Ended: hoursAgo(7), State: "Completed", Result: "Success", TotalSize: 1 << 30,
			ReplicaPointID: guid(33, 2)},
		{ID: guid(31, 3), SessionID: guid(30, 2), VMName: "web01", Created: hoursAgo(7.25), Ended: hoursAgo(7), State: "Completed", Result: "Warning", TotalSize: -1},
		{ID: guid(31, 4), SessionID: guid(30, 3), VMName: "db01", Created: hoursAgo(1), State: "InProgress", Result: "Success"},
		{ID: guid(31, 5), SessionID: guid(9, 9), ServerID: guid(1, 2), VMName: "web01", Created: hoursAgo(2), State: "Completed", Result: "Success"},
	}
	inv.CDPPolicies = []veeamsim.CDPPolicy{
		{ID: guid(34, 1), Name: "Databases", Description: "Seconds count", ServerID: guid(1, 1), ScheduleConfigured: true, ScheduleEnabled: true, NextRun: hoursAgo(-22),
			RPOSeconds: 15, WarnAfterSeconds: 60, RetentionHours: 4, LongTermHours: 8, LongTermDays: 7,
			Objects: []veeamsim.PolicyObject{{ID: guid(38, 1), Name: "db01", Ref: "urn:VMware:Vm:" + guid(8, 1) + ".vm-1"}}},
		{ID: guid(34, 2), Name: "Databases", ServerID: guid(1, 2), ScheduleConfigured: true, RPOMinutes: 5},
		{ID: guid(34, 3), Name: "Files", ServerID: guid(1, 2), Platform: "vCloud", ScheduleEnabled: true, RPOSeconds: 60},
	}
	cdp := func(n, policy int, began, ended float64, state, result string) veeamsim.CDPSession {
		return veeamsim.CDPSession{ID: guid(35, n), PolicyID: guid(34, policy), Created: hoursAgo(began), Ended: endedAgo(ended), State: state, Result: result, Progress: 100}
	}
	inv.CDPSessions = []veeamsim.CDPSession{
		cdp(1, 1, 50, 26, "Stopped", "Success"), cdp(2, 1, 26, 2, "Stopped", "Failed"), cdp(3, 1, 2, 0, "Working", "None"), cdp(4, 2, 3, 2.5, "Stopped", "Success"),
	}
	inv.CDPSessions[3].IsRetry, inv.CDPSessions[3].FailureMessage = true, "Once more."
	inv.CDPTaskSessions = []veeamsim.CDPTaskSession{
		{ID: guid(36, 1), SessionID: guid(35, 2), VMName: "db01", Created: hoursAgo(25), Ended: hoursAgo(10), State: "Completed", Result: "Success", TotalSize: 1 << 30},
		{ID: guid(36, 2), SessionID: guid(35, 2), VMName: "db02", Created: hoursAgo(24), Ended: hoursAgo(9), State: "Completed", Result: "Failed", Reason: "Too slow."},
		{ID: guid(36, 3), SessionID: guid(35, 3), VMName: "db01", Created: hoursAgo(2), State: "InProgress", Result: "Success"},
		{ID: guid(36, 4), SessionID: guid(35, 4), VMName: "file01", Created: hoursAgo(3), Ended: hoursAgo(2.5), State: "Completed", Result: "Success"},
	}
	restore := func(n, server int, machine, kind string, began, ended float64, state, result string) veeamsim.RestoreSession {
		return veeamsim.RestoreSession{ID: guid(37, n), ServerID: guid(1, server), VMName: machine, JobType: kind, Created: hoursAgo(began), Ended: endedAgo(ended),
			State: state, Result: result}
	}
	inv.RestoreSessions = []veeamsim.RestoreSession{
		restore(1, 1, "db01", "RestoreVm", 480, 479, "Stopped", "Success"), restore(2, 1, "DB01", "FileLevelRestore", 3, 2, "Stopped", "Failed"),
		restore(3, 2, "web01", "FileLevelRestore", 1, 0, "Working", "None"), restore(4, 2, "db01", "RestoreVm", 960, 959, "Stopped", "Success"),
		restore(5, 1, "old01", "RestoreVm", 2400, 2399, "Stopped", "Success"),
	}
	inv.RestoreSessions[2].Progress, inv.RestoreSessions[3].RestoredObjRef = 64, "urn:VMware:Vm:"+guid(8, 2)+".vm-7"
}

// endedAgo is an end this many hours ago; 0 for none.
func endedAgo(hours float64) time.Time {
	if hours == 0 {
		return time.Time{}
	}
	return hoursAgo(hours)
}
