package veeamsim

// Repository is where restore points are kept. Capacity and FreeSpace are bytes; -1 is what object storage has for both.
type Repository struct {
	ID, Name, Kind, ServerID string
	Capacity, FreeSpace      int64

	server *BackupServer // nil: not in the inventory
}

func (Repository) service() service {
	return service{
		kinds: []anyKind{repositoryKind},
		routes: []route{below(backupServerKind, "repositories", repositoryKind, func(v view, b *BackupServer) []*Repository {
			return repositoryKind.where(v, func(r *Repository) bool { return r.server == b })
		})},
	}
}

var repositoryKind = &kind[Repository]{
	name:     "Repository",
	plural:   "Repositories",
	path:     "/repositories",
	access:   users,
	join:     func(s *snapshot, r *Repository) { r.server = backupServerKind.find(s, r.ServerID) },
	identity: func(r *Repository) identity { return identity{id: r.ID, name: r.Name} },
	server:   func(r *Repository) (string, *BackupServer) { return r.ServerID, r.server },
	fields: func(_ view, r *Repository) []field {
		return []field{
			element("Capacity", r.Capacity),
			element("FreeSpace", r.FreeSpace),
			element("Kind", optional(r.Kind)),
		}
	},
	links: func(v view, r *Repository, other link) []link {
		self := "/repositories/" + r.ID
		return append(v.upServer(nil, r.ServerID, r.server),
			other,
			v.down("BackupReferenceList", self+"/backups"),
			v.down("ReplicaReferenceList", self+"/replicas"),
		)
	},
	parameters: []parameter[Repository]{
		numberOf("FreeSpace", func(r *Repository) int64 { return r.FreeSpace }),
		numberOf("Capacity", func(r *Repository) int64 { return r.Capacity }),
	},
}
