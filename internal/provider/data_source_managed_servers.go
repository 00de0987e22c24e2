package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

type managedServer = veeamclient.ManagedServer

func managedServers() namedEntity[managedServer] {
	return namedEntity[managedServer]{
		one: "managed_server", many: "managed_servers", title: "Managed Server", titles: "Managed Servers",
		uidType: "ManagedServer", what: "managed server", role: "Portal User",
		about:     "machines that backup servers work with: virtual hosts, servers of repositories, and the backup servers themselves.",
		nameAbout: "Name of the machine, as it was added to the backup server.",
		columns: table.Columns[managedServer]{
			table.String("description", func(m *managedServer) string { return m.Description }, "Description; null without one."),
			table.String("managed_server_type", func(m *managedServer) string { return m.ManagedServerType },
				"Type, such as `VC`, `ESXi`, `HvServer`, `HvCluster`, `Scvmm`, `Linux`, `Windows`, `Local`, `SmbServer`, `Cloud` or `NdmpServer`."),
			table.String("hierarchy_root_id", func(m *managedServer) string { return m.HierarchyRootID },
				"GUID of the virtual host that it is, as `id` of `veeam_hierarchy_roots`; null for others."),
		},
		filters: []rowFilter[managedServer]{
			{name: "managed_server_types", word: func(m *managedServer) string { return m.ManagedServerType },
				description: "Only machines of these types, such as `Linux` or `Windows`, regardless of case."},
			byDescription("machines", func(row *managedServer) string { return row.Description }),
		},
		read: (*veeamclient.Client).ManagedServers,
	}
}

func newManagedServers() datasource.DataSource { return newList(managedServers()) }

func newManagedServer() datasource.DataSource { return newOne(managedServers()) }
