package veeamclient

import (
	"cmp"
	"context"
	"slices"
)

// DiscoveredComputer is a computer that protection groups have found, with or without Veeam Agent
// (https://helpcenter.veeam.com/docs/vbr/em_rest/get_agents_discoveredcomputers_id.html).
type DiscoveredComputer struct {
	Entity
	// HostStatus is one of em.HostStatuses.
	HostStatus string
	// AgentStatus is one of em.AgentStatuses, AgentVersion such as 13.0.1.203, "" without an agent.
	AgentStatus, AgentVersion string
	OSVersion                 string `json:"OsVersion"`
	IPAddress                 string `json:"IpAddress"`
	// HierarchyObjRef is urn:AgentForWindows:VeeamAgent:<zeros>.<GUID>.
	HierarchyObjRef string
	// ProtectionGroups are the groups that the computer is in, in order of their names.
	ProtectionGroups []GroupReference `json:"-"`
}

// GroupReference is a protection group that a computer links to.
type GroupReference struct{ ID, Name string }

var discoveredComputers = kind[DiscoveredComputer]{
	queryType: "DiscoveredComputer", list: "DiscoveredComputers", path: "/agents/discoveredComputers",
	entity: (*DiscoveredComputer).AsEntity,
	repeats: func(d *DiscoveredComputer) (groups string) {
		for _, group := range d.ProtectionGroups {
			groups += " " + group.ID
		}
		return groups
	},
	finish: func(d *DiscoveredComputer, links links, texts texts) {
		for i := range links {
			if links[i].leadsTo("Up", "AgentProtectionGroup") {
				d.ProtectionGroups = append(d.ProtectionGroups, GroupReference{texts.once(links[i].id()), texts.once(links[i].Name)})
			}
		}
	},
}

// DiscoveredComputers reads the computers of scope, in no particular order, each once with all of its groups.
func (c *Client) DiscoveredComputers(ctx context.Context, scope NameScope) ([]DiscoveredComputer, error) {
	rows, err := readNamed(ctx, c, discoveredComputers, scope)
	index := make(map[[16]byte]int, len(rows))
	computers := rows[:0]
	for _, row := range rows {
		at, known := index[guidOf(row.UID)]
		if !known {
			at = len(computers)
			index[guidOf(row.UID)] = at
			computers = append(computers, row)
		}
		// In order, since the rows are in none; and a slice of its own, since the rows are shared.
		groups := append(slices.Clip(computers[at].ProtectionGroups), row.ProtectionGroups...)
		slices.SortFunc(groups, func(a, b GroupReference) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID)) })
		computers[at].ProtectionGroups = slices.Compact(groups)
	}
	return computers, err
}
