package veeamsim

import "strings"

// jobSchedule is of the documented shape, misspelt key included: JSON says RetrySpecified1
// where XML says RetrySpecified, and both say Standart.
func jobSchedule(j *Job) object {
	if j.JobType == "ImmediateBackupCopy" {
		return object{
			element("Standart", nil),
			element("ImmediateCopyMode", object{element("OptionsContinuous", weekly("Schedule", true))}),
			element("Links", nil), attribute("Href", nil), attribute("Type", nil),
		}
	}
	return object{
		element("Standart", object{
			element("RetryOptions", object{
				element("RetryTimes", 3),
				element("RetryTimeout", 10),
				element("RetrySpecified1", true),
			}),
			element("WaitForBackupCompletion", true),
			element("BackupCompetitionWaitingPeriodMin", 180),
			element("OptionsDaily", object{
				element("Kind", "Everyday"),
				element("Days", weekdays),
				element("Time", timeOfDay("20:00:00")),
				element("TimeOffsetUtc", 0),
				attribute("Enabled", j.ScheduleConfigured),
			}),
			element("OptionsMonthly", object{
				element("Time", timeOfDay("22:00:00")),
				element("TimeOffsetUtc", 0),
				element("DayNumberInMonth", "Fourth"),
				element("DayOfWeek", "Saturday"),
				element("Months", months),
				element("DayOfMonth", 1),
				attribute("Enabled", false),
			}),
			element("OptionsPeriodically", append(object{
				element("Kind", "Hours"),
				element("FullPeriod", 1),
			}, weekly("Schedule", false)...)),
			element("OptionsContinuous", weekly("Schedule", false)),
			element("OptionsBackupWindow", weekly("TimePeriods", false)),
			element("OptionsDaisyChaining", object{element("PreviousJobUid", ""), attribute("Enabled", false)}),
		}),
		element("ImmediateCopyMode", nil),
		element("Links", nil), attribute("Href", nil), attribute("Type", nil),
	}
}

var weekdays = []string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}

var months = []string{
	"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
}

// weekly is a grid of hours: one digit each, 1 means allowed.
func weekly(name string, enabled bool) object {
	allowed := strings.Repeat("1,", 23) + "1"
	days := make([][]field, len(weekdays))
	for i, day := range weekdays {
		days[i] = []field{attribute("Name", day), {"Value", inText, allowed}}
	}
	return object{
		element(name, object{element("Days", objects("Day", days...))}),
		attribute("Enabled", enabled),
	}
}
