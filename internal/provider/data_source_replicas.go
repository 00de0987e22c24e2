package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

type replica = veeamclient.Replica

func replicas() namedEntity[replica] {
	return namedEntity[replica]{
		one: "replica", many: "replicas", title: "Replica", titles: "Replicas",
		uidType: "Replica", what: "replica", role: "Portal User",
		about: "replicas that replication jobs keep ready on other hosts. Their machines and ages are in `veeam_replica_points`; whether " +
			"one is failed over is not in Enterprise Manager.",
		nameAbout: "Name of the replica, which is that of its job.",
		columns: table.Columns[replica]{
			table.String("platform", func(r *replica) string { return r.Platform }, "`VMware`, `HyperV` or `vCloud`."),
			table.String("repository_name", func(r *replica) string { return r.RepositoryName },
				"Name of the repository that holds the replica's metadata; null where it is not linked."),
			table.String("repository_id", func(r *replica) string { return r.RepositoryID }, "GUID of that repository."),
		},
		filters: []rowFilter[replica]{
			{name: "platforms", word: func(r *replica) string { return r.Platform }, description: "Only replicas of these platforms."},
			{name: "repository_names", word: func(r *replica) string { return r.RepositoryName },
				description: "Only replicas whose metadata is in a repository with one of these whole names, regardless of case."},
		},
		readFurther: func(ctx context.Context, c *veeamclient.Client, a *nameArguments) ([]replica, error) {
			rows, err := c.Replicas(ctx, a.NameScope, a.jobID)
			return rows, adviseUnfiltered("job_id", err)
		},
	}
}

func newReplicas() datasource.DataSource {
	list := replicas()
	list.further = table.Arguments[nameArguments]{
		jobIDArgument("Only replicas of this replication job: its GUID or `urn:veeam:Job:<GUID>`.", []string{"Job"}),
	}
	return newList(list)
}

func newReplica() datasource.DataSource { return newOne(replicas()) }
