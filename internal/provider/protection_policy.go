package provider

import (
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/compliance"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
)

// policyArguments are a class of machines. What is left out is nil or 0.
type policyArguments struct {
	name          string
	machines      []string
	rpo           time.Duration
	acceptWarning *bool
	calendar      *calendarArguments
	copyRPO       time.Duration
	minPoints     int64
}

var policyArgumentTable = table.Arguments[policyArguments]{
	table.Name("name", func(a *policyArguments) *string { return &a.name }, "Name of the class, which `policy` of a machine "+
		"gives.").Required(),
	table.Texts("machines", func(a *policyArguments) *[]string { return &a.machines }, patternValidator(),
		"Patterns of its machines. "+describePatterns).Required(),
	table.Duration("rpo", func(a *policyArguments) *time.Duration { return &a.rpo }, em.LongestRetention, keepsNoMore, "RPO of its machines."),
	table.Switch("accept_warning", func(a *policyArguments) **bool { return &a.acceptWarning }, "Whether a warning is a good backup of "+
		"its machines."),
	table.Duration("copy_rpo", func(a *policyArguments) *time.Duration { return &a.copyRPO }, em.LongestRetention, keepsNoMore,
		"`copy_rpo` of its machines."),
	table.WholeNumber("min_restore_points", func(a *policyArguments) *int64 { return &a.minPoints }, 1, mostPoints,
		"How many restore points its machines must have."),
	table.Structure("calendar", func(a *policyArguments) **calendarArguments { return &a.calendar }, calendarArgumentTable,
		"Its own calendar, in place of the whole of the one beside `policies`."),
}

// compliance makes the policy of it: what it leaves out is taken from the top.
func (a *policyArguments) compliance(top compliance.Terms) compliance.Policy {
	p := compliance.Policy{Name: a.name, Machines: a.machines, Terms: top}
	if a.rpo > 0 {
		p.RPO = a.rpo
	}
	if a.acceptWarning != nil {
		p.AcceptWarning = *a.acceptWarning
	}
	if a.copyRPO > 0 {
		p.CopyRPO = a.copyRPO
	}
	if a.minPoints > 0 {
		p.MinPoints = a.minPoints
	}
	if a.calendar != nil {
		p.Calendar = a.calendar.compliance()
	}
	return p
}

// calendarArguments say on which days the clock of an RPO runs.
type calendarArguments struct {
	days, holidays []string
	zone           *time.Location
}

const describeCalendar = "Days on which the clock of the RPO runs. Hours of other days don't count for the age of a backup, but only if " +
	"a good backup began on the last of its days before them: a Friday that failed is not forgiven by the weekend."

var weekdays = map[string]time.Weekday{
	"mon": time.Monday, "tue": time.Tuesday, "wed": time.Wednesday, "thu": time.Thursday, "fri": time.Friday, "sat": time.Saturday,
	"sun": time.Sunday,
}

var daysOfTheWeek = []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}

var calendarArgumentTable = table.Arguments[calendarArguments]{
	table.OneOf("rpo_days", func(a *calendarArguments) *[]string { return &a.days }, daysOfTheWeek,
		"Days of the week on which the clock runs.").Required(),
	table.Dates("holidays", func(a *calendarArguments) *[]string { return &a.holidays },
		"Dates on which it does not run, whatever day of the week they are, such as `2026-12-25`."),
	table.Zone("time_zone", func(a *calendarArguments) **time.Location { return &a.zone },
		"Time zone of the days, by its IANA name such as `Europe/Berlin`. The default is `UTC`."),
}

// compliance makes the calendar of it; nil is nil.
func (a *calendarArguments) compliance() *compliance.Calendar {
	if a == nil {
		return nil
	}
	c := &compliance.Calendar{Days: map[time.Weekday]bool{}, Holidays: map[string]bool{}, Zone: time.UTC}
	if a.zone != nil {
		c.Zone = a.zone
	}
	for _, day := range a.days {
		c.Days[weekdays[day]] = true
	}
	for _, date := range a.holidays {
		c.Holidays[date] = true
	}
	return c
}
