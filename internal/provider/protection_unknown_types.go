package provider

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// unknownTypes are the machines that jobs of a type processed which EM's documentation does not know, so that nobody can tell
// whether it makes backups: their names by type and machine key.
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

// without leaves the names of those that are neither judged, nor expected or excluded by name, by type.
func (u unknownTypes) without(judged map[string]*machine, a *protectionArguments) map[string][]string {
	names, excluded := map[string][]string{}, matcher(a.excluded)
	for jobType, machines := range u {
		for key, name := range machines {
			if judged[key] == nil && !excluded(name) && !em.Contains(a.expected, name) {
				names[jobType] = append(names[jobType], name)
			}
		}
	}
	return names
}

// warnings name the machines that only jobs of unknown types processed.
func (v *verdict) warnings() (diags diag.Diagnostics) {
	for _, jobType := range slices.Sorted(maps.Keys(v.leftOut)) {
		names := slices.Sorted(slices.Values(v.leftOut[jobType]))
		diags.AddAttributeWarning(path.Root("job_types"), "Unknown Job Type", fmt.Sprintf(
			"Machines that only jobs of the type %q processed are left out, because this provider does not know whether such a job makes "+
				"backups: %s. Name them in expected_machines, so that they are judged, or in exclude_machines, and see whether a newer "+
				"version of the provider knows the type.", jobType, strings.Join(names, ", ")))
	}
	return diags
}
