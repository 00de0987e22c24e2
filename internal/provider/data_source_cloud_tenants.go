package provider

import (
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

type cloudTenant = veeamclient.CloudTenant

func cloudTenants() namedEntity[cloudTenant] {
	return namedEntity[cloudTenant]{
		one: "cloud_tenant", many: "cloud_tenants", title: "Cloud Tenant", titles: "Cloud Tenants",
		uidType: "CloudTenant", what: "tenant", role: "Portal Administrator",
		about: "tenants of a service provider with Veeam Cloud Connect, with what they may use and what they do use. Passwords " +
			"are never read.",
		nameAbout: "Name of the tenant.", columns: cloudTenantColumns(),
		filters: []rowFilter[cloudTenant]{
			{name: "enabled", truth: func(t *cloudTenant) *bool { return t.Enabled },
				description: "Only tenants that may connect (`true`), or that may not (`false`)."},
			{name: "tenant_types", words: []string{"Standalone", "vCD", "ActiveDirectory"}, word: (*cloudTenant).Type,
				description: "Only tenants of these types."},
			{name: "last_results", word: func(t *cloudTenant) string { return t.LastResult },
				description: "Only tenants whose last session ended so, such as `Success`, `Warning` or `Failed`, regardless of case."},
			{name: "organization_refs", word: organizationRef, optional: true,
				description: "Only tenants that are one of these organizations of Cloud Director, by their `organization_ref`."},
		},
		read: (*veeamclient.Client).CloudTenants,
	}
}

// organizationRef is the reference of a tenant of Cloud Director; "" for others.
func organizationRef(t *cloudTenant) string {
	if organization := t.TenantType.VCloudTenant; organization != nil {
		return organization.OrganizationRef
	}
	return ""
}

func cloudTenantColumns() table.Columns[cloudTenant] {
	type standalone = veeamclient.StandaloneTenant
	type organization = veeamclient.VCloudTenant
	type account = veeamclient.ADTenant
	type resource = veeamclient.CloudResource
	type compute = veeamclient.CloudComputeResource
	return table.Columns[cloudTenant]{
		table.String("description", func(t *cloudTenant) string { return t.Description }, "Description; null without one."),
		table.String("tenant_type", (*cloudTenant).Type, "`Standalone`, `vCD` or `ActiveDirectory`; null for a type that is not documented."),
		table.Object("standalone_tenant", func(t *cloudTenant) *standalone { return t.TenantType.StandaloneTenant }, table.Columns[standalone]{
			table.String("username", func(s *standalone) string { return s.TenantCredentials.Username }, "User name of the tenant."),
		}, "Null for a tenant of another type."),
		table.Object("vcloud_tenant", func(t *cloudTenant) *organization { return t.TenantType.VCloudTenant }, table.Columns[organization]{
			table.String("organization_name", func(o *organization) string { return o.OrganizationName }, "Organization of Cloud Director."),
			table.String("organization_ref", func(o *organization) string { return o.OrganizationRef }, "Reference of the organization."),
		}, "Null for a tenant of another type."),
		table.Object("ad_tenant", func(t *cloudTenant) *account { return t.TenantType.ADTenantType }, table.Columns[account]{
			table.String("account", func(a *account) string { return a.Account }, "Account of Active Directory."),
			table.String("domain_name", func(a *account) string { return a.Domain.DomainName }, "Domain of the account."),
			table.String("domain_account", func(a *account) string { return string(a.Domain.DomainAccount) },
				"GUID of the account by which the domain is asked."),
			table.Int64("port", func(a *account) *int64 { return a.Domain.Port }, "Port of the domain's directory service."),
		}, "Null for a tenant of another type."),
		table.Bool("enabled", func(t *cloudTenant) *bool { return t.Enabled }, "Whether the tenant may connect."),
		table.Bool("lease_enabled", func(t *cloudTenant) *bool { return t.LeaseOptions.Enabled },
			"Whether what the tenant may use ends some day."),
		table.Time("lease_expiration_date", func(t *cloudTenant) time.Time { return t.LeaseOptions.LeaseExpirationDate.Time },
			"When that is (RFC 3339, UTC); null without an end."),
		table.Objects("resources", func(t *cloudTenant) []*resource { return table.Pointers(t.Resources) }, cloudResourceColumns(),
			"Repositories that the tenant may use."),
		table.Objects("compute_resources", func(t *cloudTenant) []*compute { return table.Pointers(t.ComputeResources) },
			computeResourceColumns(), "Hardware plans that the tenant may use for replicas."),
		table.Objects("vcloud_compute_resources", func(t *cloudTenant) []*veeamclient.VCloudComputeResource {
			return table.Pointers(t.VCloudComputeResources)
		}, vCloudResourceColumns(), "Virtual data centers of Cloud Director that the tenant may use for replicas."),
		table.String("last_result", func(t *cloudTenant) string { return t.LastResult }, "Result of the tenant's last session."),
		table.Time("last_active", func(t *cloudTenant) time.Time { return t.LastActive.Time },
			"When the tenant was last active (RFC 3339, UTC); null for one that never was."),
		table.Bool("throttling_enabled", func(t *cloudTenant) *bool { return t.ThrottlingEnabled }, "Whether its traffic is limited."),
		table.Int64("throttling_speed_limit", func(t *cloudTenant) *int64 { return t.ThrottlingSpeedLimit },
			"The limit, in `throttling_speed_unit`."),
		table.String("throttling_speed_unit", func(t *cloudTenant) string { return t.ThrottlingSpeedUnit }, "`Mbps`, `KBps` or `MBps`."),
		table.Int64("vm_count", func(t *cloudTenant) *int64 { return t.VMCount }, "Number of its machines; null where it is not shown."),
		table.Int64("public_ip_count", func(t *cloudTenant) *int64 { return t.PublicIPCount }, "Number of public IP addresses that it has."),
		table.Int64("backup_count", func(t *cloudTenant) *int64 { return t.BackupCount }, "Number of machines that it backs up."),
		table.Int64("replica_count", func(t *cloudTenant) *int64 { return t.ReplicaCount }, "Number of machines that it replicates."),
		table.Int64("work_station_backup_count", func(t *cloudTenant) *int64 { return t.WorkStationBackupCount },
			"Number of workstations that it backs up by agents."),
		table.Int64("server_backup_count", func(t *cloudTenant) *int64 { return t.ServerBackupCount },
			"Number of servers that it backs up by agents."),
		table.Int64("max_concurrent_tasks", func(t *cloudTenant) *int64 { return t.MaxConcurrentTasks },
			"Number of tasks that it may run at a time."),
		table.Bool("backup_protection_enabled", func(t *cloudTenant) *bool { return t.BackupProtectionEnabled },
			"Whether backups that it deletes are kept for a while."),
		table.Int64("backup_protection_period", func(t *cloudTenant) *int64 { return t.BackupProtectionPeriod },
			"For how many days they are kept."),
		table.Bool("failover_to_other_gateways_if_fail", func(t *cloudTenant) *bool { return t.FailoverToOtherGatewaysIfFail },
			"Whether it may use other gateways where those of its pool fail; null where it is not shown."),
	}
}

func newCloudTenants() datasource.DataSource { return newList(cloudTenants()) }

func newCloudTenant() datasource.DataSource { return newOne(cloudTenants()) }
