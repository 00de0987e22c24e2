package provider_test

import "github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"

// addInfrastructure gives the estate what stands around jobs. Of the ids' first numbers, 20 is a protection group, 21 a computer, 22 a
// file server, 23 a backup, 24 an external repository, 25 a file of a backup.
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
}
