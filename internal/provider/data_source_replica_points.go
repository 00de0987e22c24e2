package provider

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

type replicaPoint = veeamclient.ReplicaPoint

func replicaPointColumns() table.Columns[replicaPoint] {
	return append(entityColumns("replica point", "VmReplicaPoint", (*replicaPoint).AsEntity), table.Columns[replicaPoint]{
		table.String("name", func(p *replicaPoint) string { return p.Name }, "Display name: the machine's name and the time."),
		table.String("vm_display_name", func(p *replicaPoint) string { return p.VMDisplayName }, "Name of the machine that was replicated."),
		table.Time("creation_time", func(p *replicaPoint) time.Time { return p.CreationTime.Time }, "When the point was made (RFC 3339, UTC)."),
		table.String("algorithm", func(p *replicaPoint) string { return p.Algorithm }, "How it was made: "+oneOfWords(em.PointAlgorithms)+"."),
		table.String("point_type", func(p *replicaPoint) string { return p.PointType }, "What it is: "+oneOfWords(em.ReplicaPointTypes)+"."),
		table.String("replica_name", func(p *replicaPoint) string { return p.ReplicaName },
			"Name of the replica, which is that of the replication job; null where it is not linked."),
		table.String("replica_id", func(p *replicaPoint) string { return p.ReplicaID }, "GUID of the replica."),
	}...)
}

// replicaPointArguments are what a user can ask of replica points.
type replicaPointArguments struct {
	veeamclient.ReplicaPointScope
	// createdWithin is how long before now points were made at most; 0 for no matter.
	createdWithin time.Duration
	listPoints    *bool
}

func newReplicaPoints() datasource.DataSource {
	return table.Table[replicaPoint, replicaPointArguments]{
		Name: "replica_points", Title: "Replica Points", Role: "Portal User",
		Description: "Points of replicas that one can fail over to: how old the newest one of each machine is. Points of continuous data " +
			"protection (CDP) are not among them: Enterprise Manager lists none. A Portal User with a restore scope sees the points of the " +
			"machines within it only.",
		Arguments: table.Arguments[replicaPointArguments]{
			table.Names("machine_names", func(a *replicaPointArguments) *[]string { return &a.MachineNames },
				"Only points of machines with one of these whole names, regardless of case."),
			table.ID("replica_id", func(a *replicaPointArguments) *string { return &a.ReplicaID }, []string{"Replica"},
				"Only points of this replica: its GUID or `urn:veeam:Replica:<GUID>`."),
			table.Name("replica_name", func(a *replicaPointArguments) *string { return &a.ReplicaName },
				"Whole name of the replica, regardless of case."),
			table.OneOf("point_types", func(a *replicaPointArguments) *[]string { return &a.PointTypes }, em.ReplicaPointTypes,
				"Only points of these types."),
			table.OneOf("algorithms", func(a *replicaPointArguments) *[]string { return &a.Algorithms }, em.PointAlgorithms,
				"Only points that were made in these ways."),
			table.Instant("created_after", func(a *replicaPointArguments) *time.Time { return &a.CreatedAfter },
				"Only points that were made at this time or later (RFC 3339 with zone). Left out, the oldest are read too."),
			table.Instant("created_before", func(a *replicaPointArguments) *time.Time { return &a.CreatedBefore },
				"Only points that were made before this time (RFC 3339 with zone)."),
			table.Duration("created_within", func(a *replicaPointArguments) *time.Duration { return &a.createdWithin }, em.LongestRetention,
				"Enterprise Manager cannot be told to keep longer.",
				"Only points that were made within this time before now by Enterprise Manager's clock, such as `26h`, `7d` or `1d12h`."),
			table.Name("backup_server_name", func(a *replicaPointArguments) *string { return &a.BackupServerName },
				"Whole name of the backup server, regardless of case."),
			table.Switch("list_points", func(a *replicaPointArguments) **bool { return &a.listPoints },
				"`false` leaves `replica_points` null, which keeps a state small; `machines` counts them all the same. Default `true`."),
		},
		Rules: []datasource.ConfigValidator{timesInOrder{}}, Columns: replicaPointColumns(), Read: readReplicaPoints, Warn: warnFutureReplica,
		Rows: table.Many, List: "replica_points", Order: compareReplicaPoints,
		ListDescription: "The points in scope, ordered by creation time, then uid; null where `list_points` is `false`.",
		Unlisted:        func(a *replicaPointArguments) bool { return a.listPoints != nil && !*a.listPoints },
		Aggregates: []table.Aggregate[replicaPoint]{table.GroupsOf("machines", machineRowColumns("replica point", "was made"), replicatedMachines,
			"The machines of all points in scope, one row a machine's name and backup server, ordered by name. Machines of one name on one backup "+
				"server are one row: Enterprise Manager does not tell them apart.")},
	}.DataSource()
}

func readReplicaPoints(ctx context.Context, c *veeamclient.Client, a *replicaPointArguments) ([]replicaPoint, error) {
	scope := a.ReplicaPointScope
	if a.createdWithin > 0 {
		now, err := c.Now(ctx)
		if err != nil {
			return nil, err
		}
		scope.CreatedAfter = now.Add(-a.createdWithin)
	}
	return c.ReplicaPoints(ctx, scope)
}

func replicatedMachines(rows []*replicaPoint) []*machineRows {
	return rowsByMachine(rows, func(p *replicaPoint) machineRow {
		return machineRow{entity: &p.Entity, name: p.VMDisplayName, vmUID: p.VMUID, at: p.CreationTime.Time}
	})
}

func compareReplicaPoints(a, b *replicaPoint) int {
	return cmp.Or(a.CreationTime.Compare(b.CreationTime.Time), cmp.Compare(a.UID, b.UID))
}

// warnFutureReplica names the newest point, if it was made in the future: a clock is wrong, and ages with it.
func warnFutureReplica(_ *replicaPointArguments, rows []*replicaPoint) diag.Diagnostics {
	if len(rows) == 0 {
		return nil
	}
	newest := slices.MaxFunc(rows, compareReplicaPoints)
	return warnFuturePointOf("Replica Point in the Future", &newest.Entity, newest.CreationTime.Time)
}
