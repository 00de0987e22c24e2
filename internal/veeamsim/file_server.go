package veeamsim

// FileServer is a server or share whose files are backed up.
type FileServer struct {
	ID, Name, ServerID string
	ServerType         string // FileServer, SmbServer or NfsServer
	Path               string // of an SmbServer or NfsServer
	CacheRepositoryID  string

	server *BackupServer // nil: not in the inventory
}

func (FileServer) service() service { return service{kinds: []anyKind{fileServerKind}} }

var fileServerKind = &kind[FileServer]{
	name:     "FileServer",
	path:     "/nas/fileServers",
	access:   users,
	join:     func(s *snapshot, f *FileServer) { f.server = backupServerKind.find(s, f.ServerID) },
	identity: func(f *FileServer) identity { return identity{id: f.ID, name: f.Name} },
	server:   func(f *FileServer) (string, *BackupServer) { return f.ServerID, f.server },
	fields: func(_ view, f *FileServer) []field {
		var smb, nfs, plain any
		switch f.ServerType {
		case "SmbServer":
			smb = object{element("Path", f.Path), element("CredentialsId", zeroGUID)}
		case "NfsServer":
			nfs = object{element("Path", f.Path)}
		default:
			plain = object{element("ServerUid", urn("FileServer", f.ID))}
		}
		return []field{
			element("ServerType", optional(f.ServerType)),
			element("HierarchyObjRef", "urn:NasBackup:FileServer:"+f.ID+"."+f.ID),
			element("SmbServerOptions", smb),
			element("NfsServerOptions", nfs),
			element("FileServerOptions", plain),
			element("ProcessingOptions", object{
				element("ServerUid", urn("FileServer", f.ID)),
				element("CacheRepositoryUid", urn("Repository", f.CacheRepositoryID)),
			}),
			element("NASServerAdvancedOptions", object{element("ProcessingMode", "Direct"), element("StorageSnapshotPath", nil)}),
		}
	},
	links: func(v view, f *FileServer, other link) []link {
		return append(v.upServer(nil, f.ServerID, f.server), other)
	},
}
