package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	ephemeralschema "github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
)

// ephemeralProtectionGate judges whenever it is opened: while planning, and again while a plan is applied.
type ephemeralProtectionGate struct{ protectionGate }

var (
	_ ephemeral.EphemeralResourceWithConfigure        = &ephemeralProtectionGate{}
	_ ephemeral.EphemeralResourceWithConfigValidators = &ephemeralProtectionGate{}
)

// gateColumns are what a gate that is open says; an error says it of one that is not.
var gateColumns = protectionColumns.Only("compliant", "message", "passing_names", "violating_names", "violations")

func (p *Provider) newEphemeralProtectionGate() ephemeral.EphemeralResource {
	return &ephemeralProtectionGate{protectionGate{provider: p, operation: table.OperationOpen}}
}

func (g *ephemeralProtectionGate) Metadata(_ context.Context, request ephemeral.MetadataRequest, response *ephemeral.MetadataResponse) {
	response.TypeName = request.ProviderTypeName + "_protection_gate"
}

// Schema has the arguments of the verdict, enforce and the answer.
func (g *ephemeralProtectionGate) Schema(ctx context.Context, _ ephemeral.SchemaRequest, response *ephemeral.SchemaResponse) {
	attributes := protectionArgumentTable.Attributes()
	for name, column := range gateColumns.Attributes() {
		attributes[name] = column
	}
	attributes["enforce"] = schema.BoolAttribute{
		Optional: true,
		MarkdownDescription: "Whether the gate stops where a machine violates, or where Enterprise Manager can't be read. The default is " +
			"`true`. With `false` it never stops: `compliant` is false then, and where Enterprise Manager can't be read, a warning says so " +
			"and `violations` has a row with the cause `unreadable`.",
	}
	attributes["timeouts"] = table.Timeouts(ctx, g.operation)
	response.Schema = ephemeralschema.Schema{
		MarkdownDescription: table.DescribeRole("Stops whatever depends on it unless every machine has a good backup that began within the "+
			"RPO. It judges while Terraform plans and again while it applies, a saved plan too, and leaves nothing in plan or state. A "+
			"population must be named, by `only_machines`, `expected_machines` or `expect_inventory`. Terraform 1.10 or newer, or OpenTofu "+
			"1.11 or newer, is needed.", protectionRole),
		Attributes: table.EphemeralAttributes(attributes),
	}
}

func (g *ephemeralProtectionGate) Configure(_ context.Context, request ephemeral.ConfigureRequest, response *ephemeral.ConfigureResponse) {
	g.Take(request.ProviderData, &response.Diagnostics)
}

// ConfigValidators are the rules of the verdict, and that a population is named.
func (g *ephemeralProtectionGate) ConfigValidators(context.Context) []ephemeral.ConfigValidator {
	return table.EphemeralRules(protectionGateRules())
}

// Open judges, and fails unless all is well or the gate is not enforced.
func (g *ephemeralProtectionGate) Open(ctx context.Context, request ephemeral.OpenRequest, response *ephemeral.OpenResponse) {
	var enforce types.Bool
	response.Diagnostics.Append(request.Config.GetAttribute(ctx, path.Root("enforce"), &enforce)...)
	enforced := enforce.IsNull() || enforce.ValueBool()
	v, a, diags, err := g.judge(ctx, request.Config)
	if response.Diagnostics.Append(diags...); response.Diagnostics.HasError() {
		return
	}
	switch {
	case err != nil && (enforced || isInterrupted(err)):
		response.Diagnostics.AddError(summaryUnreadable, g.explain(a, err))
		return
	case err != nil:
		v = g.unreadable()
		response.Diagnostics.AddWarning(summaryUnreadable, g.explain(a, err)+"\n\nenforce is false, so the gate lets pass what depends on it, "+
			"though nothing proves that there are backups.")
	case enforced && !v.Compliant:
		response.Diagnostics.AddError(summaryNotCompliant, g.explainViolations(v, "See that these backups succeed, let them pass by waivers, or "+
			"set enforce = false to let everything pass."))
		return
	}
	response.Result.Raw = gateColumns.Fill(request.Config.Raw, v, &response.Diagnostics)
}
