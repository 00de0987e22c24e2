package table

import (
	"context"
	"fmt"
	"time"

	actiontimeouts "github.com/hashicorp/terraform-plugin-framework-timeouts/action/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-timeouts/datasource/timeouts"
	ephemeraltimeouts "github.com/hashicorp/terraform-plugin-framework-timeouts/ephemeral/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
)

const defaultReadTimeout = 10 * time.Minute

// readTimeout reads a timeout, with the errors and the weeks and days of every other duration.
var readTimeout = textParser[time.Duration]{accepts: "a duration", summary: "Invalid Read Timeout", parse: ParseDuration}

// The operations that have a timeout: of a data source, an ephemeral resource and an action.
const (
	OperationRead   = "read"
	OperationOpen   = "open"
	OperationInvoke = "invoke"
)

// Timeouts is timeouts = { read = "..." } of a data source, or with another operation.
func Timeouts(ctx context.Context, operation string) schema.Attribute {
	var library attr.Type
	switch operation {
	case OperationRead:
		library = timeouts.Attributes(ctx).GetType()
	case OperationOpen:
		library = ephemeraltimeouts.Attributes(ctx).GetType()
	case OperationInvoke:
		library = actiontimeouts.Attributes(ctx).GetType()
	}
	custom, _ := library.(basetypes.ObjectTypable)
	return schema.SingleNestedAttribute{
		MarkdownDescription: "How long Terraform waits.", Optional: true, CustomType: custom,
		Attributes: map[string]schema.Attribute{operation: schema.StringAttribute{
			MarkdownDescription: "How long the whole read may take, retries included, as a duration such as `90s` or `15m`. The default is `10m`.",
			Optional:            true, Validators: []validator.String{readTimeout},
		}},
	}
}

// WithTimeout bounds the read of an operation by the timeouts attribute.
func WithTimeout(ctx context.Context, config tfsdk.Config, operation string) (context.Context, context.CancelFunc, diag.Diagnostics) {
	at := path.Root("timeouts").AtName(operation)
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
