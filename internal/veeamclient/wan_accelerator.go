package veeamclient

import "context"

// WANAccelerator is a server that saves traffic between two sites
// (https://helpcenter.veeam.com/docs/vbr/em_rest/get_wanaccelerators_id.html).
type WANAccelerator struct {
	Entity
	Description string
	// OutOfDate reports that its components are of an older version than the backup server.
	OutOfDate *bool
	Version   string
	// Capacity is that of its cache in GB; TrafficPort and ConnectionsCount are 6165 and 5 by default.
	Capacity, TrafficPort, ConnectionsCount *int64
	CachePath                               string
	HighBandwidthModeEnabled                *bool
}

var wanAccelerators = kind[WANAccelerator]{
	queryType: "WanAccelerator", list: "WanAccelerators", path: "/wanAccelerators",
	entity: (*WANAccelerator).AsEntity,
	finish: func(w *WANAccelerator, _ links, _ texts) { w.Capacity = knownSize(w.Capacity) },
}

// WANAccelerators reads the WAN accelerators of scope, in no particular order.
func (c *Client) WANAccelerators(ctx context.Context, scope NameScope) ([]WANAccelerator, error) {
	return readNamed(ctx, c, wanAccelerators, scope)
}
