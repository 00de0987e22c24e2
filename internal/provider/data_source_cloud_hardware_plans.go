package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

type cloudHardwarePlan = veeamclient.CloudHardwarePlan

func cloudHardwarePlans() namedEntity[cloudHardwarePlan] {
	type hyperV = veeamclient.HyperVHardwarePlan
	type volume = veeamclient.PlanVolume
	volumes := table.Columns[volume]{
		table.String("id", func(v *volume) string { return v.ID }, "GUID of the volume."),
		table.String("friendly_name", func(v *volume) string { return v.FriendlyName }, "Name by which tenants see the volume."),
		table.String("volume_path", func(v *volume) string { return v.VolumePath }, "Folder on the host."),
		table.Int64("quota_gb", func(v *volume) *int64 { return v.QuotaGB }, "What tenants may use of it, in GB."),
	}
	details := table.Columns[hyperV]{
		table.String("hypervisor_host_ref", func(p *hyperV) string { return p.HypervisorHostRef }, "Reference of the host in its hierarchy."),
		table.Objects("volumes", func(p *hyperV) []*volume { return table.Pointers(p.Volumes) }, volumes, "Volumes for replicas."),
		table.Int64("count_with_internet", func(p *hyperV) *int64 { return p.Network.CountWithInternet },
			"Number of networks with access to the internet."),
		table.Int64("count_without_internet", func(p *hyperV) *int64 { return p.Network.CountWithoutInternet },
			"Number of networks without it."),
	}
	return namedEntity[cloudHardwarePlan]{
		one: "cloud_hardware_plan", many: "cloud_hardware_plans", title: "Cloud Hardware Plan", titles: "Cloud Hardware Plans",
		uidType: "CloudHardwarePlan", what: "hardware plan", role: "Portal Administrator",
		about:     "hardware plans of a service provider with Veeam Cloud Connect: what tenants' replicas may use.",
		nameAbout: "Name of the hardware plan.",
		columns: table.Columns[cloudHardwarePlan]{
			table.String("description", func(p *cloudHardwarePlan) string { return p.Description }, "Description; null without one."),
			table.Int64("processor_usage_limit_mhz", func(p *cloudHardwarePlan) *int64 { return p.ProcessorUsageLimitMHz },
				"What replicas of a tenant may use of processors, in MHz."),
			table.Int64("memory_usage_limit_mb", func(p *cloudHardwarePlan) *int64 { return p.MemoryUsageLimitMB },
				"What replicas of a tenant may use of memory, in MB."),
			table.Object("hv_cloud_hardware_plan", func(p *cloudHardwarePlan) *hyperV { return p.HardwarePlanDetails.HvCloudHardwarePlan }, details,
				"Details of a plan for Hyper-V; null for others, whose details the documentation does not show."),
		},
		read: (*veeamclient.Client).CloudHardwarePlans,
	}
}

func newCloudHardwarePlans() datasource.DataSource { return newList(cloudHardwarePlans()) }

func newCloudHardwarePlan() datasource.DataSource { return newOne(cloudHardwarePlans()) }
