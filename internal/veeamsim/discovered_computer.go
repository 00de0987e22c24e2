package veeamsim

// DiscoveredComputer is a computer that a protection group has found, with or without an agent.
type DiscoveredComputer struct {
	ID, Name, ServerID, GroupID string
	HostStatus                  string // Online or Offline
	AgentStatus                 string // NotInstalled, Installed, UnsupportedOs, Failed or Exclude
	AgentVersion                string
	OSVersion, IPAddress        string

	server *BackupServer    // nil: not in the inventory
	group  *ProtectionGroup // nil: not in the inventory
}

func (DiscoveredComputer) service() service {
	return service{
		kinds: []anyKind{discoveredComputerKind},
		routes: []route{below(protectionGroupKind, "discoveredComputers", discoveredComputerKind,
			func(_ view, g *ProtectionGroup) []*DiscoveredComputer { return g.computers })},
	}
}

var discoveredComputerKind = &kind[DiscoveredComputer]{
	name:   "DiscoveredComputer",
	path:   "/agents/discoveredComputers",
	access: administrators,
	join: func(s *snapshot, c *DiscoveredComputer) {
		c.server = backupServerKind.find(s, c.ServerID)
		if c.group = protectionGroupKind.find(s, c.GroupID); c.group != nil {
			c.group.computers = append(c.group.computers, c)
		}
	},
	identity: func(c *DiscoveredComputer) identity { return identity{id: c.ID, name: c.Name} },
	// All documented bodies have this Href, which leads nowhere. Only the link to the other form is right.
	self:   func(c *DiscoveredComputer) string { return "/backupTaskSessions/" + c.ID },
	server: func(c *DiscoveredComputer) (string, *BackupServer) { return c.ServerID, c.server },
	fields: func(_ view, c *DiscoveredComputer) []field {
		return []field{
			element("HostStatus", optional(c.HostStatus)),
			element("AgentVersion", c.AgentVersion),
			element("AgentStatus", optional(c.AgentStatus)),
			element("OsVersion", c.OSVersion),
			element("IpAddress", c.IPAddress),
			element("HierarchyObjRef", "urn:AgentForWindows:VeeamAgent:"+zeroGUID+"."+c.ID),
		}
	},
	links: func(v view, c *DiscoveredComputer, other link) []link {
		links := append(v.upServer(nil, c.ServerID, c.server), other)
		if c.group != nil {
			links = append(links, v.up("AgentProtectionGroupReference", "/agents/protectionGroups/"+c.group.ID, c.group.Name))
		}
		return links
	},
	inReference: func(l link) bool { return isReferenceLink(l) && l.kind != "AgentProtectionGroupReference" },
	parameters: []parameter[DiscoveredComputer]{
		textOf("AgentVersion", func(c *DiscoveredComputer) string { return c.AgentVersion }),
		choiceOf("AgentStatus", []string{"NotInstalled", "Installed", "UnsupportedOs", "Failed", "Exclude"},
			func(c *DiscoveredComputer) string { return c.AgentStatus }),
		textOf("OsVersion", func(c *DiscoveredComputer) string { return c.OSVersion }),
		textOf("IpAddress", func(c *DiscoveredComputer) string { return c.IPAddress }),
		uidOf("ProtectionGroupUid", func(c *DiscoveredComputer) string { return urn(protectionGroupKind.name, c.GroupID) }),
		textOf("ProtectionGroupName", func(c *DiscoveredComputer) string {
			if c.group == nil {
				return ""
			}
			return c.group.Name
		}),
	},
}
