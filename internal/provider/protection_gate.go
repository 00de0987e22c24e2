package provider

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/compliance"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// The summaries of a gate that stops are fixed, so that who runs Terraform can tell a bad night from an EM that is down.
const (
	summaryNotCompliant = "Backups Not Compliant"
	summaryUnreadable   = "Unable to Read Protection Status"
)

// populationArguments name who is judged. A gate needs one of them, so that a machine that was dropped from its job can't drop
// out of sight.
var populationArguments = []string{"only_machines", "expected_machines", "expect_inventory"}

// protectionGateRules are the rules of a verdict, and that a population is named.
func protectionGateRules() []datasource.ConfigValidator {
	return append(slices.Clone(protectionRuleList), table.AtLeastOneOf(populationArguments...))
}

// protectionGate is what the ephemeral resource and the action veeam_protection_gate have in common.
type protectionGate struct {
	table.Client
	provider *Provider
	// operation is what Terraform calls the moment at which the gate judges: its timeout bounds the read.
	operation string
}

// judge reads EM anew and judges. The error is that of a read that failed; all else is in the diagnostics.
func (g *protectionGate) judge(ctx context.Context, config tfsdk.Config,
) (v *protection, a *protectionArguments, diags diag.Diagnostics, err error) {
	a = &protectionArguments{readAnew: true}
	ctx, cancel, diags := table.WithTimeout(ctx, config, g.operation)
	defer cancel()
	if diags.Append(protectionArgumentTable.Read(ctx, config, a)...); diags.HasError() {
		return nil, a, diags, nil
	}
	verdicts, err := g.provider.cache.readProtection(ctx, g.EM, a, g.provider.version)
	if err != nil {
		return nil, a, append(diags, warnOfProtection(a, nil)...), err
	}
	v = &verdicts[0]
	return v, a, append(diags, warnOfProtection(a, []*protection{v})...), nil
}

// explain is the detail of an error that came in place of a verdict.
func (g *protectionGate) explain(a *protectionArguments, err error) string {
	return g.Explain(table.Advice{
		Role: protectionRole, Asked: protectionArgumentTable.Describe(a), Hint: sessionHint, Operation: g.operation,
	}, err)
}

// explainViolations is the detail of a verdict that stops: names and reasons, as some versions of Terraform show no summary of an
// action that fails.
func (g *protectionGate) explainViolations(v *protection, wayOut string) string {
	parts := []string{v.Message}
	if hints := hintsOf(v.Violations); hints != "" {
		parts = append(parts, hints)
	}
	return strings.Join(append(parts, "Enterprise Manager: "+g.EM.Endpoint(), wayOut), "\n\n")
}

// mostHints is how many hints an error lists: as many as its message lists violations.
const mostHints = 10

// hintsOf are the hints of violations, one a line.
func hintsOf(violations []*machine) string {
	var lines []string
	for _, m := range violations {
		if m.Hint != "" && len(lines) < mostHints {
			lines = append(lines, fmt.Sprintf("%s: %s", em.Printable(m.Name), em.Printable(m.Hint)))
		}
	}
	return strings.Join(lines, "\n")
}

// isInterrupted reports whether a read ended because Terraform was told to stop.
func isInterrupted(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, veeamclient.ErrClosed)
}

// unreadable is the verdict of a gate that is not enforced, where EM can't be read.
func (g *protectionGate) unreadable() *protection {
	return &protection{Verdict: compliance.Unreadable(g.EM.Host(), fmt.Sprintf("The warning %q says why.", summaryUnreadable))}
}
