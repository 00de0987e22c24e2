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
	types := make([]QueryType, len(queryTypes))
	for i, row := range queryTypes {
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

// Parameters that many types have.
const (
	ofServer  = "BackupServerUid BackupServerName"
	ofSession = "CreationTime EndTime State Result "
	ofJob     = "ScheduleConfigured ScheduleEnabled " + ofServer
)

// queryTypes are the names of the types, each with its parameters.
var queryTypes = [...][2]string{
	{"AgentBackupJob", "UID Name Description JobType Platform " + ofJob},
	{"AgentProtectionGroup", "UID Name " + ofServer},
	{"AgentRestorePoint", "UID Name CreationTime ComputerName Type Algorithm RestorePointId RestorePointName " +
		"BackupUid BackupName BackupFileUid BackupFileName " + ofServer},
	{"Backup", "UID Name JobUid JobName RepositoryUid RepositoryName Platform BackupType"},
	{"BackupFile", "UID Name CreationTimeUTC BackupSize DataSize CompressRatio FileType BackupUid BackupName " + ofServer},
	{"BackupJobSession", "UID Name JobType JobUid JobName " + ofSession + "IsRetry " + ofServer},
	{"BackupServer", "UID Name Description IpOrDnsName Port Version"},
	{"BackupTaskSession", "UID Name " + ofSession + "Reason TotalSize JobSessionUid JobUid JobName " + ofServer + " VmDisplayName"},
	{"CdpPolicy", "UID Name Description NextRun " + ofJob},
	{"CdpReplica", "UID Name PolicyId PolicyName " + ofServer},
	{"CdpReplicaSession", "Id Name PolicyUid PolicyName " + ofServer + " CreationTimeUTC EndTimeUTC State Result FailureMessage"},
	{"CdpReplicaTaskSession", "Id Name PolicySessionUid PolicySessionName " + ofServer +
		" CreationTimeUTC EndTimeUTC State Reason TotalSize VmDisplayName"},
	{"CloudFailoverPlan", "UID Name Description CloudTenantUid CloudTenantName " + ofServer},
	{"CloudFailoverSession", "UID Name Type " + ofSession + "FailureMessage " + ofServer},
	{"CloudGateway", "UID Name Enabled Description " + ofServer},
	{"CloudGatewayPool", "UID Name Description " + ofServer},
	{"CloudHardwarePlan", ""},
	{"CloudPublicIpAddress", ""},
	{"CloudReplica", "UID Name Platform"},
	{"CloudSubtenant", "UID Name CloudTenantUid CloudTenantName Disabled Unlimited Quota UsedQuota BackupResourceId " + ofServer},
	{"CloudTenant", "UID Name Enabled " + ofServer + " Type OrganizationReference"},
	{"CloudVmReplicaPoint", "UID Name CreationTime VmName Type ReplicaUid ReplicaName VmDisplayName " + ofServer + " State"},
	{"Credentials", "Username Description BackupServerUid CredentialsId"},
	{"DiscoveredComputer", "UID Name " + ofServer + " AgentVersion AgentStatus OsVersion IpAddress ProtectionGroupUid ProtectionGroupName"},
	{"ExternalRepository", ""},
	{"FailoverPlan", "UID Name Description " + ofServer},
	{"FileServer", "UID Name " + ofServer},
	{"HierarchyRoot", "UID Name UniqueId HostType " + ofServer},
	{"Job", "UID Name Description NextRun JobType Platform " + ofJob},
	{"ManagedServer", "UID Name Description ManagedServerType"},
	{"NasJob", "UID Name Description NextRun " + ofJob},
	{"NasObject", "UID Name JobUid JobName FileServerUid FileServerName " + ofServer},
	{"ObjectInAgentBackupJob", "UID DisplayName JobUid JobName FileServerUid FileServerName " + ofServer},
	{"ObjectInJob", "UID Name JobUid JobName " + ofServer},
	{"Passwords", "PasswordKeyID Hint " + ofServer},
	{"Replica", "UID Name JobUid JobName RepositoryUid RepositoryName"},
	{"ReplicaJobSession", "UID Name JobType JobUid JobName " + ofSession + "IsRetry " + ofServer},
	{"ReplicaTaskSession", "UID Name " + ofSession + "Reason TotalSize JobSessionUid JobUid JobName " + ofServer + " VmDisplayName"},
	{"Repository", "UID Name FreeSpace Capacity " + ofServer},
	{"RestorePoint", "UID Name CreationTime BackupUid BackupName " + ofServer},
	{"RestoreSession", "UID Name Type " + ofSession + ofServer + " VmDisplayName"},
	{"Task", "TaskId State Operation"},
	{"vAppReplicaPoint", "UID Name vAppDisplayName CreationTime vAppName Type Algorithm ReplicaUid ReplicaName " + ofServer},
	{"vAppRestorePoint", "UID Name CreationTime Type Algorithm RestorePointId VAppDisplayName " + ofServer},
	{"VCloudOrganizationConfig", "UID Name RepositoryUid QuotaGb Disabled JobSchedulerType UsedQuota " + ofServer +
		" HostUid RepositoryFriendlyName"},
	{"VlanConfiguration", ""},
	{"VmReplicaPoint", "UID Name CreationTime Type Algorithm ReplicaUid ReplicaName VmDisplayName " + ofServer},
	{"VmRestorePoint", "UID Name CreationTime Type Algorithm RestorePointId RestorePointName VmDisplayName " + ofServer},
	{"VsphereSelfServiceConfig", "UID Name " + ofServer + " JobSchedulerType AccountType PerUser QuotaGb RepositoryUid UsedQuota"},
	{"WanAccelerator", "UID Name Capacity ConnectionsCount HighBandwidthModeEnabled " + ofServer},
}
