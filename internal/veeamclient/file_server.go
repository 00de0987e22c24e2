package veeamclient

import "context"

// FileServer is a server or a share whose files are backed up
// (https://helpcenter.veeam.com/docs/vbr/em_rest/get_nas_fileservers_id.html).
type FileServer struct {
	Entity
	// ServerType is one of em.FileServerTypes. Of the options that are named by a type only those of its own are there.
	ServerType string
	// HierarchyObjRef is urn:NasBackup:FileServer:<GUID>.<GUID>.
	HierarchyObjRef          string
	SmbServerOptions         *ShareOptions
	NfsServerOptions         *ShareOptions
	FileServerOptions        *FileServerOptions
	ProcessingOptions        *FileProcessingOptions
	NASServerAdvancedOptions *NASAdvancedOptions
}

// ShareOptions are those of a share. CredentialsID is of an SMB share only.
type ShareOptions struct {
	Path          string
	CredentialsID OptionalID `json:"CredentialsId"`
}

// FileServerOptions name the managed server whose files are backed up, by UID.
type FileServerOptions struct {
	ServerUID string `json:"ServerUid"`
}

// FileProcessingOptions name the file server and the repository of its cache, by UID.
type FileProcessingOptions struct {
	ServerUID          string `json:"ServerUid"`
	CacheRepositoryUID string `json:"CacheRepositoryUid"`
}

// NASAdvancedOptions say how the files are read. Of the modes the documentation shows Direct only.
type NASAdvancedOptions struct{ ProcessingMode, StorageSnapshotPath string }

var fileServers = kind[FileServer]{
	queryType: "FileServer", list: "FileServers", path: "/nas/fileServers",
	entity: (*FileServer).AsEntity,
}

// FileServers reads the file servers of scope, in no particular order.
func (c *Client) FileServers(ctx context.Context, scope NameScope) ([]FileServer, error) {
	return readNamed(ctx, c, fileServers, scope)
}
