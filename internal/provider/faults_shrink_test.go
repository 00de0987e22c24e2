package provider_test

import (
	"slices"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// passing is the number of the rows that go, which are the first of their kinds in every order.
const passing = 99

func addPassing(inv *veeamsim.Inventory) {
	long := hoursAgo(24 * 20)
	inv.BackupServers = append(inv.BackupServers, veeamsim.BackupServer{ID: guid(1, passing), Name: "aaa"})
	inv.Jobs = append(inv.Jobs, veeamsim.Job{ID: guid(2, passing), Name: "AAA", JobType: "Backup", ServerID: guid(1, 1)})
	inv.Repositories = append(inv.Repositories, veeamsim.Repository{ID: guid(6, passing), Name: "AAA", Kind: "LinuxLocal", ServerID: guid(1, 1)})
	inv.HierarchyRoots = append(inv.HierarchyRoots, veeamsim.HierarchyRoot{ID: guid(8, passing), Name: "aaa", ServerID: guid(1, 1)})
	inv.BackupSessions = append(inv.BackupSessions, veeamsim.BackupSession{ID: guid(3, passing), JobID: guid(2, 1), JobName: "Nightly VMs", JobType: "Backup",
		ServerID: guid(1, 1), Created: long, Ended: long.Add(time.Hour), State: "Stopped", Result: "Success"})
	inv.TaskSessions = append(inv.TaskSessions, veeamsim.TaskSession{ID: guid(4, passing), SessionID: guid(3, passing), VMName: "vm-0", Created: long,
		Ended: long.Add(time.Hour), State: "Completed", Result: "Success"})
	inv.VMRestorePoints = append(inv.VMRestorePoints, veeamsim.VMRestorePoint{ID: guid(5, passing), VMName: "vm-0", Created: long, PointType: "Full"})
}

func removePassing(inv *veeamsim.Inventory) {
	inv.BackupServers = slices.DeleteFunc(inv.BackupServers, func(s veeamsim.BackupServer) bool { return s.ID == guid(1, passing) })
	inv.Jobs = slices.DeleteFunc(inv.Jobs, func(j veeamsim.Job) bool { return j.ID == guid(2, passing) })
	inv.Repositories = slices.DeleteFunc(inv.Repositories, func(r veeamsim.Repository) bool { return r.ID == guid(6, passing) })
	inv.HierarchyRoots = slices.DeleteFunc(inv.HierarchyRoots, func(h veeamsim.HierarchyRoot) bool { return h.ID == guid(8, passing) })
	inv.BackupSessions = slices.DeleteFunc(inv.BackupSessions, func(s veeamsim.BackupSession) bool { return s.ID == guid(3, passing) })
	inv.TaskSessions = slices.DeleteFunc(inv.TaskSessions, func(s veeamsim.TaskSession) bool { return s.ID == guid(4, passing) })
	inv.VMRestorePoints = slices.DeleteFunc(inv.VMRestorePoints, func(p veeamsim.VMRestorePoint) bool { return p.ID == guid(5, passing) })
}
