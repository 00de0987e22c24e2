package table

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// Client receives the client of Enterprise Manager that the provider configured; data sources embed it.
type Client struct{ EM *veeamclient.Client }

// Configure takes the client for a data source.
func (c *Client) Configure(_ context.Context, request datasource.ConfigureRequest, response *datasource.ConfigureResponse) {
	c.Take(request.ProviderData, &response.Diagnostics)
}

// Take takes the client out of the data that the provider's Configure has left. There is none while Terraform validates.
func (c *Client) Take(providerData any, diags *diag.Diagnostics) {
	if providerData == nil {
		return
	}
	client, ok := providerData.(*veeamclient.Client)
	if !ok {
		diags.AddError("Unexpected Provider Data", fmt.Sprintf(
			"Expected *veeamclient.Client, got %T. This is a bug in the provider; please report it.", providerData))
		return
	}
	c.EM = client
}

// Advice is what the error of a read says beside what came back.
type Advice struct {
	// Role is EM's least role for the read.
	Role string
	// Asked is what the user gave, in words.
	Asked string
	// Hint says why something may not be there.
	Hint string
	// Check names the arguments that hold EM's own words, if any.
	Check string
	// Operation is what timeouts bounds: OperationRead where it is empty.
	Operation string
}

// Fail adds the error of a read of title, such as "Backup Sessions".
func (c *Client) Fail(diags *diag.Diagnostics, title string, advice Advice, err error) {
	diags.AddError(errorSummary(title), c.Explain(advice, err))
}

// Explain is the detail of a failed read: what was asked, what came back, what to do.
func (c *Client) Explain(advice Advice, err error) string {
	return failure{Advice: advice, endpoint: c.EM.Endpoint()}.explain(err)
}

// errorSummary is the fixed phrase of every failed read.
func errorSummary(title string) string { return "Unable to Read " + title }
