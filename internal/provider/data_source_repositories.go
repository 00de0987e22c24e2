package provider

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

type repository = veeamclient.Repository

var repositoryColumns = append(entityColumns("repository", "Repository", (*repository).AsEntity), table.Columns[repository]{
	table.String("name", func(r *repository) string { return r.Name }, "Name of the repository. Names repeat across backup servers."),
	table.String("kind", func(r *repository) string { return r.Kind },
		"Kind of the repository, such as `WindowsLocal`, `LinuxLocal`, `CifsShare` or `Extendable`."),
	table.Int64("capacity", func(r *repository) *int64 { return r.Capacity },
		"Capacity in bytes; null where Enterprise Manager does not know it, as of object storage."),
	table.Int64("free_space", func(r *repository) *int64 { return r.FreeSpace },
		"Free space in bytes; null where Enterprise Manager does not know it, as of object storage."),
	table.Int64("free_percent", (*repository).FreePercent,
		"Free space in whole percent of the capacity, rounded down; null when the capacity is 0 or not known."),
}...)

func readRepositories(ctx context.Context, c *veeamclient.Client, a *nameArguments) ([]repository, error) {
	return c.Repositories(ctx, a.NameScope)
}

func newRepositories() datasource.DataSource {
	return table.Table[repository, nameArguments]{
		Name: "repositories", Title: "Repositories", Role: "Portal User",
		Description: "Repositories that backups are written to, with their free space.",
		Arguments: table.Arguments[nameArguments]{
			namesArgument,
			table.Names("kinds", func(a *nameArguments) *[]string { return &a.types },
				"Only repositories of these kinds, such as `WindowsLocal` or `LinuxLocal`, regardless of case."),
			serverArgument,
		},
		Columns: repositoryColumns, Read: readRepositories, Select: repositoriesOfKinds,
		Rows: table.Many, List: "repositories", ListDescription: namedListDescription, Order: compareNames[*repository],
	}.DataSource()
}

func repositoriesOfKinds(a *nameArguments, rows []*repository) []*repository {
	return slices.DeleteFunc(rows, func(r *repository) bool { return len(a.types) > 0 && !em.Contains(a.types, r.Kind) })
}

func newRepository() datasource.DataSource {
	return table.Table[repository, nameArguments]{
		Name: "repository", Title: "Repository", Role: "Portal User", Hint: namedHint,
		Description: "One of the Repositories that backups are written to, with their free space. " + namedOneDescription,
		Arguments:   table.Arguments[nameArguments]{nameArgument, serverArgument},
		Rules:       []datasource.ConfigValidator{table.ExactlyOneOf("name")},
		Columns:     repositoryColumns, Read: readRepositories, Select: ofServer[*repository],
		Rows: table.One, Identify: identify[*repository], Clarify: "Add backup_server_name.",
	}.DataSource()
}
