package veeamsim

import (
	"fmt"
	"time"
)

// point adds the restore point that a task session made.
func (g *generator) point(s BackupSession, t TaskSession) {
	g.size += t.TotalSize
	p := VMRestorePoint{
		ID: t.RestorePointID, RestorePointID: s.RestorePointID, FileID: madeGUID("file", g.sessions),
		VMName: t.VMName, VMUID: t.VMUID, Created: t.Created.Add(14 * time.Second),
		Algorithm: "Incremental", PointType: "Increment",
	}
	if g.isFirst(s) {
		p.Algorithm, p.PointType = "Full", "Full"
	}
	g.inv.VMRestorePoints = append(g.inv.VMRestorePoints, p)
}

// isFirst reports whether a session is the first of its job, which makes a full backup.
func (g *generator) isFirst(s BackupSession) bool {
	return s.Created.Equal(g.now.Add(-sessionAge - time.Duration(g.SessionsPerJob-1)*g.Interval))
}

// finish adds a session and, where a machine of it was backed up, its restore point and file in the backup of its job.
func (g *generator) finish(s BackupSession, job int) {
	if g.size == 0 {
		s.RestorePointID = ""
	}
	g.inv.BackupSessions = append(g.inv.BackupSessions, s)
	if g.size == 0 {
		return
	}
	backup := madeGUID("backup", job)
	if n := len(g.inv.Backups); n == 0 || g.inv.Backups[n-1].ID != backup {
		made := Backup{ID: backup, JobID: s.JobID}
		if g.Servers > 0 {
			made.RepositoryID = madeGUID("repository", job%g.Servers)
		}
		g.inv.Backups = append(g.inv.Backups, made)
	}
	g.inv.RestorePoints = append(g.inv.RestorePoints, RestorePoint{
		ID: s.RestorePointID, BackupID: backup, Created: s.Created.Add(20 * time.Second),
	})
	file := BackupFile{
		ID: madeGUID("file", g.sessions), RestorePointID: s.RestorePointID, FileType: "vib",
		BackupSize: g.size / 40, DataSize: g.size / 20, DeduplicationRatio: 1.6, CompressRatio: 2.1,
	}
	if g.isFirst(s) {
		file.FileType, file.BackupSize, file.DataSize = "vbk", g.size/2, g.size
	}
	g.inv.BackupFiles = append(g.inv.BackupFiles, file)
}

// virtualHost adds the vCenter Server that lists the machines of all jobs.
func (g *generator) virtualHost() {
	root := HierarchyRoot{
		ID: madeGUID("vcenter", 0), Name: "vcenter01.lab.example", UniqueID: madeGUID("vcenter instance", 0), HostType: "VC",
	}
	if g.Servers > 0 {
		root.ServerID = madeGUID("server", 0)
	}
	g.inv.HierarchyRoots = append(g.inv.HierarchyRoots, root)
	for number := range g.Jobs * g.MachinesPerSession {
		g.inv.HierarchyItems = append(g.inv.HierarchyItems, HierarchyItem{
			RootID: root.ID, Ref: fmt.Sprintf("vm-%d", 1000+number), Name: fmt.Sprintf("vm-%05d", number+1),
		})
	}
}
