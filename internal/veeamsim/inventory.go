package veeamsim

import (
	"reflect"
	"sync"
	"time"
)

// Inventory is what the server knows. Rows name each other by ID; a row may name one that is not there, as happens in a real
// Enterprise Manager between two collections of data.
//
// This is the one list of what is served: each row type says in its method service by which paths and query types its rows are
// found. The order counts, because the rows of a list are joined to those of the lists before it.
type Inventory struct {
	BackupServers        []BackupServer
	Credentials          []Credentials
	PasswordKeys         []PasswordKey
	ManagedServers       []ManagedServer
	HierarchyRoots       []HierarchyRoot
	HierarchyItems       []HierarchyItem // what virtual hosts list
	Repositories         []Repository
	ExternalRepositories []ExternalRepository
	WANAccelerators      []WANAccelerator
	CloudGateways        []CloudGateway
	CloudHardwarePlans   []CloudHardwarePlan
	CloudTenants         []CloudTenant
	FileServers          []FileServer
	ProtectionGroups     []ProtectionGroup
	DiscoveredComputers  []DiscoveredComputer
	Jobs                 []Job // also agent and file share jobs, by JobType
	ObjectsInJobs        []ObjectInJob
	Backups              []Backup
	RestorePoints        []RestorePoint
	BackupFiles          []BackupFile
	VMRestorePoints      []VMRestorePoint
	AgentRestorePoints   []AgentRestorePoint
	Replicas             []Replica
	ReplicaPoints        []ReplicaPoint
	FailoverPlans        []FailoverPlan
	BackupSessions       []BackupSession
	TaskSessions         []TaskSession
	ReplicaSessions      []ReplicaSession
	ReplicaTaskSessions  []ReplicaTaskSession
	CDPPolicies          []CDPPolicy
	CDPSessions          []CDPSession
	CDPTaskSessions      []CDPTaskSession
	RestoreSessions      []RestoreSession
	SystemSessions       []SystemSession
}

// service is how the rows of one list are served.
type service struct {
	kinds       []anyKind        // what the rows look like, and where each sort of them is found
	routes      []route          // further lists of them
	collections []collectionPath // those of the routes that services link to
}

// services are those of every list, in the order of the lists.
var services = sync.OnceValue(func() []service {
	var found []service
	for _, field := range reflect.VisibleFields(reflect.TypeFor[Inventory]()) {
		row, ok := reflect.Zero(field.Type.Elem()).Interface().(interface{ service() service })
		if !ok {
			panic("veeamsim: the rows of Inventory." + field.Name + " have no method service")
		}
		found = append(found, row.service())
	}
	return found
})

// lists are the lists of an inventory, in their order.
func (inv *Inventory) lists() []reflect.Value {
	value := reflect.ValueOf(inv).Elem()
	lists := make([]reflect.Value, value.NumField())
	for i := range lists {
		lists[i] = value.Field(i)
	}
	return lists
}

// clone shares nothing with the original, so that one can be changed while the other is served.
func (inv Inventory) clone() Inventory {
	unshare(reflect.ValueOf(&inv).Elem())
	return inv
}

// unshare gives a value slices and pointers of its own.
func unshare(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			return
		}
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				unshare(v.Field(i))
			}
		}
	case reflect.Slice:
		if v.IsNil() {
			return
		}
		own := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(own, v)
		v.Set(own)
		for i := range own.Len() {
			unshare(own.Index(i))
		}
	case reflect.Pointer:
		if v.IsNil() {
			return
		}
		own := reflect.New(v.Type().Elem())
		own.Elem().Set(v.Elem())
		v.Set(own)
		unshare(own.Elem())
	}
}
