package veeamsim

// BackupServer is a Veeam Backup & Replication server that Enterprise Manager manages.
type BackupServer struct {
	ID, Name, Description string
	Port                  int
	Version               string
}

func (BackupServer) service() service { return service{kinds: []anyKind{backupServerKind}} }

var backupServerKind = &kind[BackupServer]{
	name:     "BackupServer",
	path:     "/backupServers",
	access:   users,
	identity: func(b *BackupServer) identity { return identity{id: b.ID, name: b.Name} },
	fields: func(_ view, b *BackupServer) []field {
		return []field{
			element("Description", b.Description),
			element("Port", b.Port),
			element("Version", b.Version),
		}
	},
	links: func(v view, b *BackupServer, other link) []link {
		self := "/backupServers/" + b.ID
		return []link{
			v.down("JobReferenceList", self+"/jobs"),
			v.down("RepositoryReferenceList", self+"/repositories"),
			v.down("ExternalRepositoryReferenceList", self+"/externalRepositories"),
			v.down("CredentialsList", self+"/credentials"),
			v.down("PasswordKeyList", self+"/passwords"),
			other,
			v.down("ManagedServerReferenceList", self+"/managedServers"),
		}
	},
	parameters: []parameter[BackupServer]{
		textOf("Description", func(b *BackupServer) string { return b.Description }),
		textOf("IpOrDnsName", func(b *BackupServer) string { return b.Name }),
		numberOf("Port", func(b *BackupServer) int64 { return int64(b.Port) }),
		textOf("Version", func(b *BackupServer) string { return b.Version }),
	},
}
