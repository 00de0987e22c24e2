package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

type wanAccelerator = veeamclient.WANAccelerator

func wanAccelerators() namedEntity[wanAccelerator] {
	return namedEntity[wanAccelerator]{
		one: "wan_accelerator", many: "wan_accelerators", title: "WAN Accelerator", titles: "WAN Accelerators",
		uidType: "WanAccelerator", what: "WAN accelerator", role: "Portal User",
		about:     "WAN accelerators: servers that save traffic between two sites.",
		nameAbout: "Name of the WAN accelerator's server.",
		columns: table.Columns[wanAccelerator]{
			table.String("description", func(w *wanAccelerator) string { return w.Description }, "Description; null without one."),
			table.Bool("out_of_date", func(w *wanAccelerator) *bool { return w.OutOfDate },
				"Whether its components are older than those of the backup server."),
			table.String("version", func(w *wanAccelerator) string { return w.Version }, "Version of its components."),
			table.Int64("capacity", func(w *wanAccelerator) *int64 { return w.Capacity }, "Size of its cache in GB; null where it is not known."),
			table.Int64("traffic_port", func(w *wanAccelerator) *int64 { return w.TrafficPort }, "Port for traffic, `6165` by default."),
			table.Int64("connections_count", func(w *wanAccelerator) *int64 { return w.ConnectionsCount },
				"Number of connections that transfer at the same time, `5` by default."),
			table.String("cache_path", func(w *wanAccelerator) string { return w.CachePath }, "Folder of its cache."),
			table.Bool("high_bandwidth_mode_enabled", func(w *wanAccelerator) *bool { return w.HighBandwidthModeEnabled },
				"Whether it works in the mode for connections of more than 100 Mbps."),
		},
		filters: []rowFilter[wanAccelerator]{
			{name: "out_of_date", truth: func(w *wanAccelerator) *bool { return w.OutOfDate },
				description: "Only WAN accelerators whose components are older than the backup server's (`true`), or are not (`false`)."},
			{name: "high_bandwidth_mode_enabled", truth: func(w *wanAccelerator) *bool { return w.HighBandwidthModeEnabled },
				description: "Only WAN accelerators in the mode for high bandwidth (`true`), or in the other one (`false`)."},
		},
		read: (*veeamclient.Client).WANAccelerators,
	}
}

func newWANAccelerators() datasource.DataSource { return newList(wanAccelerators()) }

func newWANAccelerator() datasource.DataSource { return newOne(wanAccelerators()) }
