package provider

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/compliance"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
)

// collectsEvery is how often EM collects data from its backup servers unless it is set otherwise.
const collectsEvery = 15 * time.Minute

// warnOfProtection warns of clocks, and of arguments that match nothing.
func warnOfProtection(a *protectionArguments, verdicts []*protection) (diags diag.Diagnostics) {
	diags.Append(warnOfClocks(a)...)
	if a.MaxDataAge > 0 && a.MaxDataAge < collectsEvery {
		diags.AddAttributeWarning(path.Root("max_data_age"), "Data Age Below the Interval of Collecting", fmt.Sprintf(
			"max_data_age is %s, but Enterprise Manager collects every 15 minutes unless it is set otherwise. Unless it is, set "+
				"max_data_age to 15m or more.", table.FormatDuration(a.MaxDataAge)))
	}
	for _, v := range verdicts {
		for _, name := range v.UnusedPolicies {
			i := slices.IndexFunc(a.policies, func(p policyArguments) bool { return p.name == name })
			diags.AddAttributeWarning(path.Root("policies").AtListIndex(i).AtName("machines"), "Pattern Matches No Machine", fmt.Sprintf(
				"No machine with a task session within lookback, and none that is named, is one of the policy %q. Mend its patterns, or remove it "+
					"from policies.", name))
		}
		if names := doubtfulNames(v.Machines); len(names) > 0 {
			diags.AddAttributeWarning(path.Root("expect_inventory"), "Retired Machines Without a Good Backup", fmt.Sprintf(
				"A job processed these machines within their RPO, without a good backup, and their virtual host does not list them: %s. They are "+
					"retired, and not judged. Where they are still there, the account has a restore scope without them: name them in "+
					"expected_machines, or give the account a scope with all machines. Where they were removed, the warning ends with their RPO.",
				namesInWords(names)))
		}
		for _, text := range v.UnusedExclusions {
			diags.AddAttributeWarning(path.Root("exclude_machines").AtMapKey(text), "Pattern Matches No Machine", fmt.Sprintf(
				"No machine with a task session within lookback matches %q. Mend the pattern, or remove it from exclude_machines.", text))
		}
	}
	return diags
}

func doubtfulNames(machines []*compliance.Machine) (names []string) {
	for _, m := range machines {
		if m.Doubtful {
			names = append(names, em.Printable(m.Name))
		}
	}
	return names
}

// namesInWords lists the first ten names, and says how many more there are.
func namesInWords(names []string) string {
	const most = 10
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
}

// warnOfClocks names the clock that must be set where times can't be compared: EM's and the local one differ, or a backup
// server's is ahead of both.
func warnOfClocks(a *protectionArguments) (diags diag.Diagnostics) {
	if ahead := a.clock.EMAhead; ahead.Abs() > compliance.ClockSkew {
		diags.AddWarning("Clocks Differ", fmt.Sprintf("The clock of Enterprise Manager is %s %s that of the machine that runs Terraform. "+
			"Ages are counted by the later of the two, %s. Set the clock that is wrong.", table.FormatDuration(ahead.Abs().Round(time.Second)),
			map[bool]string{true: "ahead of", false: "behind"}[ahead > 0], a.clock.Now.Format(time.RFC3339)))
	}
	if by := a.newest.Creation.Sub(a.clock.Now); by > compliance.ClockSkew {
		diags.AddWarning("Clocks Differ", fmt.Sprintf("A task session of \"%s\" begins %s after now, at %s: the clock of the backup server %s "+
			"is ahead of those of Enterprise Manager and of the machine that runs Terraform. Such a task session is never a good backup. Set "+
			"that clock.",
			em.Printable(a.newest.Name), table.FormatDuration(by.Round(time.Second)), a.newest.Creation.Format(time.RFC3339),
			em.Printable(cmp.Or(a.newest.Server, a.newest.ServerID, "(unnamed)"))))
	}
	return diags
}
