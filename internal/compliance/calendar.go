package compliance

import (
	"time"
	_ "time/tzdata" // zones are known on machines without a zone database, too

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// Calendar says on which days the clock of an RPO runs. A nil one runs on every day.
type Calendar struct {
	// Days are the weekdays on which it runs, unless they are holidays, dates such as 2026-12-25.
	Days     map[time.Weekday]bool
	Holidays map[string]bool
	Zone     *time.Location
}

// isRPODay reports whether the clock runs on the day of an instant.
func (c *Calendar) isRPODay(at time.Time) bool {
	local := at.In(c.Zone)
	return c.Days[local.Weekday()] && !c.Holidays[local.Format(time.DateOnly)]
}

// HasDay reports whether there is a day on which the clock runs within a lookback before now.
func (c *Calendar) HasDay(now time.Time, lookback time.Duration) bool {
	return c.isRPODay(now) || !c.lastRPODay(now, lookback).IsZero()
}

// startOfDay is the beginning of the day that is so many days after that of an instant. Days have 23 to 25 hours.
func (c *Calendar) startOfDay(at time.Time, days int) time.Time {
	local := at.In(c.Zone)
	return time.Date(local.Year(), local.Month(), local.Day()+days, 0, 0, 0, 0, c.Zone)
}

// lastRPODay is the beginning of the last RPO day before that of an instant; zero without one within a lookback.
func (c *Calendar) lastRPODay(at time.Time, lookback time.Duration) time.Time {
	for days := -1; ; days-- {
		day := c.startOfDay(at, days)
		switch {
		case c.isRPODay(day):
			return day
		case day.Before(at.Add(-lookback)):
			return time.Time{}
		}
	}
}

// age is how much of the time since a beginning counts for the RPO. Hours of days off do not, but only if a good backup began
// on the last RPO day before them: a Friday that failed is not forgiven by the weekend.
func (c *Calendar) age(began, now time.Time, good []backup, lookback time.Duration) time.Duration {
	if c == nil || !began.Before(now) {
		return now.Sub(began)
	}
	goodDays := map[time.Time]bool{}
	for _, s := range good {
		goodDays[c.startOfDay(s.Creation, 0)] = true
	}
	var age time.Duration
	for from := began; from.Before(now); {
		next := c.startOfDay(from, 1)
		if c.isRPODay(from) || !goodDays[c.lastRPODay(from, lookback)] {
			age += minTime(next, now).Sub(from)
		}
		from = next
	}
	return age
}

// Reach is how far before now a backup can have begun that is not older than the RPO, days off included.
func (c *Calendar) Reach(now time.Time, rpo time.Duration) time.Duration {
	if c == nil {
		return rpo
	}
	to := now
	for days := 0; now.Sub(to) < em.LongestRetention; days-- {
		from := c.startOfDay(now, days)
		if c.isRPODay(from) {
			if left := rpo - to.Sub(from); left <= 0 {
				return now.Sub(to.Add(-rpo))
			}
			rpo -= to.Sub(from)
		}
		to = from
	}
	return em.LongestRetention
}

func minTime(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}
