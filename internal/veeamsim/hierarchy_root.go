package veeamsim

// HierarchyRoot is a virtual host that a backup server has: a vCenter Server, a Hyper-V host, a Cloud Director. The same host added
// to two backup servers makes two roots of one UniqueID.
type HierarchyRoot struct {
	ID, Name, ServerID string
	HierarchyRootID    string // the middle part of hierarchy references; empty: the ID
	UniqueID           string // the instance UUID of a vCenter Server, or the DNS name of another host
	HostType           string // VC, ESX, ESXi, HvServer, HvCluster, Scvmm or VcdSystem

	server        *BackupServer // nil: not in the inventory
	managedServer *ManagedServer
}

func (HierarchyRoot) service() service { return service{kinds: []anyKind{hierarchyRootKind}} }

var hierarchyRootKind = &kind[HierarchyRoot]{
	name:     "HierarchyRoot",
	path:     "/hierarchyRoots",
	access:   users,
	identity: func(h *HierarchyRoot) identity { return identity{id: h.ID, name: h.Name} },
	server:   func(h *HierarchyRoot) (string, *BackupServer) { return h.ServerID, h.server },
	join: func(s *snapshot, h *HierarchyRoot) {
		h.HierarchyRootID = orElse(h.HierarchyRootID, h.ID)
		h.server = backupServerKind.find(s, h.ServerID)
		// Both have been observed with the same ID.
		if h.managedServer = managedServerKind.find(s, h.ID); h.managedServer != nil {
			h.managedServer.root = h
		}
	},
	fields: func(_ view, h *HierarchyRoot) []field {
		return []field{
			element("HierarchyRootId", h.HierarchyRootID), element("UniqueId", h.UniqueID), element("HostType", optional(h.HostType)),
		}
	},
	links: func(v view, h *HierarchyRoot, other link) []link {
		links := append(v.upServer(nil, h.ServerID, h.server), other)
		if h.managedServer != nil {
			links = append(links, link{"Related", v.href("/managedServers/" + h.ID + "?format=Entity"), "ManagedServer", h.managedServer.Name, true})
		}
		return links
	},
	parameters: []parameter[HierarchyRoot]{
		textOf("UniqueId", func(h *HierarchyRoot) string { return h.UniqueID }),
		choiceOf("HostType", []string{"ESX", "VC", "ESXi", "HvServer", "HvCluster", "Scvmm", "VcdSystem"},
			func(h *HierarchyRoot) string { return h.HostType }),
	},
}
