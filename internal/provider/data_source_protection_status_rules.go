package provider

import (
	"context"
	"fmt"
	"regexp"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// patternValidator refuses what looks like a regular expression or a class, which would silently match nothing.
func patternValidator() validator.String {
	return stringvalidator.RegexMatches(regexp.MustCompile(`^[^\[\]\\^$]+$`),
		"must be a name in which only * (any text) and ? (one character) are special; [ ] \\ ^ $ are not taken, a ? matches such a character")
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
func (lookbackHoldsRPO) ValidateDataSource(
	ctx context.Context, request datasource.ValidateConfigRequest, response *datasource.ValidateConfigResponse,
) {
	rpoText, rpo := configuredDuration(ctx, request.Config, "rpo")
	lookbackText, lookback := configuredDuration(ctx, request.Config, "lookback")
	if rpo > 0 && lookback > 0 && lookback < rpo {
		response.Diagnostics.AddAttributeError(path.Root("lookback"), "Invalid Duration",
			fmt.Sprintf("lookback (%s) is shorter than rpo (%s); expected a duration from rpo to 720h.", lookbackText, rpoText))
	}
}

// configuredDuration is an argument as it is written and as a duration; 0 where it is not given, not known, or no duration,
// which the argument says.
func configuredDuration(ctx context.Context, config tfsdk.Config, name string) (string, time.Duration) {
	var text types.String
	if config.GetAttribute(ctx, path.Root(name), &text).HasError() {
		return "", 0
	}
	duration, _ := time.ParseDuration(text.ValueString())
	return text.ValueString(), duration
}
