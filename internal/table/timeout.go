package table

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/datasource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
)

const defaultReadTimeout = 10 * time.Minute

// Timeouts is timeouts = { read = "..." }.
func Timeouts(ctx context.Context) schema.Attribute {
	attribute := timeouts.AttributesWithOpts(ctx, timeouts.Opts{
		ReadDescription: "How long the whole read may take, retries included, as a Go duration such as `90s` or `15m`. The default is `10m`.",
	})
	if nested, ok := attribute.(schema.SingleNestedAttribute); ok { // the library describes only read
		nested.MarkdownDescription = "How long Terraform waits."
		return nested
	}
	return attribute
}

// WithReadTimeout bounds a read by the timeouts attribute.
func WithReadTimeout(ctx context.Context, config tfsdk.Config) (context.Context, context.CancelFunc, diag.Diagnostics) {
	var value timeouts.Value
	diags := config.GetAttribute(ctx, path.Root("timeouts"), &value)
	timeout, more := value.Read(ctx, defaultReadTimeout)
	diags.Append(more...)
	if timeout <= 0 {
		diags.AddAttributeError(path.Root("timeouts").AtName("read"), "Invalid Read Timeout",
			fmt.Sprintf("%s is not a time to wait; expected a positive duration such as 90s or 15m.", timeout))
	}
	ctx, cancel := context.WithTimeoutCause(ctx, timeout, errReadTimeout{timeout})
	return ctx, cancel, diags
}

// errReadTimeout is the cause of a read's end by its own timeout.
type errReadTimeout struct{ timeout time.Duration }

func (e errReadTimeout) Error() string {
	return fmt.Sprintf("the read did not end within its timeout of %s", e.timeout)
}
