package compliance

import (
	"slices"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// Unprotected gives the expected names whose machines have not all a good backup that began within the RPO, in order. Where
// different machines share a name, all of them need one. Rows of jobs that make no backups, and rows without a type, are not
// good. Of names that differ in case only the first in order is given.
func Unprotected(sessions []TaskSession, expected []string, now time.Time, rpo time.Duration) []string {
	// The folded names of machines, and whether all of that name have a good backup. Nobody expects the empty name.
	protected := map[string]bool{}
	backups := slices.DeleteFunc(slices.Clone(sessions), func(s TaskSession) bool {
		return s.JobType != "" && !em.Contains(DefaultJobTypes, s.JobType)
	})
	for _, m := range identify(backups, serversOf(backups)) {
		good := slices.ContainsFunc(m.worst, func(s *TaskSession) bool {
			return s.JobType != "" && s.isGood(true) && WithinRPO(s.Creation, now, rpo)
		})
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
