package veeamsim

import "time"

// PasswordKey is a password that a backup server encrypts backups with. Jobs name it by ID.
type PasswordKey struct {
	ID, Hint, ServerID string
	Modified           time.Time

	server *BackupServer // nil: not in the inventory
}

func (PasswordKey) service() service {
	return service{
		kinds: []anyKind{passwordKeyKind},
		routes: []route{
			below(backupServerKind, "passwords", passwordKeyKind, func(v view, b *BackupServer) []*PasswordKey {
				return passwordKeyKind.where(v, func(p *PasswordKey) bool { return key(p.ServerID) == key(b.ID) })
			}),
			oneOf(passwordKeyKind, "/backupServers/{ID}/passwords/{ObjectID}", "ObjectID"),
		},
	}
}

var passwordKeyKind = &kind[PasswordKey]{
	name:       "PasswordKey",
	queryType:  "Passwords",
	element:    "PasswordKeyInfo",
	root:       "PasswordKeyInfoList",
	plural:     "PasswordKeyInfos",
	access:     users,
	isResource: true,
	join: func(s *snapshot, p *PasswordKey) {
		p.server = backupServerKind.find(s, p.ServerID)
		p.Modified = s.storedBy(p.server, p.Modified)
	},
	identity: func(p *PasswordKey) identity { return identity{id: p.ID} },
	self:     func(p *PasswordKey) string { return "/backupServers/" + p.ServerID + "/passwords/" + p.ID },
	fields: func(_ view, p *PasswordKey) []field {
		return []field{
			element("Id", p.ID),
			element("Hint", p.Hint),
			element("LastModificationDate", instant(p.Modified)),
		}
	},
	links: func(v view, p *PasswordKey, _ link) []link {
		return []link{v.up("BackupServer", "/backupServers/"+p.ServerID+"?format=Entity", serverName(p.server))}
	},
	parameters: []parameter[PasswordKey]{
		textOf("PasswordKeyID", func(p *PasswordKey) string { return p.ID }),
		textOf("Hint", func(p *PasswordKey) string { return p.Hint }),
		uidOf("BackupServerUid", func(p *PasswordKey) string { return urn("BackupServer", p.ServerID) }),
		textOf("BackupServerName", func(p *PasswordKey) string { return serverName(p.server) }),
	},
}
