package provider

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

type hierarchyRoot = veeamclient.HierarchyRoot

var hierarchyRootColumns = append(entityColumns("virtual host", "HierarchyRoot", (*hierarchyRoot).AsEntity), table.Columns[hierarchyRoot]{
	table.String("name", func(h *hierarchyRoot) string { return h.Name }, "Name of the virtual host, as it was added to the backup server."),
	table.String("hierarchy_root_id", func(h *hierarchyRoot) string { return h.HierarchyRootID },
		"GUID that references to the host's machines hold, such as `vm_uid` of a task session: `urn:VMware:Vm:<hierarchy_root_id>.vm-1`."),
	table.String("unique_id", func(h *hierarchyRoot) string { return h.UniqueID },
		"What the host is on every backup server: the instance UUID of a vCenter Server, or the DNS name of another host."),
	table.String("host_type", func(h *hierarchyRoot) string { return h.HostType },
		"Type of the host: `VC`, `ESX`, `ESXi`, `HvServer`, `HvCluster`, `Scvmm` or `VcdSystem`."),
}...)

const hierarchyRootDescription = "(hierarchy roots) that backup servers have: vCenter Servers, Hyper-V hosts and clusters, Cloud " +
	"Directors. A host that was added to two backup servers is there twice, with one `unique_id`."

func readHierarchyRoots(ctx context.Context, c *veeamclient.Client, a *nameArguments) ([]hierarchyRoot, error) {
	return c.HierarchyRoots(ctx, a.NameScope)
}

func newHierarchyRoots() datasource.DataSource {
	return table.Table[hierarchyRoot, nameArguments]{
		Name: "hierarchy_roots", Title: "Hierarchy Roots", Role: "Portal User", Description: "Virtual hosts " + hierarchyRootDescription,
		Arguments: table.Arguments[nameArguments]{
			namesArgument,
			table.OneOf("host_types", func(a *nameArguments) *[]string { return &a.types }, em.HostTypes, "Only hosts of these types."),
			serverArgument,
		},
		Columns: hierarchyRootColumns, Read: readHierarchyRoots, Select: hierarchyRootsOfTypes,
		Rows: table.Many, List: "hierarchy_roots", ListDescription: namedListDescription, Order: compareNames[*hierarchyRoot],
	}.DataSource()
}

func hierarchyRootsOfTypes(a *nameArguments, rows []*hierarchyRoot) []*hierarchyRoot {
	return slices.DeleteFunc(rows, func(h *hierarchyRoot) bool { return !containsOrAll(a.types, h.HostType) })
}

func newHierarchyRoot() datasource.DataSource {
	return table.Table[hierarchyRoot, nameArguments]{
		Name: "hierarchy_root", Title: "Hierarchy Root", Role: "Portal User", Hint: namedHint,
		Description: "One of the virtual hosts " + hierarchyRootDescription + " " + namedOneDescription,
		Arguments: table.Arguments[nameArguments]{
			nameArgument,
			table.ID("id", func(a *nameArguments) *string { return &a.ID }, []string{"HierarchyRoot"},
				"Virtual host that is read: its GUID or `urn:veeam:HierarchyRoot:<GUID>`."),
			serverArgument,
		},
		Rules: []datasource.ConfigValidator{table.ExactlyOneOf("name", "id")}, Columns: hierarchyRootColumns,
		Read: readHierarchyRoots, Select: ofServer[*hierarchyRoot], Rows: table.One, Identify: identify[*hierarchyRoot],
		Clarify: "Add backup_server_name, or give the id.",
	}.DataSource()
}
