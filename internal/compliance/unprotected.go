package compliance

import (
	"slices"
	"time"
)

// Unprotected gives the expected names whose machines have not all a good backup that began within the RPO, in order. Where
// different machines share a name, all of them need one. Of names that differ in case only the first in order is given.
func Unprotected(sessions []TaskSession, expected []string, now time.Time, rpo time.Duration) []string {
	// The folded names of machines, and whether all of that name have a good backup. Nobody expects the empty name.
	protected := map[string]bool{}
	for _, m := range identify(sessions) {
		good := slices.ContainsFunc(m.worst, func(s *TaskSession) bool { return s.isGood(true) && WithinRPO(s.Creation, now, rpo) })
		for at := range m.places {
			others, known := protected[at.name]
			protected[at.name] = good && (others || !known)
		}
	}
	names := []string{}
	for name, spelling := range bySpelling(expected) {
		if !protected[name] {
			names = append(names, spelling)
		}
	}
	slices.Sort(names)
	return names
}
