package veeamclient

import "context"

// HierarchyRoot is a virtual host that a backup server has: a vCenter Server, a Hyper-V host, a Cloud Director. The same host
// added to two backup servers makes two roots of one UniqueID
// (https://helpcenter.veeam.com/docs/vbr/em_rest/get_hierarchyroots_id.html).
type HierarchyRoot struct {
	Entity
	// HierarchyRootID is the GUID in references to its machines: urn:VMware:Vm:<HierarchyRootID>.vm-1.
	HierarchyRootID string `json:"HierarchyRootId"`
	// UniqueID is the instance UUID of a vCenter Server, or the DNS name of another host.
	UniqueID string `json:"UniqueId"`
	// HostType is one of em.HostTypes; the list grows with EM.
	HostType string
}

var hierarchyRoots = kind[HierarchyRoot]{
	queryType: "HierarchyRoot", list: "HierarchyRoots", path: "/hierarchyRoots",
	entity: (*HierarchyRoot).AsEntity,
}

// HierarchyRoots reads the virtual hosts of scope, in no particular order.
func (c *Client) HierarchyRoots(ctx context.Context, scope NameScope) ([]HierarchyRoot, error) {
	return readNamed(ctx, c, hierarchyRoots, scope)
}
