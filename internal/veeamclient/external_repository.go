package veeamclient

import "context"

// ExternalRepository is object storage of another product whose backups a backup server reads
// (https://helpcenter.veeam.com/docs/vbr/em_rest/get_externalrepositories_id.html).
type ExternalRepository struct {
	Entity
	// RepositoryType is AmazonS3External, AzureStorageExternal or GoogleCloudStorageExternal; the list grows with EM.
	RepositoryType    string
	Path, Description string
	// UsedSpace is in bytes, nil where EM does not say.
	UsedSpace *int64
}

var externalRepositories = kind[ExternalRepository]{
	queryType: "ExternalRepository", list: "ExternalRepositories", path: "/externalRepositories",
	entity: (*ExternalRepository).AsEntity,
	finish: func(r *ExternalRepository, _ links, _ texts) { r.UsedSpace = knownSize(r.UsedSpace) },
}

// ExternalRepositories reads the external repositories of scope, in no particular order.
func (c *Client) ExternalRepositories(ctx context.Context, scope NameScope) ([]ExternalRepository, error) {
	return readNamed(ctx, c, externalRepositories, scope)
}
