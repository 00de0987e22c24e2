package veeamsim

import (
	"fmt"
	"time"
)

// RestorePoint is a state of a whole backup at one time. What can be restored of it are the points of its machines.
type RestorePoint struct {
	ID, BackupID string
	Name         string // empty: the time of creation, as Jun  5 2025  1:01AM
	Created      time.Time

	backup *Backup // nil: not in the inventory
	server *BackupServer
	files  []*BackupFile
	points []*VMRestorePoint
	agents []*AgentRestorePoint
}

func (RestorePoint) service() service {
	return service{
		kinds: []anyKind{restorePointKind},
		routes: []route{
			below(backupKind, "restorePoints", restorePointKind, func(v view, b *Backup) []*RestorePoint {
				return restorePointKind.where(v, func(r *RestorePoint) bool { return r.backup == b })
			}),
			listOf(restorePointKind, "/agents/restorePoints", everyone,
				func(r *RestorePoint) bool { return r.backup != nil && r.backup.isAgent() }),
		},
		collections: []collectionPath{{"RestorePoint", "/agents/restorePoints"}},
	}
}

var restorePointKind = &kind[RestorePoint]{
	name:   "RestorePoint",
	path:   "/restorePoints",
	access: everyone,
	join: func(s *snapshot, r *RestorePoint) {
		if r.backup = backupKind.find(s, r.BackupID); r.backup != nil {
			r.server = r.backup.server
		}
		r.Created = s.storedBy(r.server, r.Created)
		r.Name = orElse(r.Name, fmt.Sprintf("%s %7s", r.Created.Format("Jan _2 2006"), r.Created.Format("3:04PM")))
	},
	identity: func(r *RestorePoint) identity { return identity{id: r.ID, name: r.Name} },
	server:   (*RestorePoint).backupServer,
	fields:   func(_ view, r *RestorePoint) []field { return []field{element("BackupDateUTC", instant(r.Created))} },
	links: func(v view, r *RestorePoint, other link) []link {
		self := "/restorePoints/" + r.ID
		links := []link{v.up("BackupReference", "/backups/"+r.BackupID, r.backupName())}
		id, server := r.backupServer()
		links = append(v.upServer(links, id, server), other)
		if len(r.agents) > 0 {
			links = append(links, v.down("AgentRestorePointReferenceList", self+"/agentRestorePoints"))
		} else {
			links = append(links, v.down("VmRestorePointReferenceList", self+"/vmRestorePoints"))
		}
		return append(links, link{rel: "Related", href: v.href(self + "/backupFiles"), kind: "BackupFileReferenceList"})
	},
	parameters: []parameter[RestorePoint]{
		momentOf("CreationTime", func(r *RestorePoint) time.Time { return r.Created }),
		uidOf("BackupUid", func(r *RestorePoint) string { return urn("Backup", r.BackupID) }),
		textOf("BackupName", (*RestorePoint).backupName),
	},
}

func (r *RestorePoint) backupServer() (string, *BackupServer) {
	if r == nil || r.backup == nil {
		return "", nil
	}
	return r.backup.ServerID, r.backup.server
}

func (r *RestorePoint) backupName() string {
	if r == nil || r.backup == nil {
		return ""
	}
	return r.backup.Name
}
