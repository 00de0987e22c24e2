package veeamsim

import (
	"net/http"
	"strings"
	"sync"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim/filter"
)

// queryable is a type that the query service knows.
type queryable interface {
	typeName() string
	mayRead() access
	listType() string // Type of a link to rows of the type
	query(v view, request queryRequest) answer
}

func (k *kind[T]) typeName() string  { return orElse(k.queryType, k.name) }
func (k *kind[T]) mayRead() access   { return k.access }
func (k *kind[T]) isQueried() bool   { return !k.unqueried }
func (k *kind[T]) listType() string  { return k.name + "List" }
func (e emptyType) typeName() string { return e.name }
func (e emptyType) mayRead() access  { return e.access }

// listType begins with a capital letter where the type's own name does not.
func (e emptyType) listType() string {
	return strings.Replace(strings.ToUpper(e.name[:1])+e.name[1:], "Vsphere", "VSphere", 1) + "List"
}

// queryTypes are the documented types by their names in lower case: the kinds, and those of which there are no rows.
var queryTypes = sync.OnceValue(func() map[string]queryable {
	types := make(map[string]queryable)
	for _, empty := range emptyTypes {
		types[strings.ToLower(empty.name)] = empty
	}
	for _, service := range services() {
		for _, kind := range service.kinds {
			if kind.isQueried() {
				types[strings.ToLower(kind.typeName())] = kind
			}
		}
	}
	return types
})

// emptyType is a documented type of which this server holds no rows.
type emptyType struct {
	name   string
	plural string // the list; empty: the name and an s
	access access
}

// The roles follow the documented table. Cloud types are listed for administrators alone.
var emptyTypes = []emptyType{
	{"CdpReplica", "", administrators},
	{"CloudFailoverPlan", "", administrators},
	{"CloudFailoverSession", "", administrators},
	{"CloudGatewayPool", "", administrators},
	{"CloudPublicIpAddress", "CloudPublicIps", administrators},
	{"CloudReplica", "", administrators},
	{"CloudSubtenant", "", administrators},
	{"CloudVmReplicaPoint", "", administrators},
	{"Task", "", everyone},
	{"vAppReplicaPoint", "VAppReplicaPoints", everyone},
	{"vAppRestorePoint", "VAppRestorePoints", everyone},
	{"VCloudOrganizationConfig", "", administrators},
	{"VlanConfiguration", "", administrators},
	{"VsphereSelfServiceConfig", "VSphereSelfServiceConfigs", administrators},
}

// query answers no rows. The grammar of the filter is checked, but not the names in it.
func (e emptyType) query(v view, request queryRequest) answer {
	if request.filter != "" {
		if err := filter.Check(request.filter, v.config.filterSettings()); err != nil {
			return refuse(http.StatusBadRequest, "The query is not valid: filter: %s.", err)
		}
	}
	list := resultList{name: orElse(e.plural, e.name+"s"), isResource: e.name == "Task", rows: objects(e.name)}
	list.root = list.name
	if !list.isResource && (!request.wantsEntities() || v.config.References) {
		list.name = "Refs"
	}
	return ok(queryResult(v, request, list, 0))
}
