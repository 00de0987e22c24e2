package provider

import (
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// What a machine is and when its backup is good: all verdicts on protection judge by this.

// clockSkew is how far after now a backup may have ended: the backup server's clock is another one.
const clockSkew = 5 * time.Minute

// machineKey tells machines apart: by the reference in their hierarchy, and where EM sends none by
// name and backup server. The name alone is not enough, since two hierarchies may each hold a db01.
func machineKey(vmUID, name, server string) string {
	if vmUID != "" {
		return "uid\x00" + em.Fold(vmUID)
	}
	return "name\x00" + em.Fold(server) + "\x00" + em.Fold(name)
}

// withinRPO reports whether an end lies between now - rpo and now + clockSkew, both inclusive.
// A zero end is that of a backup that has not ended.
func withinRPO(end, now time.Time, rpo time.Duration) bool {
	return !end.IsZero() && !end.Before(now.Add(-rpo)) && !end.After(now.Add(clockSkew))
}

// isGoodBackup reports whether a task session proves a backup, whenever it was. A running one does not,
// whatever its result says: EM has been seen to report Success before the end.
func isGoodBackup(state, result string) bool {
	return state == em.Completed && (result == em.Success || result == em.Warning)
}

// finishedAt is zero for a task session that is not finished. EM has been seen to give finished ones
// no end, or that of year 1: their beginning is the earliest that it can be.
func finishedAt(finished bool, creation, end time.Time) time.Time {
	switch {
	case !finished:
		return time.Time{}
	case end.Before(creation):
		return creation
	}
	return end
}
