package provider

import (
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

const (
	timeOfDayDescription = "Time of day, such as `22:00:00`, by the clock of where the job runs."
	offsetDescription    = "Hours by which that clock is ahead of UTC, as Enterprise Manager gives them."
)

// scheduleColumns are the ways in which a job may run.
func scheduleColumns() table.Columns[veeamclient.JobSchedule] {
	type schedule = veeamclient.JobSchedule
	return table.Columns[schedule]{
		table.Object("retry", func(s *schedule) *veeamclient.RetryOptions { return s.RetryOptions }, retryColumns(),
			"Repetitions for machines that failed."),
		table.Bool("wait_for_backup_completion", func(s *schedule) *bool { return s.WaitForBackupCompletion },
			"Whether the job waits for another one that processes the same machine."),
		table.Int64("backup_competition_waiting_period_min", func(s *schedule) *int64 { return s.BackupCompetitionWaitingPeriodMin },
			"For how many minutes it waits."),
		table.Object("daily", func(s *schedule) *veeamclient.DailySchedule { return s.OptionsDaily }, dailyColumns(),
			"The job runs on days of the week."),
		table.Object("monthly", func(s *schedule) *veeamclient.MonthlySchedule { return s.OptionsMonthly }, monthlyColumns(),
			"The job runs once in a month."),
		table.Object("periodically", func(s *schedule) *veeamclient.PeriodicSchedule { return s.OptionsPeriodically }, periodicColumns(),
			"The job runs every few hours or minutes."),
		table.Object("continuous", func(s *schedule) *veeamclient.HourlySchedule { return s.OptionsContinuous }, hourlyColumns("schedule"),
			"The job runs again as soon as it has ended."),
		table.Object("backup_window", func(s *schedule) *veeamclient.HourlySchedule { return s.OptionsBackupWindow },
			hourlyColumns("time_periods"), "The job is ended when it leaves the hours of this window."),
		table.Object("daisy_chaining", func(s *schedule) *veeamclient.DaisyChaining { return s.OptionsDaisyChaining }, chainColumns(),
			"The job runs after another one."),
		table.Object("immediate_copy", func(s *schedule) *veeamclient.HourlySchedule { return s.ImmediateCopy }, hourlyColumns("schedule"),
			"The copy runs all the time, in these hours; a periodic copy has `enabled = false`."),
	}
}

func retryColumns() table.Columns[veeamclient.RetryOptions] {
	type retry = veeamclient.RetryOptions
	return table.Columns[retry]{
		table.Bool("retry_specified", (*retry).Specified, "Whether there are repetitions."),
		table.Int64("retry_times", func(r *retry) *int64 { return r.RetryTimes }, "How many repetitions there are."),
		table.Int64("retry_timeout", func(r *retry) *int64 { return r.RetryTimeout },
			"How long is waited between them, in minutes; the unit is not documented."),
	}
}

func dailyColumns() table.Columns[veeamclient.DailySchedule] {
	type daily = veeamclient.DailySchedule
	return table.Columns[daily]{
		table.Bool("enabled", func(d *daily) *bool { return d.Enabled }, "Whether the job runs so."),
		table.String("kind", func(d *daily) string { return d.Kind }, "`Everyday`, `WeekDays` or `SelectedDays`."),
		table.Strings("days", func(d *daily) []string { return d.Days }, "Days of the week, `Sunday` to `Saturday`."),
		table.String("time", func(d *daily) string { return string(d.Time) }, timeOfDayDescription),
		table.Int64("time_offset_utc", func(d *daily) *int64 { return d.TimeOffsetUTC.Whole }, offsetDescription),
	}
}

func monthlyColumns() table.Columns[veeamclient.MonthlySchedule] {
	type monthly = veeamclient.MonthlySchedule
	return table.Columns[monthly]{
		table.Bool("enabled", func(m *monthly) *bool { return m.Enabled }, "Whether the job runs so."),
		table.String("day_number_in_month", func(m *monthly) string { return m.DayNumberInMonth },
			"Which `day_of_week` of the month, such as `Fourth`."),
		table.String("day_of_week", func(m *monthly) string { return m.DayOfWeek }, "Day of the week, `Sunday` to `Saturday`."),
		table.Int64("day_of_month", func(m *monthly) *int64 { return m.DayOfMonth }, "Day of the month."),
		table.Strings("months", func(m *monthly) []string { return m.Months }, "Months, `January` to `December`."),
		table.String("time", func(m *monthly) string { return string(m.Time) }, timeOfDayDescription),
		table.Int64("time_offset_utc", func(m *monthly) *int64 { return m.TimeOffsetUTC.Whole }, offsetDescription),
	}
}

func periodicColumns() table.Columns[veeamclient.PeriodicSchedule] {
	type periodic = veeamclient.PeriodicSchedule
	return table.Columns[periodic]{
		table.Bool("enabled", func(p *periodic) *bool { return p.Enabled }, "Whether the job runs so."),
		table.String("kind", func(p *periodic) string { return p.Kind }, "Unit of `full_period`: `Hours` or `Minutes`."),
		table.Int64("full_period", func(p *periodic) *int64 { return p.FullPeriod }, "After how many of them the job runs again."),
		weekColumn("schedule", func(p *periodic) veeamclient.WeekGrid { return p.Schedule }),
	}
}

// hourlyColumns are the hours of the week in which something is in force, under EM's name for them.
func hourlyColumns(hours string) table.Columns[veeamclient.HourlySchedule] {
	type hourly = veeamclient.HourlySchedule
	grid := func(h *hourly) veeamclient.WeekGrid { return h.Schedule }
	if hours == "time_periods" {
		grid = func(h *hourly) veeamclient.WeekGrid { return h.TimePeriods }
	}
	return table.Columns[hourly]{
		table.Bool("enabled", func(h *hourly) *bool { return h.Enabled }, "Whether that is on."),
		weekColumn(hours, grid),
	}
}

func weekColumn[T any](name string, grid func(*T) veeamclient.WeekGrid) table.Column[T] {
	return table.TextsByName(name, func(row *T) map[string]string { return grid(row).ByDay() },
		"By day of the week, 24 digits with commas between them, one for each hour: `1` is allowed, `0` is not.")
}

func chainColumns() table.Columns[veeamclient.DaisyChaining] {
	type chain = veeamclient.DaisyChaining
	return table.Columns[chain]{
		table.Bool("enabled", func(c *chain) *bool { return c.Enabled }, "Whether the job runs so."),
		table.String("previous_job_uid", func(c *chain) string { return c.PreviousJobUID }, "UID of the job before."),
	}
}
