package veeamsim

// ManagedServer is a machine that a backup server works with. Type is a word of the page get_query_managedserver, as VC or Linux.
type ManagedServer struct {
	ID, Name, Description, Type, ServerID string

	server *BackupServer // nil: not in the inventory
	root   *HierarchyRoot
}

func (ManagedServer) service() service {
	return service{
		kinds: []anyKind{managedServerKind},
		routes: []route{below(backupServerKind, "managedServers", managedServerKind, func(v view, b *BackupServer) []*ManagedServer {
			return managedServerKind.where(v, func(m *ManagedServer) bool { return m.server == b })
		})},
	}
}

var managedServerKind = &kind[ManagedServer]{
	name:     "ManagedServer",
	path:     "/managedServers",
	access:   users,
	join:     func(s *snapshot, m *ManagedServer) { m.server = backupServerKind.find(s, m.ServerID) },
	identity: func(m *ManagedServer) identity { return identity{id: m.ID, name: m.Name} },
	fields: func(_ view, m *ManagedServer) []field {
		return []field{
			element("Description", m.Description),
			element("ManagedServerType", optional(m.Type)),
		}
	},
	links: func(v view, m *ManagedServer, other link) []link {
		links := append(v.upServer(nil, m.ServerID, m.server), other)
		if m.server != nil && other.kind != "ManagedServer" { // the full form
			links[0] = v.up("BackupServer", "/backupServers/"+m.server.ID+"?format=Entity", m.server.Name)
		}
		if m.root != nil {
			self := v.href("/hierarchyRoots/" + m.root.ID + "?format=Entity")
			links = append(links, link{"Related", self, "HierarchyRoot", m.root.Name, true})
		}
		return links
	},
	parameters: []parameter[ManagedServer]{
		textOf("Description", func(m *ManagedServer) string { return m.Description }),
		textOf("ManagedServerType", func(m *ManagedServer) string { return m.Type }),
	},
}
