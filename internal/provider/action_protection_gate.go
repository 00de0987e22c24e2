package provider

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/action"
	actionschema "github.com/hashicorp/terraform-plugin-framework/action/schema"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
)

// actionProtectionGate judges whenever it is invoked: just before one change, or by terraform apply -invoke.
type actionProtectionGate struct{ protectionGate }

var (
	_ action.ActionWithConfigure        = &actionProtectionGate{}
	_ action.ActionWithConfigValidators = &actionProtectionGate{}
)

func (p *Provider) newActionProtectionGate() action.Action {
	return &actionProtectionGate{protectionGate{provider: p, operation: table.OperationInvoke}}
}

func (g *actionProtectionGate) Metadata(_ context.Context, request action.MetadataRequest, response *action.MetadataResponse) {
	response.TypeName = request.ProviderTypeName + "_protection_gate"
}

// Schema has the arguments of the verdict; an action answers nothing.
func (g *actionProtectionGate) Schema(ctx context.Context, _ action.SchemaRequest, response *action.SchemaResponse) {
	attributes := protectionArgumentTable.Attributes()
	attributes["timeouts"] = table.Timeouts(ctx, g.operation)
	response.Schema = actionschema.Schema{
		MarkdownDescription: table.DescribeRole("Fails unless every machine has a good backup that began within the RPO: just before the "+
			"change that triggers it, or when it is invoked by `terraform apply -invoke`. A population must be named, by `only_machines`, "+
			"`expected_machines` or `expect_inventory`. Terraform 1.14 or newer is needed; 1.13 accepts `action` blocks and ignores them, so "+
			"set `required_version`.", protectionRole),
		Attributes: table.ActionAttributes(attributes),
	}
}

func (g *actionProtectionGate) Configure(_ context.Context, request action.ConfigureRequest, response *action.ConfigureResponse) {
	g.Take(request.ProviderData, &response.Diagnostics)
}

// ConfigValidators are the rules of the verdict, and that a population is named.
func (g *actionProtectionGate) ConfigValidators(context.Context) []action.ConfigValidator {
	return table.ActionRules(protectionGateRules())
}

// progressEvery is how often the action says that it still reads.
const progressEvery = 10 * time.Second

// Invoke judges, and fails unless all is well.
func (g *actionProtectionGate) Invoke(ctx context.Context, request action.InvokeRequest, response *action.InvokeResponse) {
	say := func(text string) { response.SendProgress(action.InvokeProgressEvent{Message: text}) }
	say("Reading the task sessions of " + g.EM.Host())
	stop := repeat(progressEvery, func(after time.Duration) { say("Still reading after " + table.FormatDuration(after)) })
	v, a, diags, err := g.judge(ctx, request.Config)
	stop()
	if response.Diagnostics.Append(diags...); response.Diagnostics.HasError() {
		return
	}
	switch {
	case err != nil:
		response.Diagnostics.AddError(summaryUnreadable, g.explain(a, err))
	case !v.Compliant:
		response.Diagnostics.AddError(summaryNotCompliant, g.explainViolations(v, "See that these backups succeed, or let them pass by waivers."))
	default:
		say(v.Message)
	}
}

// repeat calls a function at intervals, with the time since the beginning, until stop is called. When stop returns, no call is under way.
func repeat(interval time.Duration, call func(after time.Duration)) (stop func()) {
	ticker, ended, left := time.NewTicker(interval), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(left)
		for after := interval; ; after += interval {
			select {
			case <-ticker.C:
				call(after)
			case <-ended:
				return
			}
		}
	}()
	return func() {
		ticker.Stop()
		close(ended)
		<-left
	}
}
