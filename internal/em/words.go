package em

// Results of sessions of every kind. A session's result is None until it ends; a running task session has been observed to
// say Success (https://helpcenter.veeam.com/docs/vbr/em_rest/get_backuptasksessions_id.html).
const (
	Success = "Success"
	Warning = "Warning"
	Failed  = "Failed"
	None    = "None"
)

// Results are all results that EM documents.
var Results = []string{Success, Warning, Failed, None}

// States of task sessions: one machine within a session
// (https://helpcenter.veeam.com/docs/vbr/em_rest/get_backuptasksessions_id.html).
const (
	InProgress = "InProgress"
	Pending    = "Pending"
	Completed  = "Completed"
)

// TaskSessionStates are all states of task sessions that EM documents.
var TaskSessionStates = []string{InProgress, Pending, Completed}

// States of sessions: one run of a job (https://helpcenter.veeam.com/docs/vbr/em_rest/get_backupsessions_id.html).
const (
	Starting = "Starting"
	Stopping = "Stopping"
	Working  = "Working"
	Pausing  = "Pausing"
	Resuming = "Resuming"
	Stopped  = "Stopped"
)

// SessionStates are all states of sessions that EM documents.
var SessionStates = []string{Starting, Stopping, Working, Pausing, Resuming, Stopped}

// RestoreStates are all states of restore sessions that EM documents
// (https://helpcenter.veeam.com/docs/vbr/em_rest/get_restoresessions_id.html).
var RestoreStates = []string{Starting, Stopping, Working, Stopped}

// RestoreTypes are the types of restore sessions that EM documents.
var RestoreTypes = []string{"FileLevelRestore", "RestoreVm"}

// IsWaiting reports whether a session or task session in this state has not begun to work.
func IsWaiting(state string) bool { return state == Pending || state == Starting }

// IsFinished reports whether a session or task session in this state has ended.
func IsFinished(state string) bool { return state == Completed || state == Stopped }

// IsRunning reports whether a session in this state works. So does one in a state that EM does not document.
func IsRunning(state string) bool { return state != Starting && state != Stopped }

// IsTaskRunning reports whether a task session in this state works. One in a state that EM does not document neither waits,
// nor works, nor has ended.
func IsTaskRunning(state string) bool { return state == InProgress }

// Types of jobs (https://helpcenter.veeam.com/docs/vbr/em_rest/get_backupsessions_id.html).
const (
	Backup                    = "Backup"
	BackupCopy                = "BackupCopy"
	ImmediateBackupCopy       = "ImmediateBackupCopy"
	ImmediateBackupCopyWorker = "ImmediateBackupCopyWorker"
	AgentBackup               = "AgentBackup"
	AgentManagement           = "AgentManagement"
	NasBackup                 = "NasBackup"
	Replica                   = "Replica"
)

var (
	// SessionJobTypes are the job types that EM documents for backup sessions; the list grows with EM.
	SessionJobTypes = []string{
		Backup, BackupCopy, ImmediateBackupCopy, ImmediateBackupCopyWorker, AgentBackup, AgentManagement, NasBackup,
	}
	// AgentJobTypes are those of them that jobs of agents have.
	AgentJobTypes = []string{AgentBackup, AgentManagement}
	// JobTypes are the job types that EM documents for jobs of virtual machines.
	JobTypes = []string{Backup, BackupCopy, ImmediateBackupCopy, Replica}
	// Platforms are those of jobs of virtual machines; the documentation writes Hyperv, EM sends HyperV.
	Platforms = []string{"VMware", "HyperV", "vCloud", "CustomPlatform"}
	// AgentPlatforms are those of jobs of computers with Veeam Agent.
	AgentPlatforms = []string{"AgentForLinux", "AgentForWindows"}
	// HostTypes are those of virtual hosts.
	HostTypes = []string{"VC", "ESX", "ESXi", "HvServer", "HvCluster", "Scvmm", "VcdSystem"}
	// HostStatuses are those of computers with or without Veeam Agent.
	HostStatuses = []string{"Online", "Offline"}
	// AgentStatuses are those of their agents.
	AgentStatuses = []string{"NotInstalled", "Installed", "UnsupportedOs", "Failed", "Exclude"}
	// FileServerTypes are those of file servers.
	FileServerTypes = []string{"FileServer", "SmbServer", "NfsServer"}
	// BackupPlatforms are those of backups.
	BackupPlatforms = []string{"VMware", "HyperV", "vCloud", "AgentForLinux", "AgentForWindows", "CustomPlatform"}
	// BackupTypes say whose backups they are: of a job, of a whole agent job, of one machine of it.
	BackupTypes = []string{"Standard", "ParentBackup", "ChildBackup"}
	// BackupFileTypes are full backups, increments and reverse increments.
	BackupFileTypes = []string{FullFile, "vib", "vrb"}
)

// VirtualMachine is the type of the machines that a virtual host lists
// (https://helpcenter.veeam.com/docs/vbr/em_rest/lookup_query.html); the documentation writes VM too.
const VirtualMachine = "Vm"

var (
	// Templates are the types of objects that machines are made from: no machines.
	Templates = []string{"Template", "VmTemplate", "VappTemplate"}
	// ContainerTypes are the types of objects that EM documents beside machines and templates.
	ContainerTypes = []string{
		"Host", "Cluster", "VirtualApp", "Vc", "Datacenter", "Folder", "Datastore", "ComputeResource", "ResourcePool", "Tag", "Category",
		"StoragePod", "VcdSystem", "Organization", "OrgVdc", "OrgVdcStorageProfile", "Vapp", "Scvmm", "HostGroup", "VmGroup",
	}
)

// CollectJob is the type of the system sessions in which EM collects from the backup servers; CompletedSuccessfully and
// CompletedWarning are states of those that have ended
// (https://helpcenter.veeam.com/docs/vbr/em_rest/get_systemsessions_id.html).
const (
	CollectJob            = "CollectJob"
	CompletedSuccessfully = "CompletedSuccessfully"
	CompletedWarning      = "CompletedWarning"
)

// FullFile is the type of a file that holds a full backup
// (https://helpcenter.veeam.com/docs/vbr/em_rest/get_backupfiles_id.html).
const FullFile = "vbk"

var (
	// PointAlgorithms are the ways in which restore points and replica points are made.
	PointAlgorithms = []string{"Full", "ReversedIncremental", "Incremental", "SyntheticFull"}
	// ReplicaPointTypes are the types of replica points (https://helpcenter.veeam.com/docs/vbr/em_rest/vmreplicapoints_id.html).
	ReplicaPointTypes = []string{"Full", "ReverseIncrement", "Increment", "Snapshot"}
)

// FullPoint is the type of a restore point that needs no other
// (https://helpcenter.veeam.com/docs/vbr/em_rest/get_vmrestorepoints_id.html).
const FullPoint = "Full"
