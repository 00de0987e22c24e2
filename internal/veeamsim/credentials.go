package veeamsim

// Credentials are a user that a backup server logs on with elsewhere. Passwords are never shown.
type Credentials struct {
	ID, Username, Description, ServerID string

	server *BackupServer // nil: not in the inventory
}

func (Credentials) service() service {
	return service{
		kinds: []anyKind{credentialsKind},
		routes: []route{
			below(backupServerKind, "credentials", credentialsKind, func(v view, b *BackupServer) []*Credentials {
				return credentialsKind.where(v, func(c *Credentials) bool { return key(c.ServerID) == key(b.ID) })
			}),
			oneOf(credentialsKind, "/backupServers/{ID}/credentials/{ObjectID}", "ObjectID"),
		},
	}
}

var credentialsKind = &kind[Credentials]{
	name:       "Credentials",
	element:    "CredentialsInfo",
	plural:     "CredentialsInfos",
	root:       "CredentialsInfoList",
	access:     users,
	isResource: true,
	join:       func(s *snapshot, c *Credentials) { c.server = backupServerKind.find(s, c.ServerID) },
	identity:   func(c *Credentials) identity { return identity{id: c.ID} },
	self:       func(c *Credentials) string { return "/backupServers/" + c.ServerID + "/credentials/" + c.ID },
	fields: func(_ view, c *Credentials) []field {
		return []field{
			element("Id", c.ID),
			element("Username", c.Username),
			element("Description", c.Description),
			element("Password", ""),
		}
	},
	links: func(v view, c *Credentials, _ link) []link {
		self := v.href("/backupServers/" + c.ServerID + "/credentials/" + c.ID)
		return []link{
			v.up("BackupServer", "/backupServers/"+c.ServerID+"?format=Entity", serverName(c.server)),
			{rel: "Edit", href: self, kind: "Credentials"},
			{rel: "Delete", href: self, kind: "Credentials"},
		}
	},
	parameters: []parameter[Credentials]{
		textOf("CredentialsId", func(c *Credentials) string { return c.ID }),
		textOf("Username", func(c *Credentials) string { return c.Username }),
		textOf("Description", func(c *Credentials) string { return c.Description }),
		uidOf("BackupServerUid", func(c *Credentials) string { return urn("BackupServer", c.ServerID) }),
	},
}
