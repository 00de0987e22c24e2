package veeamclient

import (
	"context"
	"time"
)

// How far back sessions reach.
const (
	// CollectionDays is how many days EM's collections reach back, such as /backupSessions
	// (https://helpcenter.veeam.com/docs/vbr/em_rest/get_backupsessions.html). The query service is not documented to.
	CollectionDays = 30
	// RetentionWeeks is how many weeks EM keeps sessions unless it is told otherwise: its settings take 1 to 999.
	RetentionWeeks = 13
)

// span is a time from inclusive to exclusive; a zero end is open.
type span struct{ from, to time.Time }

// sessionSpan is the time that a scope means. The open beginning lies a day further before now, by the earlier of EM's clock
// and ours, than EM's collections reach back, or before the end where that is earlier. An open end stays open: a session that
// a backup server with a fast clock began in EM's future is there too.
func (c *Client) sessionSpan(ctx context.Context, from, to time.Time) (span, error) {
	if !from.IsZero() {
		return span{from: from, to: to}, nil
	}
	clock, err := c.Clock(ctx)
	if err != nil {
		return span{}, err
	}
	// EM tells whole seconds, so what is left of one is rounded up.
	now := clock.Now.Add(time.Second - 1 - clock.EMAhead.Abs()).Truncate(time.Second)
	if !to.IsZero() && to.Before(now) {
		now = to
	}
	return span{from: now.AddDate(0, 0, -CollectionDays-1), to: to}, nil
}

func (s span) contains(t time.Time) bool {
	return !t.Before(s.from) && (s.to.IsZero() || t.Before(s.to))
}
