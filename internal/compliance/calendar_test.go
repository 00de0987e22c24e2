package compliance

import (
	"testing"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// weekdays is a calendar of Monday to Friday.
func weekdays(z *time.Location, holidays ...string) *Calendar {
	c := &Calendar{Days: map[time.Weekday]bool{}, Holidays: map[string]bool{}, Zone: z}
	for day := time.Monday; day <= time.Friday; day++ {
		c.Days[day] = true
	}
	for _, date := range holidays {
		c.Holidays[date] = true
	}
	return c
}

// at reads a time of 2026 as "06-12 22:00" in a zone. The 12th of June is a Friday.
func at(t *testing.T, z *time.Location, text string) time.Time {
	t.Helper()
	parsed, err := time.ParseInLocation("2006-01-02 15:04", "2026-"+text, z)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

func TestAgeByCalendar(t *testing.T) {
	t.Parallel()
	berlin := zone(t, "Europe/Berlin")
	for name, c := range map[string]struct {
		calendar *Calendar
		good     []string // the last is the one whose age is asked
		now      string
		want     time.Duration
	}{
		"no calendar":                 {nil, []string{"06-12 22:00"}, "06-15 06:00", 56 * hour},
		"Friday's, on Saturday":       {weekdays(time.UTC), []string{"06-12 22:00"}, "06-13 06:00", 2 * hour},
		"Friday's, on Sunday":         {weekdays(time.UTC), []string{"06-12 22:00"}, "06-14 23:00", 2 * hour},
		"Friday's, on Monday":         {weekdays(time.UTC), []string{"06-12 22:00"}, "06-15 06:00", 8 * hour},
		"Thursday's, Friday failed":   {weekdays(time.UTC), []string{"06-11 22:00"}, "06-14 22:00", 72 * hour},
		"Thursday's, beside Friday's": {weekdays(time.UTC), []string{"06-12 22:00", "06-11 22:00"}, "06-14 22:00", 26 * hour},
		"Saturday's, Friday failed":   {weekdays(time.UTC), []string{"06-13 10:00"}, "06-15 08:00", 46 * hour},
		"Saturday's, beside Friday's": {weekdays(time.UTC), []string{"06-12 22:00", "06-13 10:00"}, "06-15 08:00", 8 * hour},
		"within a day":                {weekdays(time.UTC), []string{"06-12 01:00"}, "06-12 05:00", 4 * hour},
		"after now":                   {weekdays(time.UTC), []string{"06-12 05:01"}, "06-12 05:00", -time.Minute},
		"a holiday after a good day":  {weekdays(time.UTC, "2026-06-15"), []string{"06-12 22:00"}, "06-16 06:00", 8 * hour},
		"a holiday after a failed " +
			"day": {weekdays(time.UTC, "2026-06-16"), []string{"06-12 22:00"}, "06-17 06:00", 2*hour + 24*hour + 24*hour + 6*hour},
		"two weekends":                  {weekdays(time.UTC), []string{"06-12 22:00", "06-05 22:00"}, "06-15 00:00", 2*hour + 5*24*hour},
		"Friday ends later in the zone": {weekdays(zone(t, "America/New_York")), []string{"06-13 03:00"}, "06-15 05:00", 1*hour + 1*hour},
		"clocks go forward on a day " +
			"off": {weekdays(berlin), []string{"03-27 22:00"}, "03-30 06:00", 1*hour + 8*hour}, // 23:00 to 24:00, 00:00 to 08:00
		"the day has 23 hours":           {sundays(berlin), []string{"03-29 00:00"}, "03-29 22:00", 22 * hour},
		"the day has 25 hours, then off": {sundays(berlin), []string{"10-24 22:00"}, "10-26 12:00", 25 * hour},
		"the turn of a year":             {weekdays(time.UTC, "2026-01-01"), []string{"01-02 22:00"}, "01-05 06:00", 8 * hour},
		"a day off before it all, no " +
			"day": {&Calendar{Days: map[time.Weekday]bool{}, Zone: time.UTC}, []string{"06-12 22:00"}, "06-12 23:00", hour},
	} {
		var good []backup
		for _, text := range c.good {
			good = append(good, backup{TaskSession: &TaskSession{Creation: at(t, time.UTC, text)}})
		}
		if got := c.calendar.age(good[len(good)-1].Creation, at(t, time.UTC, c.now), good, 720*hour); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	newYear := weekdays(time.UTC, "2026-01-01")
	eve := &TaskSession{Creation: time.Date(2025, 12, 31, 22, 0, 0, 0, time.UTC)}
	if got := newYear.age(eve.Creation, at(t, time.UTC, "01-02 06:00"), []backup{{TaskSession: eve}}, 720*hour); got != 8*hour {
		t.Errorf("over the new year: %s", got)
	}
}

// sundays is a calendar of Sundays.
func sundays(z *time.Location) *Calendar {
	return &Calendar{Days: map[time.Weekday]bool{time.Sunday: true}, Zone: z}
}

func TestReach(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		calendar *Calendar
		now      string
		rpo      time.Duration
		want     time.Duration
	}{
		"no calendar":           {nil, "06-15 06:00", 28 * hour, 28 * hour},
		"within the day":        {weekdays(time.UTC), "06-15 06:00", 6 * hour, 6 * hour},
		"over the weekend":      {weekdays(time.UTC), "06-15 06:00", 28 * hour, 28*hour + 48*hour},
		"to the day's midnight": {weekdays(time.UTC), "06-16 00:00", 24 * hour, 24 * hour},
		"on a day off":          {weekdays(time.UTC), "06-14 12:00", 24 * hour, 36*hour + 24*hour},
		"on no day":             {&Calendar{Zone: time.UTC}, "06-15 06:00", hour, em.LongestRetention},
	} {
		got := c.calendar.Reach(at(t, time.UTC, c.now), c.rpo)
		if got < c.want || name != "on no day" && got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// TestCalendarOfAVerdict: now is a Tuesday, 08:00.
func TestCalendarOfAVerdict(t *testing.T) {
	t.Parallel()
	working := func(a *Arguments) { a.Calendar = weekdays(time.UTC) }
	monday := func(a *Arguments) { a.Now, a.Calendar = now.Add(-24*hour), weekdays(time.UTC) }
	judgeCases(t, map[string]verdictCase{
		"yesterday's":            {change: working, rows: []TaskSession{good("Nightly", "db01", 10)}, want: "+db01"},
		"Friday's, on a Tuesday": {change: working, rows: []TaskSession{good("Nightly", "db01", 82)}, want: "db01:stale"},
		"Friday's, on a Monday":  {change: monday, rows: []TaskSession{good("Nightly", "db01", 24+58)}, want: "+db01"},
		"at the RPO":             {change: monday, rows: []TaskSession{good("Nightly", "db01", 24+8+48+16)}, want: "+db01"},
		"over the RPO":           {change: monday, rows: []TaskSession{good("Nightly", "db01", 24+8+48+16.1)}, want: "db01:stale"},
		"Friday failed":          {change: monday, rows: []TaskSession{good("Nightly", "db01", 24+82), failed("Nightly", "db01", 24+58)}, want: "db01:failed"},
		"two jobs, the other on " +
			"Friday": {change: monday, rows: []TaskSession{failed("Nightly", "db01", 24+58), good("Hourly", "db01", 24+57)}, want: "db01:failed"},
		"two jobs, the other before " +
			"RPO": {change: monday, rows: []TaskSession{failed("Nightly", "db01", 24+58+24), good("Hourly", "db01", 24+57)}, want: "+db01"},
	})
}
