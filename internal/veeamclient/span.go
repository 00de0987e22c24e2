package veeamclient

import (
	"context"
	"time"
)

// KeptDays is how long EM keeps sessions
// (https://helpcenter.veeam.com/docs/vbr/em_rest/get_backupsessions.html).
const KeptDays = 30

// span is a time from inclusive to exclusive; a zero end is open.
type span struct{ from, to time.Time }

// sessionSpan is the time that a scope means. The open beginning lies further before EM's now than EM keeps, or before the end
// where that is earlier. An open end stays open: a session that a backup server with a fast clock began in EM's future is there too.
func (c *Client) sessionSpan(ctx context.Context, from, to time.Time) (span, error) {
	if !from.IsZero() {
		return span{from: from, to: to}, nil
	}
	now, err := c.Now(ctx)
	if err != nil {
		return span{}, err
	}
	if !to.IsZero() && to.Before(now) {
		now = to
	}
	return span{from: now.AddDate(0, 0, -KeptDays-1), to: to}, nil
}

func (s span) contains(t time.Time) bool {
	return !t.Before(s.from) && (s.to.IsZero() || t.Before(s.to))
}
