package provider

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// patternValidator refuses what looks like a regular expression or a class, which would silently match nothing.
func patternValidator() validator.String {
	return stringvalidator.RegexMatches(regexp.MustCompile(`^[^\[\]\\^$]+$`),
		"must be a name in which only * (any text) and ? (one character) are special; [ ] \\ ^ $ are not taken, a ? matches such a character")
}

// matcher tells whether a name matches one of the patterns, regardless of case.
func matcher(patterns []string) func(name string) bool {
	var alternatives []string
	for _, pattern := range patterns {
		expression := strings.NewReplacer(`\*`, `.*`, `\?`, `.`).Replace(regexp.QuoteMeta(pattern))
		alternatives = append(alternatives, expression)
	}
	if len(alternatives) == 0 {
		return func(string) bool { return false }
	}
	return regexp.MustCompile(`(?is)^(?:` + strings.Join(alternatives, "|") + `)$`).MatchString
}

// lookbackHoldsRPO: a lookback shorter than the RPO would call machines stale that are not.
type lookbackHoldsRPO struct{}

// Description says what is judged.
func (lookbackHoldsRPO) Description(context.Context) string {
	return "lookback is not shorter than rpo"
}

// MarkdownDescription is Description.
func (r lookbackHoldsRPO) MarkdownDescription(ctx context.Context) string { return r.Description(ctx) }

// ValidateDataSource compares the two where both are known.
func (lookbackHoldsRPO) ValidateDataSource(ctx context.Context, request datasource.ValidateConfigRequest, response *datasource.ValidateConfigResponse) {
	var rpo, lookback timetypes.GoDuration
	response.Diagnostics.Append(request.Config.GetAttribute(ctx, path.Root("rpo"), &rpo)...)
	response.Diagnostics.Append(request.Config.GetAttribute(ctx, path.Root("lookback"), &lookback)...)
	if response.Diagnostics.HasError() || rpo.IsNull() || rpo.IsUnknown() || lookback.IsNull() || lookback.IsUnknown() {
		return
	}
	r, more := rpo.ValueGoDuration()
	response.Diagnostics.Append(more...)
	l, more := lookback.ValueGoDuration()
	response.Diagnostics.Append(more...)
	if !response.Diagnostics.HasError() && l < r {
		response.Diagnostics.AddAttributeError(path.Root("lookback"), "Invalid Duration",
			fmt.Sprintf("lookback (%s) is shorter than rpo (%s); expected a duration from rpo to 720h.", lookback.ValueString(), rpo.ValueString()))
	}
}
