package entity

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/datasource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// source receives the client that the provider configured; data sources embed it.
type source struct{ client *veeamclient.Client }

// Configure takes the client. Terraform calls it without one while validating.
func (s *source) Configure(_ context.Context, request datasource.ConfigureRequest, response *datasource.ConfigureResponse) {
	if request.ProviderData == nil {
		return
	}
	client, ok := request.ProviderData.(*veeamclient.Client)
	if !ok {
		response.Diagnostics.AddError("Unexpected Provider Data", fmt.Sprintf(
			"Expected *veeamclient.Client, got %T. This is a bug in the provider; please report it.", request.ProviderData))
		return
	}
	s.client = client
}

// withReadTimeout bounds a read by the timeouts attribute.
func withReadTimeout(ctx context.Context, config tfsdk.Config) (context.Context, context.CancelFunc, diag.Diagnostics) {
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
