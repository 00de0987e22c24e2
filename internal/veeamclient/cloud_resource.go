package veeamclient

// What a tenant of a service provider may use, as it stands in CloudTenant.

// CloudResource is a repository that a tenant may use.
type CloudResource struct {
	ID              string `json:"Id"`
	RepositoryQuota struct {
		DisplayName       string
		RepositoryUID     string `json:"RepositoryUid"`
		WANAcceleratorUID string `json:"WanAcceleratorUid"`
		// Quota and UsedQuota are in MB.
		Quota, UsedQuota *int64
	}
}

// CloudComputeResource is a hardware plan that a tenant may use.
type CloudComputeResource struct {
	ID                          string `json:"Id"`
	CloudHardwarePlanUID        string `json:"CloudHardwarePlanUid"`
	WANAcceleratorUID           string `json:"WanAcceleratorUid"`
	PlatformType                string
	UseNetworkFailoverResources *bool
	NetworkAppliance            *NetworkAppliance
	ComputeResourceStats        struct {
		MemoryUsageMB        *int64
		CPUCount             *int64
		StorageResourceStats listWithin[StorageResource]
	}
}

// NetworkAppliance is the machine that connects a tenant's replicas with its network.
type NetworkAppliance struct {
	Name, ProductionNetwork                                 string
	ObtainIPAddressAutomatically, ProductionNetworkUnderDVS *bool
	// VIDistributedSwitchUUID is of the network's distributed switch.
	VIDistributedSwitchUUID string
}

// StorageResource is storage for a tenant's replicas, in GB.
type StorageResource struct {
	StorageName                    string
	StorageUsageGB, StorageLimitGB *int64
}

// VCloudComputeResource is a virtual data center of Cloud Director that a tenant may use.
type VCloudComputeResource struct {
	ID                                          string `json:"Id"`
	VirtualDataCenterName, VirtualDataCenterRef string
	Enabled                                     *bool
	// AllocationModel is such as AllocationPool.
	AllocationModel             string
	UseNetworkFailoverResources *bool
	// ResourceUsage is in MHz, MB and GB.
	ResourceUsage     struct{ CPUUsageMHz, MemoryUsageMB, StorageUsageGB *int64 }
	WANAcceleratorUID string `json:"WanAcceleratorUid"`
	NetworkAppliance  *NetworkAppliance
}
