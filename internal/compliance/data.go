package compliance

import "time"

// Data is what EM knows, as far as it was asked for.
type Data struct {
	// Tasks are the task sessions that began within the lookback, Sessions the backup sessions of the same scope.
	Tasks    []TaskSession
	Sessions []BackupSession
	// Points are all restore points that there are, where the arguments ask for them.
	Points []RestorePoint
	// Hosts are the virtual hosts whose machines are expected.
	Hosts []Host
	// Collection is when EM last collected its data; nil where nobody asked.
	Collection *Collection

	// grouped is what Group has put together; nil before.
	grouped *groups
}

// RestorePoint is one restore point of a machine.
type RestorePoint struct {
	// ID is its GUID.
	ID string
	// Name is that of its machine, VMUID the machine's reference in its hierarchy. A point of an agent has none, although the task
	// sessions of its machine have one.
	Name, VMUID string
	Agent       bool
	// Server is the name of the backup server, ServerID its GUID.
	Server, ServerID string
	Creation         time.Time
}

// Host is a virtual host and all machines that it lists, as one backup server shows it. One vCenter that two backup servers
// know is two of them, with one UniqueID.
type Host struct {
	Name string
	// HierarchyID is the part of hierarchy references that names the host, UniqueID what the host names itself.
	HierarchyID, UniqueID string
	Server, ServerID      string
	Machines              []HostMachine
}

// HostMachine is a machine that a virtual host lists, and its reference in the hierarchy.
type HostMachine struct{ Name, Reference string }

// Collection is what is known of EM's collecting data from its backup servers.
type Collection struct {
	// Succeeded is the end of the newest collection without a warning, Warned that of the newest with one; zero without one.
	Succeeded, Warned time.Time
}
