package veeamclient

import "context"

// CloudGateway is what tenants of a service provider connect to
// (https://helpcenter.veeam.com/docs/vbr/em_rest/get_cloud_gateways_id.html).
type CloudGateway struct {
	Entity
	Description string
	Enabled     *bool
	// NetworkMode is Direct or NAT.
	NetworkMode, ExternalIP    string
	ExternalPort, InternalPort *int64
}

var cloudGateways = kind[CloudGateway]{
	queryType: "CloudGateway", list: "CloudGateways", path: "/cloud/gateways",
	entity: (*CloudGateway).AsEntity,
}

// CloudGateways reads the gateways of scope, in no particular order.
func (c *Client) CloudGateways(ctx context.Context, scope NameScope) ([]CloudGateway, error) {
	return readNamed(ctx, c, cloudGateways, scope)
}
