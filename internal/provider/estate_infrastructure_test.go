package provider_test

import "github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"

// addInfrastructure gives the estate what stands around jobs. Of the ids' first numbers, 20 is a protection group, 21 a computer, 22 a
// file server, 23 a backup, 24 an external repository, 25 a file of a backup, 26 a password, 27 a managed server, 28 a
// WAN accelerator, 29 a failover plan, 30 a gateway, 31 a hardware plan, 32 a tenant.
func addInfrastructure(inv *veeamsim.Inventory) {
	inv.ProtectionGroups = []veeamsim.ProtectionGroup{
		{ID: guid(20, 1), Name: "Servers", ServerID: guid(1, 1), RescanScheduleEnabled: true},
		{ID: guid(20, 2), Name: "Servers", ServerID: guid(1, 2)},
		{ID: guid(20, 3), Name: "Laptops", ServerID: guid(1, 2), RescanScheduleEnabled: true},
	}
	inv.DiscoveredComputers = []veeamsim.DiscoveredComputer{
		{ID: guid(21, 1), Name: "lnx01", ServerID: guid(1, 1), GroupID: guid(20, 1), HostStatus: "Online", AgentStatus: "Installed", AgentVersion: "13.0.1.203",
			OSVersion: "Red Hat Enterprise Linux 9.4 (64-bit)", IPAddress: "192.0.2.1"},
		{ID: guid(21, 2), Name: "lnx01", ServerID: guid(1, 2), GroupID: guid(20, 2), HostStatus: "Offline", AgentStatus: "Failed", IPAddress: "192.0.2.2"},
		{ID: guid(21, 3), Name: "win01", ServerID: guid(1, 2), GroupID: guid(20, 2), HostStatus: "Online", AgentStatus: "NotInstalled"},
		{ID: guid(21, 3), Name: "win01", ServerID: guid(1, 2), GroupID: guid(20, 3), HostStatus: "Online", AgentStatus: "NotInstalled"}, // it is in two groups
	}
	inv.FileServers = []veeamsim.FileServer{
		{ID: guid(22, 1), Name: `\\nas\share`, ServerID: guid(1, 1), ServerType: "SmbServer", Path: `\\nas\share`, CacheRepositoryID: guid(6, 1)},
		{ID: guid(22, 2), Name: `\\nas\share`, ServerID: guid(1, 2), ServerType: "FileServer", CacheRepositoryID: guid(6, 2)},
		{ID: guid(22, 3), Name: "nas:/nfs", ServerID: guid(1, 2), ServerType: "NfsServer", Path: "nas:/nfs", CacheRepositoryID: guid(6, 3)},
	}
	inv.ExternalRepositories = []veeamsim.ExternalRepository{
		{ID: guid(24, 1), Name: "Archive", Description: "Read only", ServerID: guid(1, 1), Type: "AmazonS3External", Path: "amazonS3://archive", UsedSpace: 1 << 40},
		{ID: guid(24, 2), Name: "Archive", ServerID: guid(1, 2), Type: "AzureStorageExternal", Path: "azure://archive", UsedSpace: -1},
		{ID: guid(24, 3), Name: "Cold", ServerID: guid(1, 2), Type: "GoogleCloudStorageExternal"},
	}
	inv.Backups = []veeamsim.Backup{
		{ID: guid(23, 1), JobID: guid(2, 1), RepositoryID: guid(6, 1)},
		{ID: guid(23, 2), Name: "Nightly VMs", JobID: guid(2, 9), RepositoryID: guid(6, 2), Platform: "HyperV"}, // its job is gone
		{ID: guid(23, 3), JobID: guid(2, 4), RepositoryID: guid(6, 3), BackupType: "ParentBackup"},
		{ID: guid(23, 4), Name: "Linux Agents - lnx01", RepositoryID: guid(6, 3), ParentID: guid(23, 3), Platform: "AgentForLinux"},
		{ID: guid(23, 5), Name: "Imported", RepositoryID: guid(24, 1), Platform: "VMware"},
	}
	inv.BackupFiles = []veeamsim.BackupFile{
		{ID: guid(25, 1), BackupID: guid(23, 1), FileType: "vbk", BackupSize: 8682549248, DataSize: 75161991659, DeduplicationRatio: 5.71, CompressRatio: 2, Created: hoursAgo(48)},
		{ID: guid(25, 2), BackupID: guid(23, 1), FileType: "vib", BackupSize: 1000, DataSize: -1, Created: hoursAgo(24)},
		{ID: guid(25, 3), BackupID: guid(23, 2), FileType: "vbk", BackupSize: -1, DataSize: -1, Created: hoursAgo(12)},
	}
	addServersAndPlans(inv)
	addCloud(inv)
}

func addServersAndPlans(inv *veeamsim.Inventory) {
	inv.PasswordKeys = []veeamsim.PasswordKey{
		{ID: guid(26, 1), Hint: "Sealed envelope", ServerID: guid(1, 1), Modified: hoursAgo(4000)},
		{ID: guid(26, 2), ServerID: guid(1, 1)},
		{ID: guid(26, 3), Hint: "Vault", ServerID: guid(1, 2), Modified: hoursAgo(10)},
	}
	inv.ManagedServers = []veeamsim.ManagedServer{
		{ID: guid(8, 1), Name: "vcenter.lab.example", Description: "Cluster", Type: "VC", ServerID: guid(1, 1)},
		{ID: guid(8, 2), Name: "vcenter.lab.example", Type: "VC", ServerID: guid(1, 2)},
		{ID: guid(27, 3), Name: "repo01.lab.example", Type: "Linux", ServerID: guid(1, 2)},
	}
	inv.WANAccelerators = []veeamsim.WANAccelerator{
		{ID: guid(28, 1), Name: "wan.lab.example", Description: "Main site", ServerID: guid(1, 1), Version: "13.0.1.1071",
			Capacity: 200, CachePath: `E:\WAN`, HighBandwidthModeEnabled: true},
		{ID: guid(28, 2), Name: "wan.lab.example", ServerID: guid(1, 2), Version: "12.3.2.3617", Capacity: -1, TrafficPort: 6166, ConnectionsCount: 8, OutOfDate: true},
		{ID: guid(28, 3), Name: "branch.lab.example", ServerID: guid(1, 2), Capacity: 50},
	}
	inv.FailoverPlans = []veeamsim.FailoverPlan{
		{ID: guid(29, 1), Name: "Site fails", Description: "Domain first", ServerID: guid(1, 1), VMs: []veeamsim.FailoverVM{
			{ID: guid(29, 11), Name: "dc01", Ref: "urn:VMware:Vm:" + guid(8, 1) + ".vm-1"}, {ID: guid(29, 12), Name: "file01", Ref: "urn:VMware:Vm:" + guid(8, 1) + ".vm-2"},
		}},
		{ID: guid(29, 2), Name: "Site fails", ServerID: guid(1, 2)},
		{ID: guid(29, 3), Name: "Mail", ServerID: guid(1, 2)},
	}
}

func addCloud(inv *veeamsim.Inventory) {
	inv.CloudGateways = []veeamsim.CloudGateway{
		{ID: guid(30, 1), Name: "gate", Description: "Front door", ServerID: guid(1, 1), Enabled: true,
			NetworkMode: "NAT", ExternalIP: "198.51.100.7", ExternalPort: 6180, InternalPort: 6181},
		{ID: guid(30, 2), Name: "gate", ServerID: guid(1, 2), NetworkMode: "Direct", ExternalPort: 6180, InternalPort: 6180},
		{ID: guid(30, 3), Name: "back", ServerID: guid(1, 2), Enabled: true, NetworkMode: "Direct", ExternalPort: 6180, InternalPort: 6180},
	}
	inv.CloudHardwarePlans = []veeamsim.CloudHardwarePlan{
		{ID: guid(31, 1), Name: "Silver", Description: "Small", ServerID: guid(1, 1), ProcessorMHz: 10000, MemoryMB: 16384, HostRef: "urn:HyperV:Host:" + guid(8, 3) + ".",
			Volumes: []veeamsim.PlanVolume{{ID: guid(31, 11), Name: "Replicas", Path: `D:\Replicas`, QuotaGB: 300}}},
		{ID: guid(31, 2), Name: "Silver", ServerID: guid(1, 2)},
		{ID: guid(31, 3), Name: "Gold", ServerID: guid(1, 2)},
	}
	inv.CloudTenants = []veeamsim.CloudTenant{
		{ID: guid(32, 1), Name: "North", Description: "Branch", ServerID: guid(1, 1), LastResult: "Success", LastActive: hoursAgo(9), ServerBackups: 2, ProtectionDays: 7,
			Quotas: []veeamsim.CloudQuota{{ID: guid(32, 11), Name: "Volume", RepositoryID: guid(6, 1), WANAcceleratorID: guid(28, 1), MB: 256000, UsedMB: 169903}}},
		{ID: guid(32, 2), Name: "North", ServerID: guid(1, 2), Disabled: true, LeaseEnds: hoursAgo(240), Type: "ActiveDirectory", LastResult: "Failed"},
		{ID: guid(32, 3), Name: "South", ServerID: guid(1, 2), Type: "vCD", HardwarePlanID: guid(31, 3), VirtualDataCenterID: guid(32, 31)},
	}
}
