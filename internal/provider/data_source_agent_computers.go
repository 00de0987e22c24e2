package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

type agentComputer = veeamclient.DiscoveredComputer

func agentComputers() namedEntity[agentComputer] {
	return namedEntity[agentComputer]{
		one: "agent_computer", many: "agent_computers", title: "Agent Computer", titles: "Agent Computers",
		uidType: "DiscoveredComputer", what: "computer", role: "Portal Administrator",
		about:     "computers that protection groups have found, with or without Veeam Agent, and whether they could be reached.",
		nameAbout: "Name of the computer, as its protection group has found it.",
		columns: table.Columns[agentComputer]{
			table.String("host_status", func(d *agentComputer) string { return d.HostStatus }, "`Online` or `Offline`, by the last rescan."),
			table.String("agent_status", func(d *agentComputer) string { return d.AgentStatus },
				"What is known of the agent: `Installed`, `NotInstalled`, `UnsupportedOs`, `Failed` or `Exclude`."),
			table.String("agent_version", func(d *agentComputer) string { return d.AgentVersion },
				"Version of the agent, such as `13.0.1.203`; null without one."),
			table.String("os_version", func(d *agentComputer) string { return d.OSVersion }, "Operating system, in words."),
			table.String("ip_address", func(d *agentComputer) string { return d.IPAddress }, "IP address."),
			table.String("hierarchy_obj_ref", func(d *agentComputer) string { return d.HierarchyObjRef },
				"Reference of the computer, `urn:AgentForWindows:VeeamAgent:<zeros>.<GUID>`."),
			table.Strings("protection_group_names", groupNames,
				"Names of the protection groups that it is in, in order; null where none is linked."),
			table.Strings("protection_group_ids", groupIDs, "GUIDs of these groups, in the same order."),
		},
		filters: []rowFilter[agentComputer]{
			{name: "agent_statuses", words: em.AgentStatuses, word: func(d *agentComputer) string { return d.AgentStatus },
				description: "Only computers whose agent is in one of these states."},
			{name: "host_statuses", words: em.HostStatuses, word: func(d *agentComputer) string { return d.HostStatus },
				description: "Only computers that are online, or offline."},
			{name: "protection_group_names", anyWord: groupNames,
				description: "Only computers of protection groups with one of these whole names, regardless of case."},
			{name: "agent_versions", word: func(d *agentComputer) string { return d.AgentVersion }, optional: true,
				description: "Only computers whose agent has one of these whole versions."},
			{name: "os_versions", word: func(d *agentComputer) string { return d.OSVersion }, optional: true,
				description: "Only computers with one of these whole operating systems, regardless of case."},
			{name: "ip_addresses", word: func(d *agentComputer) string { return d.IPAddress }, optional: true,
				description: "Only computers with one of these IP addresses."},
		},
		read: (*veeamclient.Client).DiscoveredComputers,
	}
}

func groupNames(d *agentComputer) (names []string) {
	for _, group := range d.ProtectionGroups {
		names = append(names, group.Name)
	}
	return names
}

func groupIDs(d *agentComputer) (ids []string) {
	for _, group := range d.ProtectionGroups {
		ids = append(ids, group.ID)
	}
	return ids
}

func newAgentComputers() datasource.DataSource { return newList(agentComputers()) }

func newAgentComputer() datasource.DataSource { return newOne(agentComputers()) }
