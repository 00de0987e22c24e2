package veeamsim

import (
	"slices"
)

// resultList is the list of rows in an answer of the query service.
type resultList struct {
	root, name string // of the list, and of the rows in it: both are the same for entities
	isResource bool
	rows       rows
}

// queryResult is the body of an answer of the query service. The rows stand in a list of their own below Entities or Resources.
func queryResult(v view, request queryRequest, list resultList, pages int) document {
	fields := []field{element("Refs", nil), element("Entities", nil), element("Resources", nil)}
	switch {
	case list.name == "Refs":
		fields[0].value = object{element(list.name, list.rows)}
	case list.isResource:
		fields[2].value = object{element(list.root, object{element(list.name, list.rows)})}
	default:
		fields[1].value = entities(list.name, list.rows)
	}
	fields = append(fields, element("Links", nil))
	if !v.config.OmitPagingInfo {
		fields = append(fields, element("PagingInfo", pagingInfo(v, request, pages)))
	}
	return document{element: "QueryResult", fields: fields}
}

// entities has every list of entities that the server knows, in JSON: all are null but the one that was asked for.
func entities(name string, items rows) object {
	asked := name
	if name == "AgentBackupJobs" {
		asked = "AgentBackupJob" // seen so: the one list whose own name is in the singular
	}
	lists := make(object, 0, len(entityLists)+1)
	for _, list := range entityLists {
		lists = append(lists, element(list, nil))
	}
	i := slices.Index(entityLists, asked)
	if i < 0 { // a type whose list was not seen
		i, lists = len(lists), append(lists, element(asked, nil))
	}
	lists[i].value = object{element(name, items)}
	return lists
}

// entityLists are the members of Entities as captured from a server, misspelt ones included.
var entityLists = []string{
	"Jobs", "FailoverPlans", "Backups", "Replicas", "Repositories", "RestorePoints", "VmRestorePoints", "VAppRestorePoints",
	"VmReplicaPoints", "BackupJobSessions", "ReplicaJobSessions", "ReplicaTaskSessions", "RestoreSessions", "HierarchyRoots",
	"BackupTaskSessions", "BackupServers", "ManagedServers", "EnterpiseRoles", "EnterpiseAccounts", "WanAccelerators",
	"CloudGateways", "CloudTenants", "CloudReplicas", "VCloudOrganizationConfigs", "BackupFiles", "VSphereSelfServiceConfigs",
	"CloudPublicIps", "CloudHardwarePlans", "CloudVmReplicaPoints", "AgentRestorePoints", "AgentBackupJob", "CloudGatewayPools",
	"CloudFailoverPlans", "ExternalRepositories", "VlanConfigurations", "CloudFailoverSessions", "AgentProtectionGroups",
	"DiscoveredComputers", "FileServers", "NASJobs", "CdpReplicas", "CdpReplicaVms", "CdpPolicies", "CdpReplicaSessions",
	"CdpReplicaTaskSessions", "VAppReplicaPoints", "VmCdpReplicas", "VAppCdpReplicas", "VAppCdpReplicaVms", "SystemSessions",
}
