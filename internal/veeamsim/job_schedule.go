package veeamsim

import (
	"cmp"
	"strings"
)

// Schedule is when a job runs. A way that is nil is off, with the settings that a new job has.
type Schedule struct {
	Daily         *DailyRun
	Monthly       *MonthlyRun
	Periodically  *PeriodicRun
	Continuous    *HourlyRun
	BackupWindow  *HourlyRun
	PreviousJobID string     // the job after which it runs
	ImmediateCopy *HourlyRun // of an ImmediateBackupCopy; nil: on, at all hours
	UTCOffset     int        // hours by which its times of day are ahead of UTC
	// WithoutStandart writes it as older bodies have it: without the level that is called so.
	WithoutStandart bool
}

// DailyRun is a run on days of the week.
type DailyRun struct {
	Kind string   // Everyday, WeekDays or SelectedDays; empty: Everyday
	Days []string // empty: all
	Time string   // 22:00:00
}

// MonthlyRun is a run in some months.
type MonthlyRun struct {
	DayNumberInMonth, DayOfWeek string // the Fourth Saturday
	DayOfMonth                  int
	Months                      []string // empty: all
	Time                        string
}

// PeriodicRun is a run every few hours or minutes.
type PeriodicRun struct {
	Kind       string // Hours or Minutes
	FullPeriod int
	HourlyRun
}

// HourlyRun is something that is on in hours of the week, or off.
type HourlyRun struct {
	Off   bool
	Hours []string // of each day from Sunday on, 24 digits; empty: all hours
}

// jobSchedule is of the documented shape, misspelt key included: JSON says RetrySpecified1
// where XML says RetrySpecified, and both say Standart.
func jobSchedule(j *Job) object {
	s := j.Schedule
	if s == nil {
		s = &Schedule{}
		if j.ScheduleConfigured {
			s.Daily = &DailyRun{Time: "20:00:00"}
		}
	}
	without := []field{element("Links", nil), attribute("Href", nil), attribute("Type", nil)}
	if j.JobType == "ImmediateBackupCopy" {
		continuous := hourly("Schedule", cmp.Or(s.ImmediateCopy, &HourlyRun{}))
		return append(object{
			element("Standart", nil),
			element("ImmediateCopyMode", object{element("OptionsContinuous", continuous)}),
		}, without...)
	}
	if s.WithoutStandart {
		return s.ways()
	}
	return append(object{element("Standart", s.ways()), element("ImmediateCopyMode", nil)}, without...)
}

// ways are those in which a job may run, each of which is on or off.
func (s *Schedule) ways() object {
	return object{
		element("RetryOptions", object{
			element("RetryTimes", 3),
			element("RetryTimeout", 10),
			element("RetrySpecified1", true),
		}),
		element("WaitForBackupCompletion", true),
		element("BackupCompetitionWaitingPeriodMin", 180),
		element("OptionsDaily", s.daily()),
		element("OptionsMonthly", s.monthly()),
		element("OptionsPeriodically", s.periodically()),
		element("OptionsContinuous", hourly("Schedule", s.Continuous)),
		element("OptionsBackupWindow", hourly("TimePeriods", s.BackupWindow)),
		element("OptionsDaisyChaining", object{
			element("PreviousJobUid", jobUID(s.PreviousJobID)), attribute("Enabled", s.PreviousJobID != ""),
		}),
	}
}

func (s *Schedule) daily() object {
	d := cmp.Or(s.Daily, &DailyRun{Time: "20:00:00"})
	return object{
		element("Kind", orElse(d.Kind, "Everyday")),
		element("Days", orAll(d.Days, weekdays)),
		element("Time", timeOfDay(d.Time)),
		element("TimeOffsetUtc", s.UTCOffset),
		attribute("Enabled", s.Daily != nil),
	}
}

func (s *Schedule) monthly() object {
	m := cmp.Or(s.Monthly, &MonthlyRun{DayNumberInMonth: "Fourth", DayOfWeek: "Saturday", DayOfMonth: 1, Time: "22:00:00"})
	return object{
		element("Time", timeOfDay(m.Time)),
		element("TimeOffsetUtc", s.UTCOffset),
		element("DayNumberInMonth", m.DayNumberInMonth),
		element("DayOfWeek", m.DayOfWeek),
		element("Months", orAll(m.Months, months)),
		element("DayOfMonth", m.DayOfMonth),
		attribute("Enabled", s.Monthly != nil),
	}
}

func (s *Schedule) periodically() object {
	p := cmp.Or(s.Periodically, &PeriodicRun{Kind: "Hours", FullPeriod: 1, HourlyRun: HourlyRun{Off: true}})
	return append(object{element("Kind", p.Kind), element("FullPeriod", p.FullPeriod)}, hourly("Schedule", &p.HourlyRun)...)
}

var weekdays = []string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}

var months = []string{
	"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
}

func orAll(texts, all []string) []string {
	if len(texts) == 0 {
		return all
	}
	return texts
}

// hourly is a grid of hours: one digit each, 1 means allowed.
func hourly(name string, run *HourlyRun) object {
	if run == nil {
		run = &HourlyRun{Off: true}
	}
	days := make([][]field, len(weekdays))
	for i, day := range weekdays {
		allowed := strings.Repeat("1", 24)
		if i < len(run.Hours) {
			allowed = run.Hours[i]
		}
		days[i] = []field{attribute("Name", day), {"Value", inText, strings.Join(strings.Split(allowed, ""), ",")}}
	}
	return object{
		element(name, object{element("Days", objects("Day", days...))}),
		attribute("Enabled", !run.Off),
	}
}
