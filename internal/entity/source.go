package entity

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

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
