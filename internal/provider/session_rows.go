package provider

import (
	"cmp"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/entity"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// phase is where in its life a session is.
type phase int

const (
	otherPhase phase = iota // a state that is not documented
	pendingPhase
	runningPhase
	finishedPhase
)

func taskSessionPhase(state string) phase {
	switch state {
	case "Pending":
		return pendingPhase
	case "InProgress":
		return runningPhase
	case "Completed":
		return finishedPhase
	}
	return otherPhase
}

func backupSessionPhase(state string) phase {
	switch state {
	case "Starting":
		return pendingPhase
	case "Stopped":
		return finishedPhase
	}
	return runningPhase
}

// end is when a session ended: a time that comes with one that waits or runs is no end.
func (p phase) end(given time.Time) time.Time {
	if p == pendingPhase || p == runningPhase {
		return time.Time{}
	}
	return given
}

// sighting is what all kinds of sessions have: what they are counted, listed and ordered by.
type sighting struct {
	entity        *veeamclient.Entity
	state, result string
	at            phase
	creation, end time.Time
}

func seeBackupSession(s *veeamclient.BackupSession) sighting {
	at := backupSessionPhase(s.State)
	return sighting{&s.Entity, s.State, s.Result, at, s.CreationTime.Time, at.end(s.EndTime.Time)}
}

func seeTaskSession(s *veeamclient.BackupTaskSession) sighting {
	at := taskSessionPhase(s.State)
	return sighting{&s.Entity, s.State, s.Result, at, s.CreationTime.Time, at.end(s.EndTime.Time)}
}

// sessionColumns are the columns that all kinds of sessions have.
func sessionColumns[T any](what, kind string, see func(*T) sighting) entity.Columns[T] {
	return append(identity(what, kind, func(row *T) *veeamclient.Entity { return see(row).entity }), entity.Columns[T]{
		entity.Time("creation_time", "When the "+what+" began (RFC 3339, UTC).", func(row *T) time.Time { return see(row).creation }),
		entity.Time("end_time", "When the "+what+" ended (RFC 3339, UTC); null while it runs.", func(row *T) time.Time { return see(row).end }),
		entity.Int64("duration_seconds", "Whole seconds from beginning to end; null while it runs.", func(row *T) *int64 { return see(row).seconds() }),
	}...)
}

// seconds is the whole number of seconds that the session took; nil while it runs.
func (s sighting) seconds() *int64 {
	if s.end.IsZero() {
		return nil
	}
	n := int64(s.end.Sub(s.creation) / time.Second)
	return &n
}

// older orders sessions by their beginning, as instants, then by uid.
func older[T any](see func(*T) sighting) func(a, b *T) int {
	return func(a, b *T) int {
		x, y := see(a), see(b)
		return cmp.Or(x.creation.Compare(y.creation), cmp.Compare(x.entity.UID, y.entity.UID))
	}
}
