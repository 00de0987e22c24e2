package veeamsim

import "time"

// CloudTenant is a customer of a service provider. Passwords are never shown.
type CloudTenant struct {
	ID, Name, Description, ServerID string
	Disabled                        bool
	LeaseEnds                       time.Time // zero: without an end
	Type                            string    // Standalone, vCD or ActiveDirectory; empty: Standalone
	Quotas                          []CloudQuota
	HardwarePlanID                  string
	VirtualDataCenterID             string // of Cloud Director
	LastResult                      string
	LastActive                      time.Time // zero: never
	ServerBackups                   int
	ProtectionDays                  int // 0: what it deletes is gone

	server *BackupServer // nil: not in the inventory
}

// CloudQuota is what a tenant may use of a repository, and uses, in MB.
type CloudQuota struct {
	ID, Name, RepositoryID, WANAcceleratorID string
	MB, UsedMB                               int64
}

func (CloudTenant) service() service { return service{kinds: []anyKind{cloudTenantKind}} }

var cloudTenantKind = &kind[CloudTenant]{
	name:   "CloudTenant",
	path:   "/cloud/tenants",
	access: administrators,
	join: func(s *snapshot, t *CloudTenant) {
		t.server = backupServerKind.find(s, t.ServerID)
		t.Type = orElse(t.Type, "Standalone")
	},
	identity: func(t *CloudTenant) identity { return identity{id: t.ID, name: t.Name} },
	server:   func(t *CloudTenant) (string, *BackupServer) { return t.ServerID, t.server },
	fields: func(v view, t *CloudTenant) []field {
		return []field{
			element("Password", nil),
			element("Description", t.Description),
			element("Enabled", !t.Disabled),
			element("LeaseOptions", object{
				attribute("Enabled", !t.LeaseEnds.IsZero()), element("LeaseExpirationDate", instant(t.LeaseEnds)),
			}),
			element("Resources", object{element("CloudTenantResources", cloudResources(v, t))}),
			element("LastResult", optional(t.LastResult)),
			element("LastActive", instant(t.LastActive)),
			element("ComputeResources", object{element("CloudTenantComputeResources", computeResources(v, t))}),
			element("ThrottlingEnabled", false),
			element("ThrottlingSpeedLimit", 1),
			element("ThrottlingSpeedUnit", "MBps"),
			element("PublicIpCount", 0),
			element("BackupCount", 0),
			element("ReplicaCount", 0),
			element("MaxConcurrentTasks", 1),
			element("WorkStationBackupCount", 0),
			element("ServerBackupCount", t.ServerBackups),
			element("BackupProtectionEnabled", t.ProtectionDays > 0),
			element("BackupProtectionPeriod", max(1, t.ProtectionDays)),
			element("TenantType", tenantType(t)),
			element("VCloudComputeResources", vCloudResources(v, t)),
			element("CloudGatewayPools", nil),
		}
	},
	links: func(v view, t *CloudTenant, other link) []link {
		self := v.href("/cloud/tenants/" + t.ID)
		links := append(v.upServer(nil, t.ServerID, t.server),
			other,
			link{"Edit", self, "CloudTenantReference", t.Name, true},
			link{rel: "Down", href: self + "/resources", kind: "CloudTenantResourceList"},
			link{rel: "Create", href: self + "/resources", kind: "CloudTenantResource"},
			link{rel: "Delete", href: self},
			link{"Related", self + "/freelicenseCounters", "FreeLicenseCounters", "FreeLicenseCounters", true},
		)
		if t.Type != "Standalone" { // others have no links to more
			return links
		}
		return append(links,
			link{rel: "Down", href: self + "/computeResources", kind: "CloudTenantComputeResourceList"},
			link{rel: "Create", href: self + "/computeResources", kind: "CloudTenantComputeResource"},
			link{rel: "Down", href: self + "/subtenants", kind: "CloudSubtenantList"},
			link{rel: "Create", href: self + "/subtenants", kind: "CloudSubtenant"},
		)
	},
	inReference: func(l link) bool { return l.rel == "Up" || l.rel == "Alternate" },
	parameters: []parameter[CloudTenant]{
		flagOf("Enabled", func(t *CloudTenant) bool { return !t.Disabled }),
		choiceOf("Type", []string{"vCD", "Standalone", "ActiveDirectory"}, func(t *CloudTenant) string { return t.Type }),
		textOf("OrganizationReference", organizationRef),
	},
}

func cloudResources(v view, t *CloudTenant) rows {
	quotas := make([][]field, len(t.Quotas))
	for i, q := range t.Quotas {
		var accelerator any
		if q.WANAcceleratorID != "" {
			accelerator = urn("WanAccelerator", q.WANAcceleratorID)
		}
		quotas[i] = []field{
			element("RepositoryQuota", object{
				element("DisplayName", q.Name),
				element("RepositoryUid", urn("Repository", q.RepositoryID)),
				element("WanAcceleratorUid", accelerator),
				element("Quota", q.MB),
				element("UsedQuota", q.UsedMB),
			}),
			attribute("Id", q.ID),
			element("Links", nil),
			attribute("Href", v.href("/cloud/tenants/"+t.ID+"/resources/"+q.ID)),
			attribute("Type", "CloudTenantResource"),
		}
	}
	return objects("CloudTenantResource", quotas...)
}

func computeResources(v view, t *CloudTenant) any {
	if t.HardwarePlanID == "" {
		return nil
	}
	return objects("CloudTenantComputeResource", []field{
		element("CloudHardwarePlanUid", urn("CloudHardwarePlan", t.HardwarePlanID)),
		element("WanAcceleratorUid", nil),
		element("PlatformType", "HyperV"),
		element("UseNetworkFailoverResources", true),
		element("NetworkAppliance", object{
			element("Name", "Appliance "+t.Name),
			element("ProductionNetwork", "VM Network"),
			element("ObtainIPAddressAutomatically", true),
			element("ViDistributedSwitchUuid", ""),
			element("ProductionNetworkUnderDvs", false),
		}),
		element("ComputeResourceStats", object{
			element("MemoryUsageMb", int64(8192)), element("CPUCount", 2),
			element("StorageResourceStats", object{element("StorageResourceStats", objects("StorageResourceStat", []field{
				element("StorageName", "Replicas"), element("StorageUsageGb", 35), element("StorageLimitGb", 300),
			}))}),
		}),
		attribute("Id", t.HardwarePlanID),
		element("Links", nil),
		attribute("Href", v.href("/cloud/tenants/"+t.ID+"/computeResources/"+t.HardwarePlanID)),
		attribute("Type", "CloudTenantComputeResource"),
	})
}

// vCloudResources is the virtual data center of a tenant of Cloud Director.
func vCloudResources(v view, t *CloudTenant) any {
	if t.VirtualDataCenterID == "" {
		return nil
	}
	return object{element("CloudTenantVCloudComputeResources", objects("CloudTenantVCloudComputeResource", []field{
		element("VirtualDataCenterName", t.Name+" VDC"),
		element("VirtualDataCenterRef", "urn:vCloud:OrgVdc:"+t.ServerID+".urn:vcloud:vdc:"+t.VirtualDataCenterID),
		element("Enabled", true),
		element("AllocationModel", "AllocationPool"),
		element("UseNetworkFailoverResources", false),
		element("ResourceUsage", object{element("CpuUsageMhz", 0), element("MemoryUsageMb", 0), element("StorageUsageGb", 16)}),
		element("WanAcceleratorUid", nil),
		element("NetworkAppliance", nil),
		attribute("Id", t.VirtualDataCenterID),
		element("Links", nil),
		attribute("Href", v.href("/cloud/tenants/"+t.ID+"/vcloudcomputeresources/"+t.VirtualDataCenterID)),
		attribute("Type", "CloudTenantVCloudComputeResource"),
	}))}
}

func organizationRef(t *CloudTenant) string {
	if t.Type != "vCD" {
		return ""
	}
	return "urn:vCloud:Organization:" + t.ServerID + ".urn:vcloud:org:" + t.ID
}

// tenantType has one member, which is named by the type.
func tenantType(t *CloudTenant) object {
	switch t.Type {
	case "vCD":
		organization := object{element("OrganizationName", t.Name), element("OrganizationRef", organizationRef(t))}
		return object{element("StandaloneTenant", nil), element("vCloudTenant", organization)}
	case "ActiveDirectory":
		domain := object{element("DomainName", "lab.example"), element("DomainAccount", t.ServerID), element("Port", 389)}
		return object{element("ADTenantType", object{element("Domain", domain), element("Account", t.Name)})}
	}
	credentials := object{element("Username", t.Name), element("Password", nil)}
	return object{element("StandaloneTenant", object{element("TenantCredentials", credentials)}), element("vCloudTenant", nil)}
}
