package veeamclient

import "strings"

// comparison tells whether a wanted name and an entity's are the same, regardless of case. No name wanted is
// no difference.
type comparison func(wanted, name string) bool

var (
	// sameName is for rows that EM's filter by the name let through: one that lacks it stays, since rows are
	// dropped only by what they say themselves.
	sameName comparison = func(wanted, name string) bool { return name == "" || isName(wanted, name) }
	// isName is for rows that no filter has looked at.
	isName comparison = func(wanted, name string) bool { return wanted == "" || strings.EqualFold(wanted, name) }
)

// any compares with several wanted names; none is no difference.
func (same comparison) any(wanted []string, name string) bool {
	for _, w := range wanted {
		if same(w, name) {
			return true
		}
	}
	return len(wanted) == 0
}
