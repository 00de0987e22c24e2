package veeamclient

import (
	"strconv"
	"strings"
	"time"
)

// JobScheduleOptions is a schedule as EM writes it (https://helpcenter.veeam.com/docs/vbr/em_rest/jobscheduleoptions.html): below
// Standart, a word of EM's, or as older bodies have it without that level, or, for copies that run all the time, as ImmediateCopyMode.
type JobScheduleOptions struct {
	JobSchedule
	Standart          *JobSchedule
	ImmediateCopyMode *struct{ OptionsContinuous *HourlySchedule }
}

// JobSchedule says when a job runs. Each way has its own Enabled, and settings although it is off; a nil is not in EM's answer.
type JobSchedule struct {
	RetryOptions            *RetryOptions
	WaitForBackupCompletion *bool
	// BackupCompetitionWaitingPeriodMin is in minutes; the spelling is EM's.
	BackupCompetitionWaitingPeriodMin *int64
	OptionsDaily                      *DailySchedule
	OptionsMonthly                    *MonthlySchedule
	OptionsPeriodically               *PeriodicSchedule
	OptionsContinuous                 *HourlySchedule
	OptionsBackupWindow               *HourlySchedule
	OptionsDaisyChaining              *DaisyChaining
	// ImmediateCopy is the window of a copy that runs all the time.
	ImmediateCopy *HourlySchedule `json:"-"`
}

// RetryOptions say how often machines that failed are processed again, and after how many minutes. The unit is not documented.
type RetryOptions struct {
	RetryTimes, RetryTimeout *int64
	// RetrySpecified is RetrySpecified1 in JSON (documented body).
	RetrySpecified, RetrySpecified1 *bool
}

// Specified reports whether there are retries.
func (r *RetryOptions) Specified() *bool {
	if r.RetrySpecified != nil {
		return r.RetrySpecified
	}
	return r.RetrySpecified1
}

// DailySchedule runs on days of the week. Kind is Everyday, WeekDays or SelectedDays.
type DailySchedule struct {
	Enabled       *bool
	Kind          string
	Days          []string
	Time          TimeOfDay
	TimeOffsetUTC Hours `json:"TimeOffsetUtc"`
}

// MonthlySchedule runs on a day of some months: on DayNumberInMonth (such as Fourth) DayOfWeek, or on DayOfMonth.
type MonthlySchedule struct {
	Enabled                     *bool
	Time                        TimeOfDay
	TimeOffsetUTC               Hours `json:"TimeOffsetUtc"`
	DayNumberInMonth, DayOfWeek string
	Months                      []string
	DayOfMonth                  *int64
}

// PeriodicSchedule runs every FullPeriod units of Kind, which is Hours or Minutes.
type PeriodicSchedule struct {
	Enabled    *bool
	Kind       string
	FullPeriod *int64
	Schedule   WeekGrid
}

// HourlySchedule is in force in some hours of the week: a backup window has them as TimePeriods, others as Schedule.
type HourlySchedule struct {
	Enabled               *bool
	Schedule, TimePeriods WeekGrid
}

// DaisyChaining runs a job after another one, whose UID may be "".
type DaisyChaining struct {
	Enabled        *bool
	PreviousJobUID string `json:"PreviousJobUid"`
}

// Schedule is when the job runs, or nil where EM does not say.
func (j *Job) Schedule() *JobSchedule {
	options := &j.JobScheduleOptions
	schedule := options.Standart
	if schedule == nil && options.JobSchedule != (JobSchedule{}) {
		schedule = &options.JobSchedule
	}
	if options.ImmediateCopyMode == nil {
		return schedule
	}
	var immediate JobSchedule
	if schedule != nil {
		immediate = *schedule
	}
	immediate.ImmediateCopy = options.ImmediateCopyMode.OptionsContinuous
	return &immediate
}

// WeekGrid has a text of 24 digits, one for each hour, for each day of the week: 1 is allowed, 0 is not.
type WeekGrid struct {
	Days []struct{ Name, Value string }
}

// ByDay are the digits by the names of days; nil where EM sent none.
func (g WeekGrid) ByDay() map[string]string {
	if g.Days == nil {
		return nil
	}
	days := make(map[string]string, len(g.Days))
	for _, day := range g.Days {
		days[day.Name] = day.Value
	}
	return days
}

// TimeOfDay is an hour as 22:00:00, by the clock of where the job runs; "" where EM sent none. EM writes a time with some date, and
// with a zone or without one (documented bodies); one that is written otherwise is kept as it is.
type TimeOfDay string

// UnmarshalJSON takes the hour from a text.
func (t *TimeOfDay) UnmarshalJSON(text []byte) error {
	written := strings.Trim(string(text), `"`)
	if written == "null" {
		written = ""
	}
	_, hour, dated := strings.Cut(written, "T")
	if !dated {
		hour = written
	}
	if len(hour) >= len(time.TimeOnly) {
		if _, err := time.Parse(time.TimeOnly, hour[:len(time.TimeOnly)]); err == nil {
			written = hour[:len(time.TimeOnly)]
		}
	}
	*t = TimeOfDay(written)
	return nil
}

// Hours is a number of hours: EM documents a TimeSpan (02:00:00) and sends a whole number. Nil for anything else.
type Hours struct{ Whole *int64 }

// UnmarshalJSON reads either form.
func (h *Hours) UnmarshalJSON(text []byte) error {
	hours, _, _ := strings.Cut(strings.Trim(string(text), `"`), ":")
	h.Whole = nil
	if whole, err := strconv.ParseInt(hours, 10, 64); err == nil {
		h.Whole = &whole
	}
	return nil
}
