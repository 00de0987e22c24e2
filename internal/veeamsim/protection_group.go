package veeamsim

// ProtectionGroup is a group of computers that a backup server looks after.
type ProtectionGroup struct {
	ID, Name, ServerID    string
	RescanScheduleEnabled bool

	server    *BackupServer // nil: not in the inventory
	computers []*DiscoveredComputer
}

func (ProtectionGroup) service() service { return service{kinds: []anyKind{protectionGroupKind}} }

var protectionGroupKind = &kind[ProtectionGroup]{
	name:     "AgentProtectionGroup",
	path:     "/agents/protectionGroups",
	access:   administrators,
	join:     func(s *snapshot, g *ProtectionGroup) { g.server = backupServerKind.find(s, g.ServerID) },
	identity: func(g *ProtectionGroup) identity { return identity{id: g.ID, name: g.Name} },
	server:   func(g *ProtectionGroup) (string, *BackupServer) { return g.ServerID, g.server },
	fields: func(_ view, g *ProtectionGroup) []field {
		return []field{
			element("RescanScheduleEnabled", g.RescanScheduleEnabled),
			element("HierarchyObjRef", "urn:AgentForWindows:AgentProtectionGroup:"+zeroGUID+"."+g.ID),
		}
	},
	links: func(v view, g *ProtectionGroup, other link) []link {
		return append(v.upServer(nil, g.ServerID, g.server),
			other,
			v.down("DiscoveredComputerList", "/agents/protectionGroups/"+g.ID+"/discoveredComputers?format=Entity"),
		)
	},
}

// zeroGUID stands in hierarchy references where there is no virtual host.
const zeroGUID = "00000000-0000-0000-0000-000000000000"
