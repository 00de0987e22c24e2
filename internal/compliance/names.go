package compliance

import (
	"slices"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// MissingNames gives the names that are not found, in order, regardless of case and Unicode form; of several spellings of one
// name only the first in order.
func MissingNames(names, found []string) []string {
	there := em.NewSet(found...)
	missing := []string{}
	for name, spelling := range bySpelling(names) {
		if !there[name] {
			missing = append(missing, spelling)
		}
	}
	slices.Sort(missing)
	return missing
}

// Passes reports whether a machine of a status needs nothing done.
func Passes(status string) bool { return status == StatusCompliant || status == StatusWaived }
