package provider

import (
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// sessionCounts counts sessions in scope. It always counts all of them, whatever is listed.
type sessionCounts struct {
	total, listed                  int
	success, warning, failed       int
	completed, inProgress, pending int
	firstCreation, lastEnd         time.Time
}

// none is the number of sessions without a result that counts.
func (c *sessionCounts) none() int { return c.total - c.success - c.warning - c.failed }

var sessionSummaryColumns = table.Columns[sessionCounts]{
	table.Count("total", func(c *sessionCounts) int { return c.total }, "Number of sessions in scope."),
	table.Count("listed", func(c *sessionCounts) int { return c.listed }, "Number of sessions in the list."),
	table.Count("success", func(c *sessionCounts) int { return c.success },
		"Number of finished sessions in scope with the result `Success`."),
	table.Count("warning", func(c *sessionCounts) int { return c.warning },
		"Number of finished sessions in scope with the result `Warning`."),
	table.Count("failed", func(c *sessionCounts) int { return c.failed },
		"Number of finished sessions in scope with the result `Failed`."),
	table.Count("none", (*sessionCounts).none,
		"Number of all other sessions in scope: still running, pending, or finished without a result. "+
			"A running session counts here whatever its result says."),
	table.Count("completed", func(c *sessionCounts) int { return c.completed }, "Number of finished sessions in scope."),
	table.Count("in_progress", func(c *sessionCounts) int { return c.inProgress }, "Number of running sessions in scope."),
	table.Count("pending", func(c *sessionCounts) int { return c.pending }, "Number of sessions in scope that wait to run."),
	table.Time("first_creation_time", func(c *sessionCounts) time.Time { return c.firstCreation },
		"When the first session in scope began (RFC 3339, UTC); null without sessions."),
	table.Time("last_end_time", func(c *sessionCounts) time.Time { return c.lastEnd },
		"When the last finished session in scope ended (RFC 3339, UTC); null without one."),
}

// sessionSummary counts sessions of a kind; isRunning tells in which states they work.
func sessionSummary[T any, R sessionOf[T]](isRunning func(state string) bool) table.Aggregate[T] {
	return table.SummaryOf(sessionSummaryColumns, func(rows []*T, listed int) *sessionCounts {
		counts := &sessionCounts{listed: listed}
		for _, row := range rows {
			counts.add(R(row).AsSession(), isRunning)
		}
		return counts
	}, "Counts of all sessions in scope, listed or not.")
}

func (c *sessionCounts) add(s *veeamclient.Session, isRunning func(state string) bool) {
	c.total++
	switch {
	case em.IsWaiting(s.State):
		c.pending++
	case em.IsFinished(s.State):
		c.completed++
		c.addResult(s.Result)
	case isRunning(s.State):
		c.inProgress++
	}
	if c.firstCreation.IsZero() || s.CreationTime.Before(c.firstCreation) {
		c.firstCreation = s.CreationTime.Time
	}
	if s.EndTime.After(c.lastEnd) {
		c.lastEnd = s.EndTime.Time
	}
}

// addResult counts the result of a finished session. A running one has been observed to report
// Success before its end, so its result counts for nothing.
func (c *sessionCounts) addResult(result string) {
	switch result {
	case em.Success:
		c.success++
	case em.Warning:
		c.warning++
	case em.Failed:
		c.failed++
	}
}
