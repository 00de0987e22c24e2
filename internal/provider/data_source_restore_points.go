package provider

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/compliance"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

type restorePoint = veeamclient.RestorePoint

var restorePointColumns = table.Columns[restorePoint]{
	table.String("id", func(p *restorePoint) string { return p.ID() },
		"GUID of the restore point; for a virtual machine the `vm_restore_point_id` of the task session that made it."),
	table.String("uid", func(p *restorePoint) string { return p.UID },
		"UID of the restore point, `urn:veeam:VmRestorePoint:<GUID>` or `urn:veeam:AgentRestorePoint:<GUID>`."),
	table.String("name", func(p *restorePoint) string { return p.Name }, "Display name: the machine's name and the time."),
	table.String("kind", func(p *restorePoint) string { return p.Kind },
		"`vm` for a virtual machine, `agent` for a computer with Veeam Agent."),
	table.String("machine_name", func(p *restorePoint) string { return p.MachineName },
		"Name of the machine; of a computer with Veeam Agent the part of `name` before the `@`."),
	table.String("vm_uid", func(p *restorePoint) string { return p.VMUID },
		"Reference of the machine in its hierarchy, as in task sessions; null for agents, and where Enterprise Manager sends none."),
	table.Time("creation_time", func(p *restorePoint) time.Time { return p.CreationTime.Time }, "When the point was made (RFC 3339, UTC)."),
	table.String("algorithm", func(p *restorePoint) string { return p.Algorithm },
		"How it was made: `Full`, `Incremental`, `ReversedIncremental` or `SyntheticFull`."),
	table.String("point_type", func(p *restorePoint) string { return p.PointType },
		"What it is: `Full`, `Increment` or `ReverseIncrement`. An increment needs the points before it."),
	table.String("backup_server_name", func(p *restorePoint) string { return p.BackupServerName },
		"Name of the backup server; null where it is not linked."),
}

// restorePointArguments are what a user can ask of restore points.
type restorePointArguments struct {
	veeamclient.RestorePointScope
	// createdWithin is how long before now points were made at most; 0 for no matter.
	createdWithin time.Duration
	listPoints    *bool
}

// pointKinds are the kinds that the argument kinds takes.
var pointKinds = []string{veeamclient.VMPoint, veeamclient.AgentPoint}

func newRestorePoints() datasource.DataSource {
	return table.Table[restorePoint, restorePointArguments]{
		Name: "restore_points", Title: "Restore Points", Role: "Portal User",
		Description: "Restore points of virtual machines and of computers with Veeam Agent: what can be restored, points of copies included. " +
			"Enterprise Manager does not say on which repository a point lies, whether it is immutable, free of malware, or was ever restored. " +
			"A Portal User with a restore scope sees the points of the machines within it only.",
		Arguments: table.Arguments[restorePointArguments]{
			table.Names("machine_names", func(a *restorePointArguments) *[]string { return &a.MachineNames },
				"Only points of machines with one of these whole names, regardless of case."),
			table.Names("vm_uids", func(a *restorePointArguments) *[]string { return &a.VMUIDs },
				"Only points of these references in a hierarchy, as `vm_uid` of a task session. Points of agents have none."),
			table.OneOf("kinds", func(a *restorePointArguments) *[]string { return &a.Kinds }, pointKinds,
				"Only points of virtual machines, or of computers with Veeam Agent."),
			table.Instant("created_after", func(a *restorePointArguments) *time.Time { return &a.CreatedAfter },
				"Only points that were made at this time or later (RFC 3339 with zone). Left out, the oldest are read too."),
			table.Instant("created_before", func(a *restorePointArguments) *time.Time { return &a.CreatedBefore },
				"Only points that were made before this time (RFC 3339 with zone)."),
			table.Duration("created_within", func(a *restorePointArguments) *time.Duration { return &a.createdWithin }, em.LongestRetention,
				"Enterprise Manager cannot be told to keep longer.",
				"Only points that were made within this time before now by Enterprise Manager's clock, such as `26h`, `7d` or `1d12h`."),
			table.Name("backup_server_name", func(a *restorePointArguments) *string { return &a.BackupServerName },
				"Whole name of the backup server, regardless of case."),
			table.Switch("list_points", func(a *restorePointArguments) **bool { return &a.listPoints },
				"`false` leaves `restore_points` null, which keeps a state of tens of thousands of points small; `machines` counts them all the "+
					"same. Default `true`."),
		},
		Rules: []datasource.ConfigValidator{timesInOrder{}}, Columns: restorePointColumns, Read: readRestorePoints, Warn: warnFuturePoint,
		Rows: table.Many, List: "restore_points", Order: compareCreations,
		ListDescription: "The points in scope, ordered by creation time, then uid; null where `list_points` is `false`.",
		Unlisted:        func(a *restorePointArguments) bool { return a.listPoints != nil && !*a.listPoints },
		Aggregates: []table.Aggregate[restorePoint]{table.GroupsOf("machines", machinePointsColumns, machinePointsOf,
			"The machines of all points in scope, one row a machine and backup server, ordered by name. Whoever shares name and server is told "+
				"apart by `vm_uid`; points without one are those of one machine a name.")},
	}.DataSource()
}

func readRestorePoints(ctx context.Context, c *veeamclient.Client, a *restorePointArguments) ([]restorePoint, error) {
	scope := a.RestorePointScope
	if a.createdWithin > 0 {
		now, err := c.Now(ctx)
		if err != nil {
			return nil, err
		}
		scope.CreatedAfter = now.Add(-a.createdWithin)
	}
	return c.RestorePoints(ctx, scope)
}

func compareCreations(a, b *restorePoint) int {
	return cmp.Or(a.CreationTime.Compare(b.CreationTime.Time), cmp.Compare(a.UID, b.UID))
}

// warnFuturePoint names the newest point, if it was made in the future: a clock is wrong, and ages with it.
func warnFuturePoint(_ *restorePointArguments, rows []*restorePoint) diag.Diagnostics {
	if len(rows) == 0 {
		return nil
	}
	newest := slices.MaxFunc(rows, compareCreations)
	return warnFuturePointOf("Restore Point in the Future", &newest.Entity, newest.CreationTime.Time)
}

// warnFuturePointOf warns of the newest point of any kind, if it was made in the future.
func warnFuturePointOf(summary string, newest *veeamclient.Entity, made time.Time) (diags diag.Diagnostics) {
	if now := time.Now(); made.After(now.Add(compliance.ClockSkew)) {
		diags.AddWarning(summary, fmt.Sprintf(
			"%q on backup server %q was made at %s, %s from now. The clock of that backup server is ahead, or that of this machine late.",
			newest.Name, newest.BackupServerName, made.Format(time.RFC3339), made.Sub(now).Round(time.Second)))
	}
	return diags
}

// machinePoints are the points of one machine on one backup server.
type machinePoints struct {
	newest, oldest *restorePoint
	count, full    int
}

var machinePointsColumns = table.Columns[machinePoints]{
	table.String("machine_name", func(m *machinePoints) string { return m.newest.MachineName }, "Name of the machine, by its newest point."),
	table.String("vm_uid", func(m *machinePoints) string { return m.newest.VMUID },
		"Reference of the machine in its hierarchy; null for agents, and where Enterprise Manager sends none."),
	table.String("backup_server_name", func(m *machinePoints) string { return m.newest.BackupServerName },
		"Name of the backup server; null where it is not linked."),
	table.Count("count", func(m *machinePoints) int { return m.count }, "Number of its points in scope."),
	table.Count("full_count", func(m *machinePoints) int { return m.full }, "Number of those that are full, whatever made them."),
	table.Time("oldest_time", func(m *machinePoints) time.Time { return m.oldest.CreationTime.Time },
		"When its oldest point in scope was made."),
	table.Time("newest_time", func(m *machinePoints) time.Time { return m.newest.CreationTime.Time },
		"When its newest point in scope was made."),
}

// machinePointsOf puts the points of one machine on one backup server together: by its reference, else by kind and name.
func machinePointsOf(rows []*restorePoint) []*machinePoints {
	type key struct{ server, vmUID, kind, name string }
	byKey := map[key]*machinePoints{}
	var machines []*machinePoints
	for _, p := range rows {
		at := key{server: em.Fold(cmp.Or(p.BackupServerID, p.BackupServerName)), vmUID: em.Fold(p.VMUID)}
		if at.vmUID == "" {
			at.kind, at.name = p.Kind, em.Fold(p.MachineName)
		}
		m := byKey[at]
		if m == nil {
			m = &machinePoints{newest: p, oldest: p}
			byKey[at] = m
			machines = append(machines, m)
		}
		m.count++
		if em.Same(p.PointType, em.FullPoint) {
			m.full++
		}
		if compareCreations(p, m.newest) > 0 {
			m.newest = p
		}
		if compareCreations(p, m.oldest) < 0 {
			m.oldest = p
		}
	}
	slices.SortFunc(machines, func(a, b *machinePoints) int {
		return cmp.Or(
			cmp.Compare(em.Fold(a.newest.MachineName), em.Fold(b.newest.MachineName)),
			cmp.Compare(em.Fold(a.newest.BackupServerName), em.Fold(b.newest.BackupServerName)),
			cmp.Compare(em.Fold(a.newest.VMUID), em.Fold(b.newest.VMUID)), cmp.Compare(a.newest.UID, b.newest.UID))
	})
	return machines
}
