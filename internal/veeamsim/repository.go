package veeamsim

var repositoryKind = &kind[repository]{
	name:      "Repository",
	reference: "RepositoryReference",
	alternate: [2]string{"RepositoryReference", "Repository"},
	element:   "Repository",
	plural:    "Repositories",
	all:       func(s *snapshot) []*repository { return s.repositories },
	identity: func(r *repository) identity {
		return identity{r.ID, urn("Repository", r.ID), r.Name, "/repositories/" + r.ID, nil}
	},
	fields: func(_ view, r *repository) []field {
		return []field{
			element("Capacity", r.Capacity),
			element("FreeSpace", r.FreeSpace),
			element("Kind", optional(r.Kind)),
		}
	},
	links: func(v view, r *repository, alternate link) []link {
		self := "/repositories/" + r.ID
		return append(v.upServer(nil, r.ServerID, r.server),
			alternate,
			v.down("BackupReferenceList", self+"/backups"),
			v.down("ReplicaReferenceList", self+"/replicas"),
		)
	},
	parameters: []parameter[repository]{
		uidOf("UID", func(r *repository) string { return urn("Repository", r.ID) }),
		textOf("Name", func(r *repository) string { return r.Name }),
		numberOf("FreeSpace", func(r *repository) int64 { return r.FreeSpace }),
		numberOf("Capacity", func(r *repository) int64 { return r.Capacity }),
		uidOf("BackupServerUid", func(r *repository) string {
			return urn("BackupServer", serverID(r.ServerID, r.server))
		}),
		textOf("BackupServerName", func(r *repository) string { return serverName(r.server) }),
	},
}
