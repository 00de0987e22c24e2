package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

type cloudGateway = veeamclient.CloudGateway

func cloudGateways() namedEntity[cloudGateway] {
	return namedEntity[cloudGateway]{
		one: "cloud_gateway", many: "cloud_gateways", title: "Cloud Gateway", titles: "Cloud Gateways",
		uidType: "CloudGateway", what: "gateway", role: "Portal Administrator",
		about:     "gateways of a service provider with Veeam Cloud Connect, which tenants connect to.",
		nameAbout: "Name of the gateway.",
		columns: table.Columns[cloudGateway]{
			table.String("description", func(g *cloudGateway) string { return g.Description }, "Description; null without one."),
			table.Bool("enabled", func(g *cloudGateway) *bool { return g.Enabled }, "Whether tenants can connect to it."),
			table.String("network_mode", func(g *cloudGateway) string { return g.NetworkMode }, "`Direct`, or `NAT` behind address translation."),
			table.String("external_ip", func(g *cloudGateway) string { return g.ExternalIP }, "IP address or name that tenants connect to."),
			table.Int64("external_port", func(g *cloudGateway) *int64 { return g.ExternalPort }, "Port that tenants connect to, `6180` by default."),
			table.Int64("internal_port", func(g *cloudGateway) *int64 { return g.InternalPort }, "Port that the gateway listens on."),
		},
		filters: []rowFilter[cloudGateway]{
			{name: "enabled", truth: func(g *cloudGateway) *bool { return g.Enabled },
				description: "Only gateways that tenants can connect to (`true`), or cannot (`false`)."},
			byDescription("gateways", func(row *cloudGateway) string { return row.Description }),
		},
		read: (*veeamclient.Client).CloudGateways,
	}
}

func newCloudGateways() datasource.DataSource { return newList(cloudGateways()) }

func newCloudGateway() datasource.DataSource { return newOne(cloudGateways()) }
