package compliance

import (
	"slices"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// unknownTypes are the machines that jobs of a type processed which EM's documentation does not know, so that nobody can
// know whether it makes backups: their names by type and machine key.
type unknownTypes map[string]map[string]string

// add keeps a machine, unless its job's type is documented and left out for good reason.
func (u unknownTypes) add(jobType, key, name string) {
	if em.Contains(em.SessionJobTypes, jobType) {
		return
	}
	if u[jobType] == nil {
		u[jobType] = map[string]string{}
	}
	u[jobType][key] = name
}

// leftOut are the names of those that are neither judged, nor expected or excluded by name, in order, by type.
func (u unknownTypes) leftOut(judged map[string]*Machine, expected []string, excluded patterns) map[string][]string {
	names := map[string][]string{}
	for jobType, machines := range u {
		for key, name := range machines {
			if judged[key] == nil && !excluded.match(name) && !em.Contains(expected, name) {
				names[jobType] = append(names[jobType], name)
			}
		}
		slices.Sort(names[jobType])
	}
	return names
}
