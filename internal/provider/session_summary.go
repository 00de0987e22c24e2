package provider

import (
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/entity"
)

// summary counts sessions in scope. It always counts all of them, whatever is listed.
type summary struct {
	total, listed                 int
	success, warning, failed      int
	completed, inProgress, queued int
	firstCreation, lastEnd        time.Time
}

// summaryColumns are the summary's attributes.
var summaryColumns = entity.Columns[summary]{
	entity.Count("total", "Number of sessions in scope.", func(s *summary) int { return s.total }),
	entity.Count("listed", "Number of sessions in the list.", func(s *summary) int { return s.listed }),
	entity.Count("success", "Number of finished sessions in scope with the result `Success`.", func(s *summary) int { return s.success }),
	entity.Count("warning", "Number of finished sessions in scope with the result `Warning`.", func(s *summary) int { return s.warning }),
	entity.Count("failed", "Number of finished sessions in scope with the result `Failed`.", func(s *summary) int { return s.failed }),
	entity.Count("none", "Number of all other sessions in scope: still running, pending, or finished without a result. A running session counts here whatever its result says.", func(s *summary) int { return s.total - s.success - s.warning - s.failed }),
	entity.Count("completed", "Number of finished sessions in scope.", func(s *summary) int { return s.completed }),
	entity.Count("in_progress", "Number of running sessions in scope.", func(s *summary) int { return s.inProgress }),
	entity.Count("pending", "Number of sessions in scope that wait to run.", func(s *summary) int { return s.queued }),
	entity.Time("first_creation_time", "When the first session in scope began (RFC 3339, UTC); null without sessions.", func(s *summary) time.Time { return s.firstCreation }),
	entity.Time("last_end_time", "When the last finished session in scope ended (RFC 3339, UTC); null without one.", func(s *summary) time.Time { return s.lastEnd }),
}

// summaryOf counts sessions of a kind.
func summaryOf[T any](see func(*T) sighting) *entity.Totals[T] {
	return entity.TotalsOf("summary", "Counts of all sessions in scope, listed or not.", summaryColumns,
		func(s *summary, row *T) { s.add(see(row)) },
		func(s *summary, listed int) { s.listed = listed })
}

func (s *summary) add(seen sighting) {
	s.total++
	switch seen.at {
	case pendingPhase:
		s.queued++
	case runningPhase:
		s.inProgress++
	case finishedPhase:
		s.completed++
		s.addResult(seen.result)
	}
	if s.firstCreation.IsZero() || seen.creation.Before(s.firstCreation) {
		s.firstCreation = seen.creation
	}
	if seen.end.After(s.lastEnd) {
		s.lastEnd = seen.end
	}
}

// addResult counts the result of a finished session. A running one has been observed to report
// Success before its end, so its result counts for nothing.
func (s *summary) addResult(result string) {
	switch result {
	case "Success":
		s.success++
	case "Warning":
		s.warning++
	case "Failed":
		s.failed++
	}
}
