package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

type externalRepository = veeamclient.ExternalRepository

func externalRepositories() namedEntity[externalRepository] {
	return namedEntity[externalRepository]{
		one: "external_repository", many: "external_repositories", title: "External Repository", titles: "External Repositories",
		uidType: "ExternalRepository", what: "external repository", role: "Portal User",
		about:     "external repositories: object storage with backups of other products, which backup servers read.",
		nameAbout: "Name of the external repository.",
		columns: table.Columns[externalRepository]{
			table.String("repository_type", func(r *externalRepository) string { return r.RepositoryType },
				"`AmazonS3External`, `AzureStorageExternal` or `GoogleCloudStorageExternal`."),
			table.String("path", func(r *externalRepository) string { return r.Path }, "Path of the storage, such as `amazonS3://bucket/folder`."),
			table.Int64("used_space", func(r *externalRepository) *int64 { return r.UsedSpace }, "Used space in bytes; null where it is not known."),
			table.String("description", func(r *externalRepository) string { return r.Description }, "Description; null without one."),
		},
		filters: []rowFilter[externalRepository]{
			{name: "repository_types", word: func(r *externalRepository) string { return r.RepositoryType },
				description: "Only external repositories of these types, such as `AmazonS3External`, regardless of case."},
		},
		read: (*veeamclient.Client).ExternalRepositories,
	}
}

func newExternalRepositories() datasource.DataSource { return newList(externalRepositories()) }

func newExternalRepository() datasource.DataSource { return newOne(externalRepositories()) }
