package provider

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// strangers are machines that jobs of a type processed which no documentation knows, so that nobody can tell whether
// it makes backups: their names by type and key.
type strangers map[string]map[string]string

// add notes a machine, unless its job's type is one that is left out for good reason.
func (s strangers) add(jobType, key, name string) {
	if containsFolded(veeamclient.BackupJobTypes, jobType) {
		return
	}
	if s[jobType] == nil {
		s[jobType] = map[string]string{}
	}
	s[jobType][key] = name
}

// beyond are those that are neither seen otherwise, nor expected or excluded by name.
func (s strangers) beyond(seen map[string]*machine, q *protectionQuestion) map[string][]string {
	unseen, excluded := map[string][]string{}, matcher(q.excluded)
	for jobType, machines := range s {
		for key, name := range machines {
			if seen[key] == nil && !excluded(name) && !containsFolded(q.expected, name) {
				unseen[jobType] = append(unseen[jobType], name)
			}
		}
	}
	return unseen
}

// warnUnseen names them: without a word they would be lost.
func warnUnseen(v *verdict) (diags diag.Diagnostics) {
	for _, jobType := range slices.Sorted(maps.Keys(v.unseen)) {
		names := slices.Sorted(slices.Values(v.unseen[jobType]))
		diags.AddAttributeWarning(path.Root("job_types"), "Unknown Job Type", fmt.Sprintf(
			"Machines that only jobs of the type %q processed are left out, because this provider does not know whether such a job makes backups: %s. "+
				"Name them in expected_machines, so that they are judged, or in exclude_machines, and see whether a newer version of the provider knows the type.",
			jobType, strings.Join(names, ", ")))
	}
	return diags
}
