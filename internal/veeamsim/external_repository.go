package veeamsim

// ExternalRepository is object storage of another product that a backup server reads. UsedSpace is bytes.
type ExternalRepository struct {
	ID, Name, Description, ServerID string
	Type                            string // AmazonS3External, AzureStorageExternal or GoogleCloudStorageExternal
	Path                            string
	UsedSpace                       int64

	server *BackupServer // nil: not in the inventory
}

func (ExternalRepository) service() service {
	return service{
		kinds: []anyKind{externalRepositoryKind},
		routes: []route{
			below(backupServerKind, "externalRepositories", externalRepositoryKind,
				func(v view, b *BackupServer) []*ExternalRepository {
					return externalRepositoryKind.where(v, func(e *ExternalRepository) bool { return e.server == b })
				}),
		},
	}
}

var externalRepositoryKind = &kind[ExternalRepository]{
	name:     "ExternalRepository",
	plural:   "ExternalRepositories",
	path:     "/externalRepositories",
	access:   users,
	join:     func(s *snapshot, e *ExternalRepository) { e.server = backupServerKind.find(s, e.ServerID) },
	identity: func(e *ExternalRepository) identity { return identity{id: e.ID, name: e.Name} },
	server:   func(e *ExternalRepository) (string, *BackupServer) { return e.ServerID, e.server },
	fields: func(_ view, e *ExternalRepository) []field {
		return []field{
			element("RepositoryType", optional(e.Type)),
			element("Path", e.Path),
			element("UsedSpace", e.UsedSpace),
			element("Description", e.Description),
		}
	},
	links: func(v view, e *ExternalRepository, other link) []link {
		return append(v.upServer(nil, e.ServerID, e.server),
			other,
			v.down("BackupReferenceList", "/externalRepositories/"+e.ID+"/backups"),
		)
	},
}
