package provider

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

type fileServer = veeamclient.FileServer

func fileServers() namedEntity[fileServer] {
	share := table.Columns[veeamclient.ShareOptions]{
		table.String("path", func(o *veeamclient.ShareOptions) string { return o.Path }, "Path of the share."),
	}
	smbShare := slices.Concat(share, table.Columns[veeamclient.ShareOptions]{
		table.String("credentials_id", func(o *veeamclient.ShareOptions) string { return string(o.CredentialsID) },
			"GUID of the credentials that the backup server has for the share; null without."),
	})
	server := table.Columns[veeamclient.FileServerOptions]{
		table.String("server_uid", func(o *veeamclient.FileServerOptions) string { return o.ServerUID }, "UID of the server."),
	}
	processing := table.Columns[veeamclient.FileProcessingOptions]{
		table.String("server_uid", func(o *veeamclient.FileProcessingOptions) string { return o.ServerUID }, "UID of the file server."),
		table.String("cache_repository_uid", func(o *veeamclient.FileProcessingOptions) string { return o.CacheRepositoryUID },
			"UID of the repository that holds the cache, `urn:veeam:Repository:<GUID>`."),
	}
	advanced := table.Columns[veeamclient.NASAdvancedOptions]{
		table.String("processing_mode", func(o *veeamclient.NASAdvancedOptions) string { return o.ProcessingMode },
			"How files are read, such as `Direct`."),
		table.String("storage_snapshot_path", func(o *veeamclient.NASAdvancedOptions) string { return o.StorageSnapshotPath },
			"Path of storage snapshots; null where none are read."),
	}
	return namedEntity[fileServer]{
		one: "file_server", many: "file_servers", title: "File Server", titles: "File Servers",
		uidType: "FileServer", what: "file server", role: "Portal User",
		about:     "file servers and shares whose files can be backed up. Object storage is not among them.",
		nameAbout: "Name of the server, or path of the share.",
		columns: table.Columns[fileServer]{
			table.String("server_type", func(f *fileServer) string { return f.ServerType }, "`FileServer`, `SmbServer` or `NfsServer`."),
			table.String("hierarchy_obj_ref", func(f *fileServer) string { return f.HierarchyObjRef },
				"Reference of the file server, `urn:NasBackup:FileServer:<GUID>.<GUID>`."),
			table.Object("smb_server_options", func(f *fileServer) *veeamclient.ShareOptions { return f.SmbServerOptions }, smbShare,
				"Options of an SMB share; null for others."),
			table.Object("nfs_server_options", func(f *fileServer) *veeamclient.ShareOptions { return f.NfsServerOptions }, share,
				"Options of an NFS share; null for others."),
			table.Object("file_server_options", func(f *fileServer) *veeamclient.FileServerOptions { return f.FileServerOptions }, server,
				"Options of a managed Windows or Linux server; null for others."),
			table.Object("processing_options", func(f *fileServer) *veeamclient.FileProcessingOptions { return f.ProcessingOptions }, processing,
				"What backups of it use."),
			table.Object("nas_server_advanced_options",
				func(f *fileServer) *veeamclient.NASAdvancedOptions { return f.NASServerAdvancedOptions }, advanced, "How its files are read."),
		},
		filters: []rowFilter[fileServer]{
			{name: "server_types", words: em.FileServerTypes, word: func(f *fileServer) string { return f.ServerType },
				description: "Only file servers of these types."},
		},
		read: (*veeamclient.Client).FileServers,
	}
}

func newFileServers() datasource.DataSource { return newList(fileServers()) }

func newFileServer() datasource.DataSource { return newOne(fileServers()) }
