package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/entity"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// repository are the attributes of a repository.
var repository = append(identity("repository", "Repository", func(r *veeamclient.Repository) *veeamclient.Entity { return &r.Entity }), entity.Columns[veeamclient.Repository]{
	entity.String("name", "Name of the repository. Names repeat across backup servers.", func(r *veeamclient.Repository) string { return r.Name }),
	entity.String("kind", "Kind of the repository, such as `WindowsLocal`, `LinuxLocal`, `CifsShare` or `Extendable`.", func(r *veeamclient.Repository) string { return r.Kind }),
	entity.Int64("capacity", "Capacity in bytes.", func(r *veeamclient.Repository) *int64 { return r.Capacity }),
	entity.Int64("free_space", "Free space in bytes.", func(r *veeamclient.Repository) *int64 { return r.FreeSpace }),
	entity.Int64("free_percent", "Free space in whole percent of the capacity, rounded down; null when the capacity is 0.", (*veeamclient.Repository).FreePercent),
}...)

var repositories = names[veeamclient.Repository]{
	name: "repository", title: "Repository", list: "repositories", titles: "Repositories", role: "Portal User", columns: repository,
	description: "that backups are written to, with their free space",
	read: func(ctx context.Context, c *veeamclient.Client, q *nameQuestion, rows veeamclient.Rows[veeamclient.Repository]) error {
		return c.Repositories(ctx, q.NameScope, rows)
	},
	entity: func(r *veeamclient.Repository) *veeamclient.Entity { return &r.Entity },
	listed: func(q *nameQuestion, r *veeamclient.Repository) bool { return amongFolded(q.kinds, r.Kind) },
}

func newRepositories() datasource.DataSource {
	return repositories.plural(entity.Names("kinds", "Only repositories of these kinds, such as `WindowsLocal` or `LinuxLocal`, regardless of case.", func(q *nameQuestion) *[]string { return &q.kinds }))
}

func newRepository() datasource.DataSource { return repositories.singular() }
