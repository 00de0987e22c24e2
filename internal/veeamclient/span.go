package veeamclient

import (
	"context"
	"time"
)

// KeptDays is how long EM keeps sessions
// (https://helpcenter.veeam.com/docs/vbr/em_rest/get_backupsessions.html).
const KeptDays = 30

// span is a time from inclusive to exclusive.
type span struct{ from, to time.Time }

// closedSpan closes the time of a search at both ends, so that sessions that begin while it is read don't move its pages.
// The open end is the start of the read by EM's clock; the open beginning lies further before the end than EM keeps.
func (c *Client) closedSpan(ctx context.Context, from, to time.Time) (span, error) {
	now, err := c.Now(ctx)
	if err != nil {
		return span{}, err
	}
	end := now.Add(time.Second) // the second is not over yet
	if from.IsZero() {
		from = now
		if !to.IsZero() && to.Before(now) {
			from = to
		}
		from = from.AddDate(0, 0, -KeptDays-1)
	}
	if to.IsZero() || to.After(end) {
		to = end
	}
	return span{from: from, to: to}, nil
}

func (s span) contains(t time.Time) bool { return !t.Before(s.from) && t.Before(s.to) }
