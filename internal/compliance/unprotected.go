package compliance

import (
	"slices"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// Unprotected gives the expected names whose machines have not all a good backup that ended within the RPO, in order. Where
// different machines share a name, all of them need one. Of names that differ in case only the first in order is given.
func Unprotected(sessions []TaskSession, expected []string, now time.Time, rpo time.Duration) []string {
	// Folded name, machine, whether it has a good backup. Nobody expects the empty name, under which
	// task sessions without one are kept.
	machines := make(map[string]map[string]bool)
	for i := range sessions {
		s := &sessions[i]
		name, machine := em.Fold(s.Name), machineKey(s.VMUID, s.Name, s.Server)
		if machines[name] == nil {
			machines[name] = make(map[string]bool)
		}
		machines[name][machine] = machines[name][machine] || s.isGood(true) && WithinRPO(s.End, now, rpo)
	}
	names := []string{}
	done := make(map[string]bool)
	for _, given := range slices.Sorted(slices.Values(expected)) {
		name := em.Fold(given)
		if !done[name] && !allGood(machines[name]) {
			names = append(names, given)
		}
		done[name] = true
	}
	return names
}

// allGood is false where there is no machine at all.
func allGood(machines map[string]bool) bool {
	for _, good := range machines {
		if !good {
			return false
		}
	}
	return len(machines) > 0
}
