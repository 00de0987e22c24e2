package veeamclient

import "context"

// CloudHardwarePlan is what a service provider gives the replicas of tenants
// (https://helpcenter.veeam.com/docs/vbr/em_rest/get_cloud_hardwareplans_id.html). Of the details the documentation shows those for
// Hyper-V only.
type CloudHardwarePlan struct {
	Entity
	Description string
	// ProcessorUsageLimitMHz is in MHz, MemoryUsageLimitMB in MB.
	ProcessorUsageLimitMHz, MemoryUsageLimitMB *int64
	HardwarePlanDetails                        struct{ HvCloudHardwarePlan *HyperVHardwarePlan }
}

// HyperVHardwarePlan is the plan on a Hyper-V host.
type HyperVHardwarePlan struct {
	// HypervisorHostRef is the host's reference in its hierarchy.
	HypervisorHostRef string
	Volumes           listWithin[PlanVolume]
	Network           struct{ CountWithInternet, CountWithoutInternet *int64 }
}

// PlanVolume is a volume for replicas; QuotaGB is in GB.
type PlanVolume struct {
	ID                       string `json:"Id"`
	FriendlyName, VolumePath string
	QuotaGB                  *int64
}

var cloudHardwarePlans = kind[CloudHardwarePlan]{
	queryType: "CloudHardwarePlan", list: "CloudHardwarePlans", path: "/cloud/hardwarePlans",
	entity: (*CloudHardwarePlan).AsEntity,
}

// CloudHardwarePlans reads the hardware plans of scope, in no particular order.
func (c *Client) CloudHardwarePlans(ctx context.Context, scope NameScope) ([]CloudHardwarePlan, error) {
	return readNamed(ctx, c, cloudHardwarePlans, scope)
}
