package provider

import (
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// What a tenant of a service provider may use.

func cloudResourceColumns() table.Columns[veeamclient.CloudResource] {
	type resource = veeamclient.CloudResource
	return table.Columns[resource]{
		table.String("id", func(r *resource) string { return r.ID }, "GUID of the quota."),
		table.String("display_name", func(r *resource) string { return r.RepositoryQuota.DisplayName },
			"Name by which the tenant sees the repository."),
		table.String("repository_uid", func(r *resource) string { return r.RepositoryQuota.RepositoryUID }, "UID of the repository."),
		table.String("wan_accelerator_uid", func(r *resource) string { return r.RepositoryQuota.WANAcceleratorUID },
			"UID of the WAN accelerator; null without one."),
		table.Int64("quota", func(r *resource) *int64 { return r.RepositoryQuota.Quota }, "What the tenant may use, in MB."),
		table.Int64("used_quota", func(r *resource) *int64 { return r.RepositoryQuota.UsedQuota },
			"What the tenant uses, in MB; null where it is not shown."),
	}
}

func computeResourceColumns() table.Columns[veeamclient.CloudComputeResource] {
	type resource = veeamclient.CloudComputeResource
	type storage = veeamclient.StorageResource
	return table.Columns[resource]{
		table.String("id", func(r *resource) string { return r.ID }, "GUID of the quota."),
		table.String("cloud_hardware_plan_uid", func(r *resource) string { return r.CloudHardwarePlanUID }, "UID of the hardware plan."),
		table.String("wan_accelerator_uid", func(r *resource) string { return r.WANAcceleratorUID },
			"UID of the WAN accelerator; null without one."),
		table.String("platform_type", func(r *resource) string { return r.PlatformType }, "Platform, such as `VMware`."),
		table.Bool("use_network_failover_resources", func(r *resource) *bool { return r.UseNetworkFailoverResources },
			"Whether networks take part in a failover."),
		table.Int64("memory_usage_mb", func(r *resource) *int64 { return r.ComputeResourceStats.MemoryUsageMB }, "Memory in use, in MB."),
		table.Int64("cpu_count", func(r *resource) *int64 { return r.ComputeResourceStats.CPUCount }, "Number of CPUs in use."),
		table.Objects("storage_resource_stats",
			func(r *resource) []*storage { return table.Pointers(r.ComputeResourceStats.StorageResourceStats) },
			table.Columns[storage]{
				table.String("storage_name", func(s *storage) string { return s.StorageName }, "Name of the storage."),
				table.Int64("storage_usage_gb", func(s *storage) *int64 { return s.StorageUsageGB }, "What the tenant's replicas use of it, in GB."),
				table.Int64("storage_limit_gb", func(s *storage) *int64 { return s.StorageLimitGB }, "What they may use of it, in GB."),
			}, "Storage for the tenant's replicas."),
		table.Object("network_appliance", func(r *resource) *veeamclient.NetworkAppliance { return r.NetworkAppliance },
			applianceColumns(), "Machine that connects the tenant's replicas with its network; null without one."),
	}
}

func vCloudResourceColumns() table.Columns[veeamclient.VCloudComputeResource] {
	type resource = veeamclient.VCloudComputeResource
	return table.Columns[resource]{
		table.String("id", func(r *resource) string { return r.ID }, "GUID of the virtual data center."),
		table.String("virtual_data_center_name", func(r *resource) string { return r.VirtualDataCenterName }, "Name of the virtual data center."),
		table.String("virtual_data_center_ref", func(r *resource) string { return r.VirtualDataCenterRef }, "Its reference in Cloud Director."),
		table.Bool("enabled", func(r *resource) *bool { return r.Enabled }, "Whether the tenant may use it."),
		table.String("allocation_model", func(r *resource) string { return r.AllocationModel },
			"How Cloud Director allots resources, such as `AllocationPool`."),
		table.Bool("use_network_failover_resources", func(r *resource) *bool { return r.UseNetworkFailoverResources },
			"Whether networks take part in a failover."),
		table.Int64("cpu_usage_mhz", func(r *resource) *int64 { return r.ResourceUsage.CPUUsageMHz }, "Processors in use, in MHz."),
		table.Int64("memory_usage_mb", func(r *resource) *int64 { return r.ResourceUsage.MemoryUsageMB }, "Memory in use, in MB."),
		table.Int64("storage_usage_gb", func(r *resource) *int64 { return r.ResourceUsage.StorageUsageGB }, "Storage in use, in GB."),
		table.String("wan_accelerator_uid", func(r *resource) string { return r.WANAcceleratorUID },
			"UID of the WAN accelerator; null without one."),
		table.Object("network_appliance", func(r *resource) *veeamclient.NetworkAppliance { return r.NetworkAppliance },
			applianceColumns(), "Machine that connects the tenant's replicas with its network; null without one."),
	}
}

func applianceColumns() table.Columns[veeamclient.NetworkAppliance] {
	type appliance = veeamclient.NetworkAppliance
	return table.Columns[appliance]{
		table.String("name", func(a *appliance) string { return a.Name }, "Name of the machine."),
		table.String("production_network", func(a *appliance) string { return a.ProductionNetwork }, "Network that it is connected to."),
		table.Bool("obtain_ip_address_automatically", func(a *appliance) *bool { return a.ObtainIPAddressAutomatically },
			"Whether it gets its IP address from that network."),
		table.String("vi_distributed_switch_uuid", func(a *appliance) string { return a.VIDistributedSwitchUUID },
			"UUID of the network's distributed switch; null without one."),
		table.Bool("production_network_under_dvs", func(a *appliance) *bool { return a.ProductionNetworkUnderDVS },
			"Whether the network is of a distributed switch."),
	}
}
