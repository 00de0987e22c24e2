package veeamsim

import "time"

// VMRestorePoint is the state of a virtual machine in a restore point of a backup.
type VMRestorePoint struct {
	ID, RestorePointID, FileID string
	Name                       string // empty: <VMName>@<time of creation>
	VMName                     string
	VMUID                      string // HierarchyObjRef; empty: left out, as in older bodies
	Created                    time.Time
	Algorithm                  string // Full, Incremental, ReversedIncremental or SyntheticFull
	PointType                  string // Full, Increment or ReverseIncrement

	point *RestorePoint // nil: not in the inventory
	file  *BackupFile
}

func (VMRestorePoint) service() service {
	return service{
		kinds: []anyKind{vmRestorePointKind},
		routes: []route{
			withAccess(users, below(restorePointKind, "vmRestorePoints", vmRestorePointKind,
				func(_ view, r *RestorePoint) []*VMRestorePoint { return r.points })),
			withAccess(users, below(backupFileKind, "vmRestorePoints", vmRestorePointKind,
				func(v view, f *BackupFile) []*VMRestorePoint {
					return vmRestorePointKind.where(v, func(p *VMRestorePoint) bool { return p.file == f })
				})),
		},
	}
}

var vmRestorePointKind = &kind[VMRestorePoint]{
	name:   "VmRestorePoint",
	path:   "/vmRestorePoints",
	access: everyone,
	join: func(s *snapshot, p *VMRestorePoint) {
		p.file = backupFileKind.find(s, p.FileID)
		if p.point = restorePointKind.find(s, p.RestorePointID); p.point != nil {
			p.point.points = append(p.point.points, p)
		}
		_, server := p.point.backupServer()
		p.Created = s.storedBy(server, p.Created)
		p.Name = orElse(p.Name, stamped(p.VMName, p.Created))
	},
	identity: func(p *VMRestorePoint) identity { return identity{id: p.ID, name: p.Name} },
	server:   func(p *VMRestorePoint) (string, *BackupServer) { return p.point.backupServer() },
	machine:  func(p *VMRestorePoint) string { return p.VMName },
	fields: func(_ view, p *VMRestorePoint) []field {
		return []field{
			element("CreationTimeUTC", instant(p.Created)),
			element("VmName", optional(p.VMName)),
			element("Algorithm", optional(p.Algorithm)),
			element("PointType", optional(p.PointType)),
			element("HierarchyObjRef", optional(p.VMUID)),
			attribute("VmDisplayName", p.VMName),
		}
	},
	links: func(v view, p *VMRestorePoint, other link) []link {
		self := "/vmRestorePoints/" + p.ID
		links := v.pointLinks([]link{v.action("Restore", self+"?action=restore")}, p.point, p.file)
		return append(links,
			other,
			v.down("VmRestorePointMountList", self+"/mounts"),
			link{rel: "Create", href: v.href(self + "/mounts"), kind: "VmRestorePointMount"},
		)
	},
	parameters: []parameter[VMRestorePoint]{
		momentOf("CreationTime", func(p *VMRestorePoint) time.Time { return p.Created }),
		choiceOf("Type", []string{"Full", "Increment", "ReverseIncrement"}, func(p *VMRestorePoint) string { return p.PointType }),
		choiceOf("Algorithm", pointAlgorithms, func(p *VMRestorePoint) string { return p.Algorithm }),
		uidOf("RestorePointId", func(p *VMRestorePoint) string { return urn("RestorePoint", p.RestorePointID) }),
		textOf("RestorePointName", func(p *VMRestorePoint) string { return p.point.name() }),
		textOf("VmDisplayName", func(p *VMRestorePoint) string { return p.VMName }),
	},
}

var pointAlgorithms = []string{"Full", "ReversedIncremental", "Incremental", "SyntheticFull"}

func (r *RestorePoint) name() string {
	if r == nil {
		return ""
	}
	return r.Name
}

// pointLinks are those from the point of a machine to what it is part of.
func (v view) pointLinks(links []link, point *RestorePoint, file *BackupFile) []link {
	id, server := point.backupServer()
	links = v.upServer(links, id, server)
	if point != nil {
		links = append(links, v.up("RestorePointReference", "/restorePoints/"+point.ID, point.Name))
	}
	if file != nil {
		links = append(links, v.up("BackupFileReference", "/backupFiles/"+file.ID, file.Name))
	}
	return links
}
