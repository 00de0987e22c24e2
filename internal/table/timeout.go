package table

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/datasource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

const defaultReadTimeout = 10 * time.Minute

// readTimeout reads timeouts.read, with the errors and the weeks and days of every other duration.
var readTimeout = textParser[time.Duration]{accepts: "a duration", summary: "Invalid Read Timeout", parse: ParseDuration}

// Timeouts is timeouts = { read = "..." }.
func Timeouts(ctx context.Context) schema.Attribute {
	attribute := timeouts.Attributes(ctx)
	if nested, ok := attribute.(schema.SingleNestedAttribute); ok {
		nested.MarkdownDescription = "How long Terraform waits."
		nested.Attributes = map[string]schema.Attribute{"read": schema.StringAttribute{
			MarkdownDescription: "How long the whole read may take, retries included, as a duration such as `90s` or `15m`. The default is `10m`.",
			Optional:            true, Validators: []validator.String{readTimeout},
		}}
		return nested
	}
	return attribute
}

// WithReadTimeout bounds a read by the timeouts attribute.
func WithReadTimeout(ctx context.Context, config tfsdk.Config) (context.Context, context.CancelFunc, diag.Diagnostics) {
	at := path.Root("timeouts").AtName("read")
	timeout := defaultReadTimeout
	var text types.String
	diags := config.GetAttribute(ctx, at, &text)
	if !text.IsNull() && !diags.HasError() {
		var err error
		if timeout, err = ParseDuration(text.ValueString()); err != nil {
			diags.AddAttributeError(at, readTimeout.summary, err.Error())
		}
	}
	ctx, cancel := context.WithTimeoutCause(ctx, timeout, errReadTimeout{timeout})
	return ctx, cancel, diags
}

// errReadTimeout is the cause of a read's end by its own timeout.
type errReadTimeout struct{ timeout time.Duration }

func (e errReadTimeout) Error() string {
	return fmt.Sprintf("the read did not end within its timeout of %s", FormatDuration(e.timeout))
}
