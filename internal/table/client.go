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

// Configure takes the client. Terraform calls it without one while validating.
func (c *Client) Configure(_ context.Context, request datasource.ConfigureRequest, response *datasource.ConfigureResponse) {
	if request.ProviderData == nil {
		return
	}
	client, ok := request.ProviderData.(*veeamclient.Client)
	if !ok {
		response.Diagnostics.AddError("Unexpected Provider Data", fmt.Sprintf(
			"Expected *veeamclient.Client, got %T. This is a bug in the provider; please report it.", request.ProviderData))
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
}

// Fail adds the error of a read of title, such as "Backup Sessions".
func (c *Client) Fail(diags *diag.Diagnostics, title string, advice Advice, err error) {
	diags.AddError(summary(title), failure{Advice: advice, endpoint: c.EM.Endpoint()}.explain(err))
}

// summary is the fixed phrase of every failed read.
func summary(title string) string { return "Unable to Read " + title }
