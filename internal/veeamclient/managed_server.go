package veeamclient

import "context"

// ManagedServer is a machine that a backup server works with: a virtual host, a repository's server, itself
// (https://helpcenter.veeam.com/docs/vbr/em_rest/get_managedservers_id.html).
type ManagedServer struct {
	Entity
	Description string
	// ManagedServerType is VC, Linux, Windows, Local and others; the list grows with EM.
	ManagedServerType string
	// HierarchyRootID is the GUID of the virtual host that it is, or "".
	HierarchyRootID string `json:"-"`
}

var managedServers = kind[ManagedServer]{
	queryType: "ManagedServer", list: "ManagedServers", path: "/managedServers",
	entity: (*ManagedServer).AsEntity,
	finish: func(m *ManagedServer, links links, _ texts) { m.HierarchyRootID = links.id("Related", "HierarchyRoot") },
}

// ManagedServers reads the managed servers of scope, in no particular order.
func (c *Client) ManagedServers(ctx context.Context, scope NameScope) ([]ManagedServer, error) {
	return readNamed(ctx, c, managedServers, scope)
}
