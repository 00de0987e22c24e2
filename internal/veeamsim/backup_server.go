package veeamsim

var backupServerKind = &kind[BackupServer]{
	name:      "BackupServer",
	reference: "BackupServerReference",
	alternate: [2]string{"BackupServerReference", "BackupServer"},
	element:   "BackupServer",
	plural:    "BackupServers",
	all:       func(s *snapshot) []*BackupServer { return s.servers },
	identity: func(b *BackupServer) identity {
		return identity{b.ID, urn("BackupServer", b.ID), b.Name, "/backupServers/" + b.ID, nil}
	},
	fields: func(_ view, b *BackupServer) []field {
		return []field{
			element("Description", b.Description),
			element("Port", b.Port),
			element("Version", b.Version),
		}
	},
	links: func(v view, b *BackupServer, alternate link) []link {
		self := "/backupServers/" + b.ID
		return []link{
			v.down("JobReferenceList", self+"/jobs"),
			v.down("RepositoryReferenceList", self+"/repositories"),
			v.down("ExternalRepositoryReferenceList", self+"/externalRepositories"),
			v.down("CredentialsList", self+"/credentials"),
			v.down("PasswordKeyList", self+"/passwords"),
			alternate,
			v.down("ManagedServerReferenceList", self+"/managedServers"),
		}
	},
	parameters: []parameter[BackupServer]{
		uidOf("UID", func(b *BackupServer) string { return urn("BackupServer", b.ID) }),
		textOf("Name", func(b *BackupServer) string { return b.Name }),
		textOf("Description", func(b *BackupServer) string { return b.Description }),
		textOf("IpOrDnsName", func(b *BackupServer) string { return b.Name }),
		numberOf("Port", func(b *BackupServer) int64 { return int64(b.Port) }),
		textOf("Version", func(b *BackupServer) string { return b.Version }),
	},
}
