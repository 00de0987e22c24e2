package veeamsim

// CloudGateway is what tenants of a service provider connect to.
type CloudGateway struct {
	ID, Name, Description, ServerID string
	Enabled                         bool
	NetworkMode                     string // Direct or NAT
	ExternalIP                      string
	ExternalPort, InternalPort      int

	server *BackupServer // nil: not in the inventory
}

func (CloudGateway) service() service { return service{kinds: []anyKind{cloudGatewayKind}} }

var cloudGatewayKind = &kind[CloudGateway]{
	name:     "CloudGateway",
	path:     "/cloud/gateways",
	access:   administrators,
	join:     func(s *snapshot, g *CloudGateway) { g.server = backupServerKind.find(s, g.ServerID) },
	identity: func(g *CloudGateway) identity { return identity{id: g.ID, name: g.Name} },
	server:   func(g *CloudGateway) (string, *BackupServer) { return g.ServerID, g.server },
	fields: func(_ view, g *CloudGateway) []field {
		return []field{
			element("Enabled", g.Enabled),
			element("NetworkMode", optional(g.NetworkMode)),
			element("ExternalIP", g.ExternalIP),
			element("ExternalPort", g.ExternalPort),
			element("InternalPort", g.InternalPort),
			element("Description", g.Description),
		}
	},
	links: func(v view, g *CloudGateway, other link) []link {
		self := v.href("/cloud/gateways/" + g.ID)
		return append(v.upServer(nil, g.ServerID, g.server),
			other, link{"Edit", self, "CloudGatewayReference", g.Name, true}, link{"Delete", self, "CloudGateway", g.Name, true})
	},
	parameters: []parameter[CloudGateway]{
		flagOf("Enabled", func(g *CloudGateway) bool { return g.Enabled }),
		textOf("Description", func(g *CloudGateway) string { return g.Description }),
	},
}
