package provider_test

import "github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"

// addInfrastructure gives the estate what stands around jobs. Of the ids' first numbers, 20 is a protection group, 21 a computer, 22 a
// file server.
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
}
