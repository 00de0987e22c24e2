package veeamclient

import "context"

// FailoverPlan says in which order replicas are started when a site fails
// (https://helpcenter.veeam.com/docs/vbr/em_rest/get_failoverplans_id.html).
type FailoverPlan struct {
	Entity
	Description      string
	FailoverPlanInfo struct {
		Includes listWithin[FailoveredVM]
	}
}

// FailoveredVM is one machine of a failover plan.
type FailoveredVM struct {
	FailoveredVMID string `json:"FailoveredVmId"`
	// HierarchyObjRef is the reference of the machine in its hierarchy.
	HierarchyObjRef   string
	Name, DisplayName string
	// Order is the machine's place in the plan, from 0.
	Order                  *int64
	GuestProcessingOptions *GuestProcessing
}

var failoverPlans = kind[FailoverPlan]{
	queryType: "FailoverPlan", list: "FailoverPlans", path: "/failoverPlans",
	entity: (*FailoverPlan).AsEntity,
}

// FailoverPlans reads the failover plans of scope, in no particular order.
func (c *Client) FailoverPlans(ctx context.Context, scope NameScope) ([]FailoverPlan, error) {
	return readNamed(ctx, c, failoverPlans, scope)
}
