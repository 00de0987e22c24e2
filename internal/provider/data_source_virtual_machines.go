package provider

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"golang.org/x/sync/errgroup"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/compliance"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// virtualMachine is a machine that a virtual host lists.
type virtualMachine struct {
	compliance.ListedMachine
	root *hierarchyRoot
}

var virtualMachineColumns = table.Columns[virtualMachine]{
	table.String("name", func(v *virtualMachine) string { return v.Name }, "Name of the machine, as its virtual host lists it."),
	table.String("vm_uid", func(v *virtualMachine) string { return v.Reference },
		"Reference of the machine in its hierarchy, as `vm_uid` of a task session: `urn:VMware:Vm:<hierarchy_root_id>.vm-1`."),
	table.String("hierarchy_root_name", func(v *virtualMachine) string { return v.root.Name }, "Name of the virtual host."),
	table.String("hierarchy_root_uid", func(v *virtualMachine) string { return v.root.UID },
		"UID of the virtual host, `urn:veeam:HierarchyRoot:<GUID>`. Of a host that several backup servers have it is one of them."),
	table.String("backup_server_name", func(v *virtualMachine) string { return v.root.BackupServerName },
		"Name of the backup server that has this virtual host; null where it is not linked."),
	table.Bool("known_to_backup", func(v *virtualMachine) *bool { return &v.Known },
		fmt.Sprintf("Whether a task session of the last %d days or a restore point is of it, whatever its result: by its reference, else by "+
			"name on the backup server of its host.", veeamclient.CollectionDays)),
}

// virtualMachineArguments are what a user can ask of the machines of virtual hosts.
type virtualMachineArguments struct{ roots, patterns []string }

func newVirtualMachines() datasource.DataSource {
	return table.Table[virtualMachine, virtualMachineArguments]{
		Name: "virtual_machines", Title: "Virtual Machines", Role: "Portal User",
		Description: "Machines that virtual hosts list, and whether any job knows them. A machine of a vCenter Server that two backup servers " +
			"have is there once; templates are no machines. Enterprise Manager knows what it last collected. A Portal User with a restore " +
			"scope sees the machines within it only. To know which machines are known, all restore points and the task sessions of 30 days are " +
			"read too, as much as for a verdict, whatever the arguments are.",
		Arguments: table.Arguments[virtualMachineArguments]{
			table.Names("hierarchy_roots", func(a *virtualMachineArguments) *[]string { return &a.roots },
				"Only machines of the virtual hosts with these whole names, regardless of case; a host that several backup servers have is one, by "+
					"its `unique_id`. A name that is not there is an error. Default all."),
			table.Texts("names", func(a *virtualMachineArguments) *[]string { return &a.patterns }, patternValidator(),
				"Only machines that match one of these patterns. "+describePatterns),
		},
		Columns: virtualMachineColumns, Read: readVirtualMachines, Select: matchingMachines,
		Rows: table.Many, List: "virtual_machines", ListDescription: "The machines, ordered by name, then vm_uid.",
		Order: func(a, b *virtualMachine) int {
			return cmp.Or(cmp.Compare(em.Fold(a.Name), em.Fold(b.Name)), cmp.Compare(a.Reference, b.Reference))
		},
	}.DataSource()
}

func matchingMachines(a *virtualMachineArguments, rows []*virtualMachine) []*virtualMachine {
	if len(a.patterns) == 0 {
		return rows
	}
	patterns := compliance.NewPatterns(a.patterns)
	return slices.DeleteFunc(rows, func(v *virtualMachine) bool { return !patterns.Match(v.Name, v.Reference, v.root.BackupServerName) })
}

// readVirtualMachines reads what the virtual hosts list, and beside it the task sessions and restore points that say which machines
// are known.
func readVirtualMachines(ctx context.Context, c *veeamclient.Client, a *virtualMachineArguments) ([]virtualMachine, error) {
	const argument = "hierarchy_roots"
	names := a.roots
	if len(names) == 0 {
		names = []string{"*"}
	}
	var data compliance.Data
	var roots []hierarchyRoot
	group, reading := errgroup.WithContext(ctx)
	group.Go(func() (err error) {
		data.Hosts, roots, err = readHosts(reading, c, argument, names)
		return err
	})
	group.Go(func() error {
		tasks, _, err := c.BackupTaskSessionsWithJobs(reading, veeamclient.TaskSessionScope{})
		data.Tasks = complianceTaskSessions(tasks)
		return err
	})
	group.Go(func() error {
		points, err := c.RestorePoints(reading, veeamclient.RestorePointScope{})
		data.Points = complianceRestorePoints(points)
		return err
	})
	if err := group.Wait(); err != nil {
		return nil, err
	}
	if err := checkHosts(&data, argument); err != nil {
		return nil, err
	}
	listed := compliance.ListedMachines(&data)
	machines := make([]virtualMachine, len(listed))
	for i := range listed {
		machines[i] = virtualMachine{listed[i], &roots[listed[i].Host]}
	}
	return machines, nil
}
