package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

type hierarchyRoot = veeamclient.HierarchyRoot

func hierarchyRoots() namedEntity[hierarchyRoot] {
	return namedEntity[hierarchyRoot]{
		one: "hierarchy_root", many: "hierarchy_roots", title: "Hierarchy Root", titles: "Hierarchy Roots",
		uidType: "HierarchyRoot", what: "virtual host", role: "Portal User",
		about: "virtual hosts (hierarchy roots) that backup servers have: vCenter Servers, Hyper-V hosts and clusters, Cloud Directors. " +
			"A host that was added to two backup servers is there twice, with one `unique_id`.",
		nameAbout: "Name of the virtual host, as it was added to the backup server.",
		columns: table.Columns[hierarchyRoot]{
			table.String("hierarchy_root_id", func(h *hierarchyRoot) string { return h.HierarchyRootID },
				"GUID that references to the host's machines hold, such as `vm_uid` of a task session: `urn:VMware:Vm:<hierarchy_root_id>.vm-1`."),
			table.String("unique_id", func(h *hierarchyRoot) string { return h.UniqueID },
				"What the host is on every backup server: the instance UUID of a vCenter Server, or the DNS name of another host."),
			table.String("host_type", func(h *hierarchyRoot) string { return h.HostType },
				"Type of the host: `VC`, `ESX`, `ESXi`, `HvServer`, `HvCluster`, `Scvmm` or `VcdSystem`."),
		},
		filters: []rowFilter[hierarchyRoot]{
			{name: "host_types", words: em.HostTypes, word: func(h *hierarchyRoot) string { return h.HostType },
				description: "Only hosts of these types."},
			{name: "unique_ids", word: func(h *hierarchyRoot) string { return h.UniqueID },
				description: "Only hosts with one of these `unique_id`s, regardless of case."},
		},
		read: (*veeamclient.Client).HierarchyRoots,
	}
}

func newHierarchyRoots() datasource.DataSource { return newList(hierarchyRoots()) }

func newHierarchyRoot() datasource.DataSource { return newOne(hierarchyRoots()) }
