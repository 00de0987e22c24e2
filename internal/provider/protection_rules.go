package provider

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/compliance"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
)

// patternValidator refuses what looks like a regular expression or a class, which would silently match nothing.
func patternValidator() validator.String {
	return stringvalidator.RegexMatches(regexp.MustCompile(`^[^\[\]^$]+$`),
		"must be a name in which only * (any text) and ? (one character) are special; [ ] ^ $ are not taken, a ? matches such a character")
}

// protectionRuleList are the rules of every verdict.
var protectionRuleList = slices.Concat(table.Excludes("only_machines", "expected_machines", "exclude_machines"),
	table.Excludes("expect_inventory", "only_machines", "job_names", "backup_server_name"), []datasource.ConfigValidator{protectionRules{}})

// protectionRules look at the arguments of a verdict together.
type protectionRules struct{}

func (protectionRules) Description(context.Context) string {
	return "lookback reaches as far as every rpo, calendars have days, waivers end within 366 days, names of policies are unique"
}

func (r protectionRules) MarkdownDescription(ctx context.Context) string { return r.Description(ctx) }

// ValidateDataSource judges a configuration that is wholly known. Terraform validates once more before it reads.
func (protectionRules) ValidateDataSource(
	ctx context.Context, request datasource.ValidateConfigRequest, response *datasource.ValidateConfigResponse,
) {
	response.Diagnostics.Append(checkProtection(ctx, request.Config, time.Now())...)
}

// checkProtection judges the arguments together, where all are known and each is right by itself.
func checkProtection(ctx context.Context, config tfsdk.Config, now time.Time) (diags diag.Diagnostics) {
	if !config.Raw.IsFullyKnown() {
		return nil
	}
	var a protectionArguments
	if protectionArgumentTable.Read(ctx, config, &a).HasError() {
		return nil // the arguments say so themselves
	}
	a.setDefaults()
	diags.Append(a.checkCalendars(now)...)
	if given := a.Lookback; given > 0 && given < a.reach(now) && !diags.HasError() {
		daysOff := ""
		if a.hasCalendar() {
			daysOff = ", days off included"
		}
		diags.AddAttributeError(path.Root("lookback"), "Invalid Duration", fmt.Sprintf(
			"lookback is %s, but the longest rpo reaches %s back%s; expected at least that.",
			table.FormatDuration(given), table.FormatDuration(a.reach(now).Round(time.Second)), daysOff))
	}
	diags.Append(a.checkPolicies()...)
	diags.Append(a.checkPoints()...)
	diags.Append(a.checkWaivers(now)...)
	return diags
}

func (a *protectionArguments) hasCalendar() bool {
	for _, p := range a.Policies {
		if p.Calendar != nil {
			return true
		}
	}
	return a.Calendar != nil
}

// checkCalendars refuses a calendar without a day within the lookback: by it no backup would ever grow old.
func (a *protectionArguments) checkCalendars(now time.Time) (diags diag.Diagnostics) {
	lookback := a.Lookback
	if lookback == 0 {
		lookback = em.LongestRetention
	}
	check := func(c *compliance.Calendar, at path.Path) {
		if c != nil && !c.HasDay(now, lookback) {
			diags.AddAttributeError(at, "Invalid Calendar", "All of its rpo_days within the lookback are holidays, so that no backup would ever "+
				"grow old. Leave some of the holidays out.")
		}
	}
	check(a.Calendar, path.Root("calendar").AtName("holidays"))
	for i, p := range a.policies {
		check(p.calendar.compliance(), path.Root("policies").AtListIndex(i).AtName("calendar").AtName("holidays"))
	}
	return diags
}

// checkPoints refuses a number of restore points where none are read.
func (a *protectionArguments) checkPoints() (diags diag.Diagnostics) {
	const needs = "min_restore_points needs evidence_from = \"restore_points\": without it no restore points are read."
	if a.FromPoints {
		return nil
	}
	if a.MinPoints > 0 {
		diags.AddAttributeError(path.Root("min_restore_points"), "Invalid Argument", needs)
	}
	for i, p := range a.policies {
		if p.minPoints > 0 {
			diags.AddAttributeError(path.Root("policies").AtListIndex(i).AtName("min_restore_points"), "Invalid Argument", needs)
		}
	}
	return diags
}

func (a *protectionArguments) checkPolicies() (diags diag.Diagnostics) {
	first := map[string]int{}
	for i, p := range a.policies {
		if other, twice := first[p.name]; twice {
			diags.AddAttributeError(path.Root("policies").AtListIndex(i).AtName("name"), "Invalid Policy", fmt.Sprintf(
				"policies[%d] has the name %q already, and machines are told apart by it. Choose another.", other, p.name))
		}
		first[p.name] = i
	}
	return diags
}

func (a *protectionArguments) checkWaivers(now time.Time) (diags diag.Diagnostics) {
	for i, w := range a.Waivers {
		if w.Until.After(now.Add(longestWaiver)) {
			diags.AddAttributeError(path.Root("waivers").AtListIndex(i).AtName("until"), "Invalid Waiver", fmt.Sprintf(
				"%s is more than 366 days ahead. What is not judged for that long is an exclusion: use exclude_machines, or an earlier "+
					"end.", w.UntilText))
		}
	}
	return diags
}
