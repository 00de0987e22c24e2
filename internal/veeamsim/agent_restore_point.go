package veeamsim

import "time"

// AgentRestorePoint is the state of a computer with Veeam Agent in a restore point of a backup.
type AgentRestorePoint struct {
	ID, RestorePointID, FileID string
	Name                       string // empty: <ComputerName>@<time of creation>, the only place where the name is shown
	ComputerName               string
	Created                    time.Time
	Algorithm                  string // Full, Incremental or SyntheticFull
	PointType                  string // Full or Increment

	point *RestorePoint // nil: not in the inventory
	file  *BackupFile
}

func (AgentRestorePoint) service() service {
	return service{
		kinds: []anyKind{agentRestorePointKind},
		routes: []route{below(restorePointKind, "agentRestorePoints", agentRestorePointKind,
			func(_ view, r *RestorePoint) []*AgentRestorePoint { return r.agents })},
	}
}

var agentRestorePointKind = &kind[AgentRestorePoint]{
	name:   "AgentRestorePoint",
	path:   "/agents/agentRestorePoints",
	access: users,
	join: func(s *snapshot, p *AgentRestorePoint) {
		p.file = backupFileKind.find(s, p.FileID)
		if p.point = restorePointKind.find(s, p.RestorePointID); p.point != nil {
			p.point.agents = append(p.point.agents, p)
		}
		_, server := p.point.backupServer()
		p.Created = s.storedBy(server, p.Created)
		p.Name = orElse(p.Name, stamped(p.ComputerName, p.Created))
	},
	identity: func(p *AgentRestorePoint) identity { return identity{id: p.ID, name: p.Name} },
	server:   func(p *AgentRestorePoint) (string, *BackupServer) { return p.point.backupServer() },
	machine:  func(p *AgentRestorePoint) string { return p.ComputerName },
	fields: func(_ view, p *AgentRestorePoint) []field {
		return []field{
			element("CreationTimeUTC", instant(p.Created)),
			element("Algorithm", optional(p.Algorithm)),
			element("PointType", optional(p.PointType)),
		}
	},
	links: func(v view, p *AgentRestorePoint, other link) []link {
		self := "/agents/agentRestorePoints/" + p.ID
		return append(v.pointLinks(nil, p.point, p.file),
			other,
			v.down("AgentRestorePointMountList", self+"/mounts"),
			link{rel: "Create", href: v.href(self + "/mounts"), kind: "AgentRestorePointMount"},
		)
	},
	parameters: []parameter[AgentRestorePoint]{
		momentOf("CreationTime", func(p *AgentRestorePoint) time.Time { return p.Created }),
		textOf("ComputerName", func(p *AgentRestorePoint) string { return p.ComputerName }),
		choiceOf("Type", []string{"Full", "Increment"}, func(p *AgentRestorePoint) string { return p.PointType }),
		choiceOf("Algorithm", []string{"Full", "Incremental", "SyntheticFull"}, func(p *AgentRestorePoint) string { return p.Algorithm }),
		uidOf("RestorePointId", func(p *AgentRestorePoint) string { return urn("RestorePoint", p.RestorePointID) }),
		textOf("RestorePointName", func(p *AgentRestorePoint) string { return p.point.name() }),
		uidOf("BackupUid", func(p *AgentRestorePoint) string { return urn("Backup", p.backupID()) }),
		textOf("BackupName", func(p *AgentRestorePoint) string { return p.point.backupName() }),
		uidOf("BackupFileUid", func(p *AgentRestorePoint) string { return urn("BackupFile", p.FileID) }),
		textOf("BackupFileName", func(p *AgentRestorePoint) string {
			if p.file == nil {
				return ""
			}
			return p.file.Name
		}),
	},
}

func (p *AgentRestorePoint) backupID() string {
	if p.point == nil {
		return ""
	}
	return p.point.BackupID
}
