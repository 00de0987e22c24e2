package em

import (
	"slices"
	"strings"
)

// QueryType is a type of entities that EM's query service searches.
type QueryType struct {
	Name string
	// Parameters are the names that a filter and a sort may use, in the documentation's order and spelling; none where EM
	// documents no parameters of the type. EM compares them regardless of case.
	Parameters []string
}

// QueryTypes returns the types of the query service, by name, regardless of case: those of
// https://helpcenter.veeam.com/docs/vbr/em_rest/query_type.html, ExternalRepository, which the service's own list (querySvc)
// offers beside them, and ObjectInAgentBackupJob, which has a page only. The list grows with EM.
func QueryTypes() []QueryType {
	const server = "BackupServerUid BackupServerName"
	const session = "CreationTime EndTime State Result "
	const job = "ScheduleConfigured ScheduleEnabled " + server
	rows := [][2]string{
		{"AgentBackupJob", "UID Name Description JobType Platform " + job},
		{"AgentProtectionGroup", "UID Name " + server},
		{"AgentRestorePoint", "UID Name CreationTime ComputerName Type Algorithm RestorePointId RestorePointName " +
			"BackupUid BackupName BackupFileUid BackupFileName " + server},
		{"Backup", "UID Name JobUid JobName RepositoryUid RepositoryName Platform BackupType"},
		{"BackupFile", "UID Name CreationTimeUTC BackupSize DataSize CompressRatio FileType BackupUid BackupName " + server},
		{"BackupJobSession", "UID Name JobType JobUid JobName " + session + "IsRetry " + server},
		{"BackupServer", "UID Name Description IpOrDnsName Port Version"},
		{"BackupTaskSession", "UID Name " + session + "Reason TotalSize JobSessionUid JobUid JobName " + server + " VmDisplayName"},
		{"CdpPolicy", "UID Name Description NextRun " + job},
		{"CdpReplica", "UID Name PolicyId PolicyName " + server},
		{"CdpReplicaSession", "Id Name PolicyUid PolicyName " + server + " CreationTimeUTC EndTimeUTC State Result FailureMessage"},
		{"CdpReplicaTaskSession", "Id Name PolicySessionUid PolicySessionName " + server +
			" CreationTimeUTC EndTimeUTC State Reason TotalSize VmDisplayName"},
		{"CloudFailoverPlan", "UID Name Description CloudTenantUid CloudTenantName " + server},
		{"CloudFailoverSession", "UID Name Type " + session + "FailureMessage " + server},
		{"CloudGateway", "UID Name Enabled Description " + server},
		{"CloudGatewayPool", "UID Name Description " + server},
		{"CloudHardwarePlan", ""},
		{"CloudPublicIpAddress", ""},
		{"CloudReplica", "UID Name Platform"},
		{"CloudSubtenant", "UID Name CloudTenantUid CloudTenantName Disabled Unlimited Quota UsedQuota BackupResourceId " + server},
		{"CloudTenant", "UID Name Enabled " + server + " Type OrganizationReference"},
		{"CloudVmReplicaPoint", "UID Name CreationTime VmName Type ReplicaUid ReplicaName VmDisplayName " + server + " State"},
		{"Credentials", "Username Description BackupServerUid CredentialsId"},
		{"DiscoveredComputer", "UID Name " + server + " AgentVersion AgentStatus OsVersion IpAddress ProtectionGroupUid ProtectionGroupName"},
		{"ExternalRepository", ""},
		{"FailoverPlan", "UID Name Description " + server},
		{"FileServer", "UID Name " + server},
		{"HierarchyRoot", "UID Name UniqueId HostType " + server},
		{"Job", "UID Name Description NextRun JobType Platform " + job},
		{"ManagedServer", "UID Name Description ManagedServerType"},
		{"NasJob", "UID Name Description NextRun " + job},
		{"NasObject", "UID Name JobUid JobName FileServerUid FileServerName " + server},
		{"ObjectInAgentBackupJob", "UID DisplayName JobUid JobName FileServerUid FileServerName " + server},
		{"ObjectInJob", "UID Name JobUid JobName " + server},
		{"Passwords", "PasswordKeyID Hint " + server},
		{"Replica", "UID Name JobUid JobName RepositoryUid RepositoryName"},
		{"ReplicaJobSession", "UID Name JobType JobUid JobName " + session + "IsRetry " + server},
		{"ReplicaTaskSession", "UID Name " + session + "Reason TotalSize JobSessionUid JobUid JobName " + server + " VmDisplayName"},
		{"Repository", "UID Name FreeSpace Capacity " + server},
		{"RestorePoint", "UID Name CreationTime BackupUid BackupName " + server},
		{"RestoreSession", "UID Name Type " + session + server + " VmDisplayName"},
		{"Task", "TaskId State Operation"},
		{"vAppReplicaPoint", "UID Name vAppDisplayName CreationTime vAppName Type Algorithm ReplicaUid ReplicaName " + server},
		{"vAppRestorePoint", "UID Name CreationTime Type Algorithm RestorePointId VAppDisplayName " + server},
		{"VCloudOrganizationConfig", "UID Name RepositoryUid QuotaGb Disabled JobSchedulerType UsedQuota " + server +
			" HostUid RepositoryFriendlyName"},
		{"VlanConfiguration", ""},
		{"VmReplicaPoint", "UID Name CreationTime Type Algorithm ReplicaUid ReplicaName VmDisplayName " + server},
		{"VmRestorePoint", "UID Name CreationTime Type Algorithm RestorePointId RestorePointName VmDisplayName " + server},
		{"VsphereSelfServiceConfig", "UID Name " + server + " JobSchedulerType AccountType PerUser QuotaGb RepositoryUid UsedQuota"},
		{"WanAccelerator", "UID Name Capacity ConnectionsCount HighBandwidthModeEnabled " + server},
	}
	types := make([]QueryType, len(rows))
	for i, row := range rows {
		types[i] = QueryType{Name: row[0], Parameters: strings.Fields(row[1])}
	}
	return types
}

// QueryTypeOf is the type of a name, regardless of case; without parameters where EM documents no type of the name.
func QueryTypeOf(name string) QueryType {
	for _, known := range QueryTypes() {
		if Same(known.Name, name) {
			return known
		}
	}
	return QueryType{Name: name}
}

// Sort is the parameter by which entities of the type are sorted unless another is named: Name, as in EM's own queries, or the
// first parameter of a type that has no Name.
func (t QueryType) Sort() string {
	if len(t.Parameters) == 0 || slices.Contains(t.Parameters, "Name") {
		return "Name"
	}
	return t.Parameters[0]
}
