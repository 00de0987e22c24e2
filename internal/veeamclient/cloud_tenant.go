package veeamclient

import "context"

// CloudTenant is a customer of a service provider with Veeam Cloud Connect
// (https://helpcenter.veeam.com/docs/vbr/em_rest/get_cloud_tenants_id.html).
type CloudTenant struct {
	Entity
	Description  string
	Enabled      *bool
	LeaseOptions struct {
		Enabled *bool
		// LeaseExpirationDate is zero for a lease without an end.
		LeaseExpirationDate Time
	}
	Resources  listWithin[CloudResource]
	LastResult string
	// LastActive is zero for a tenant that never was.
	LastActive           Time
	ComputeResources     listWithin[CloudComputeResource]
	ThrottlingEnabled    *bool
	ThrottlingSpeedLimit *int64
	// ThrottlingSpeedUnit is Mbps, KBps or MBps.
	ThrottlingSpeedUnit                                                   string
	VMCount, PublicIPCount, BackupCount, ReplicaCount, MaxConcurrentTasks *int64
	WorkStationBackupCount, ServerBackupCount                             *int64
	BackupProtectionEnabled                                               *bool
	// BackupProtectionPeriod is how many days deleted backups are kept.
	BackupProtectionPeriod        *int64
	FailoverToOtherGatewaysIfFail *bool
	VCloudComputeResources        listWithin[VCloudComputeResource]
	// TenantType has one member.
	TenantType struct {
		StandaloneTenant *StandaloneTenant
		VCloudTenant     *VCloudTenant
		ADTenantType     *ADTenant
	}
}

// StandaloneTenant is a tenant with a user name of its own.
type StandaloneTenant struct {
	TenantCredentials struct{ Username string }
}

// VCloudTenant is an organization of Cloud Director; OrganizationRef is its reference there.
type VCloudTenant struct{ OrganizationName, OrganizationRef string }

// ADTenant is an account of Active Directory.
type ADTenant struct {
	Domain struct {
		DomainName string
		// DomainAccount is the GUID of the account by which the domain is asked.
		DomainAccount OptionalID
		Port          *int64
	}
	Account string
}

// Type is the word of the query service for the one member that TenantType has: Standalone, vCD or ActiveDirectory; "" for none of them.
func (t *CloudTenant) Type() string {
	switch {
	case t.TenantType.StandaloneTenant != nil:
		return "Standalone"
	case t.TenantType.VCloudTenant != nil:
		return "vCD"
	case t.TenantType.ADTenantType != nil:
		return "ActiveDirectory"
	}
	return ""
}

var cloudTenants = kind[CloudTenant]{
	queryType: "CloudTenant", list: "CloudTenants", path: "/cloud/tenants",
	entity: (*CloudTenant).AsEntity,
	finish: func(t *CloudTenant, _ links, _ texts) {
		for i := range t.Resources {
			q := &t.Resources[i].RepositoryQuota
			q.Quota, q.UsedQuota = knownSize(q.Quota), knownSize(q.UsedQuota)
		}
		for i := range t.ComputeResources {
			stats := t.ComputeResources[i].ComputeResourceStats.StorageResourceStats
			for j := range stats {
				stats[j].StorageUsageGB, stats[j].StorageLimitGB = knownSize(stats[j].StorageUsageGB), knownSize(stats[j].StorageLimitGB)
			}
		}
	},
}

// CloudTenants reads the tenants of scope, in no particular order.
func (c *Client) CloudTenants(ctx context.Context, scope NameScope) ([]CloudTenant, error) {
	return readNamed(ctx, c, cloudTenants, scope)
}
