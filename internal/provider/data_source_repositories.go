package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

type repository = veeamclient.Repository

func repositories() namedEntity[repository] {
	return namedEntity[repository]{
		one: "repository", many: "repositories", title: "Repository", titles: "Repositories",
		uidType: "Repository", what: "repository", role: "Portal User",
		about:     "repositories that backups are written to, with their free space.",
		nameAbout: "Name of the repository. Names repeat across backup servers.",
		columns: table.Columns[repository]{
			table.String("kind", func(r *repository) string { return r.Kind },
				"Kind of the repository, such as `WindowsLocal`, `LinuxLocal`, `CifsShare` or `Extendable`."),
			table.Int64("capacity", func(r *repository) *int64 { return r.Capacity },
				"Capacity in bytes; null where Enterprise Manager does not know it, as of object storage."),
			table.Int64("free_space", func(r *repository) *int64 { return r.FreeSpace },
				"Free space in bytes; null where Enterprise Manager does not know it, as of object storage."),
			table.Int64("free_percent", (*repository).FreePercent,
				"Free space in whole percent of the capacity, rounded down; null when the capacity is 0 or not known."),
		},
		filters: []rowFilter[repository]{
			{name: "kinds", word: func(r *repository) string { return r.Kind },
				description: "Only repositories of these kinds, such as `WindowsLocal` or `LinuxLocal`, regardless of case."},
		},
		read: (*veeamclient.Client).Repositories,
	}
}

func newRepositories() datasource.DataSource { return newList(repositories()) }

func newRepository() datasource.DataSource { return newOne(repositories()) }
