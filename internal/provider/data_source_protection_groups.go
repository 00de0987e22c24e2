package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

type protectionGroup = veeamclient.ProtectionGroup

func protectionGroups() namedEntity[protectionGroup] {
	return namedEntity[protectionGroup]{
		one: "protection_group", many: "protection_groups", title: "Protection Group", titles: "Protection Groups",
		uidType: "AgentProtectionGroup", what: "protection group", role: "Portal Administrator",
		about:     "protection groups, in which backup servers look for computers and install Veeam Agent.",
		nameAbout: "Name of the protection group.",
		columns: table.Columns[protectionGroup]{
			table.Bool("rescan_schedule_enabled", func(g *protectionGroup) *bool { return g.RescanScheduleEnabled },
				"Whether the backup server looks for computers on a schedule. Without one a new computer is not found by itself."),
			table.String("hierarchy_obj_ref", func(g *protectionGroup) string { return g.HierarchyObjRef },
				"Reference of the group, `urn:AgentForWindows:AgentProtectionGroup:<zeros>.<GUID>`."),
		},
		filters: []rowFilter[protectionGroup]{
			{name: "rescan_schedule_enabled", truth: func(g *protectionGroup) *bool { return g.RescanScheduleEnabled },
				description: "Only groups that are rescanned on a schedule (`true`), or that are not (`false`)."},
		},
		read: (*veeamclient.Client).ProtectionGroups,
	}
}

func newProtectionGroups() datasource.DataSource { return newList(protectionGroups()) }

func newProtectionGroup() datasource.DataSource { return newOne(protectionGroups()) }
