package provider

import (
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/compliance"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
)

// waiverArguments are violations that pass for some time.
type waiverArguments struct {
	machines, causes   []string
	reason, approvedBy string
	until              table.DateOrInstant
}

// longestWaiver is how far ahead a waiver may end: what passes for longer is an exclusion.
const longestWaiver = 366 * 24 * time.Hour

var waiverArgumentTable = table.Arguments[waiverArguments]{
	table.Texts("machines", func(a *waiverArguments) *[]string { return &a.machines }, patternValidator(),
		"Patterns of the machines. "+describePatterns).Required(),
	table.Text("reason", func(a *waiverArguments) *string { return &a.reason }, "Why their violations may pass.").Required(),
	table.Until("until", func(a *waiverArguments) *table.DateOrInstant { return &a.until },
		"When it ends: a time with zone (RFC 3339), or a date such as `2026-12-31`, whose end in the time zone of `calendar` is meant. At "+
			"most 366 days ahead.").Required(),
	table.Name("approved_by", func(a *waiverArguments) *string { return &a.approvedBy }, "Who approved it."),
	table.Texts("causes", func(a *waiverArguments) *[]string { return &a.causes }, stringvalidator.OneOf(compliance.MachineCauses...),
		"Causes that it waives; the default is all. `[\"not_seen\"]` is for machines that are new and have no backup yet."),
}

// compliance makes the waiver of it. A date ends in the zone of a calendar.
func (a *waiverArguments) compliance(calendar *compliance.Calendar) compliance.Waiver {
	zone := time.UTC
	if calendar != nil {
		zone = calendar.Zone
	}
	return compliance.Waiver{
		Machines: a.machines, Causes: a.causes, Reason: a.reason, ApprovedBy: a.approvedBy, Until: a.until.EndIn(zone), UntilText: a.until.Text,
	}
}
