// Command memory is a Terraform provider whose one data source answers at once. A plan of it is what Terraform itself takes for as
// many data sources, whatever they read.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

const dataSource = "memory_answer"

func main() {
	serve := func() tfprotov6.ProviderServer { return server{} }
	if err := tf6server.Serve("registry.terraform.io/terraform-veeam/memory", serve); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// server answers what Terraform asks in a plan; it asks for nothing else.
type server struct{ tfprotov6.ProviderServer }

func (server) GetMetadata(context.Context, *tfprotov6.GetMetadataRequest) (*tfprotov6.GetMetadataResponse, error) {
	return &tfprotov6.GetMetadataResponse{DataSources: []tfprotov6.DataSourceMetadata{{TypeName: dataSource}}}, nil
}

func (server) GetProviderSchema(context.Context, *tfprotov6.GetProviderSchemaRequest) (*tfprotov6.GetProviderSchemaResponse, error) {
	attributes := []*tfprotov6.SchemaAttribute{
		{Name: "name", Type: tftypes.String, Required: true},
		{Name: "total", Type: tftypes.Number, Computed: true},
	}
	return &tfprotov6.GetProviderSchemaResponse{
		Provider:          &tfprotov6.Schema{Block: &tfprotov6.SchemaBlock{}},
		DataSourceSchemas: map[string]*tfprotov6.Schema{dataSource: {Block: &tfprotov6.SchemaBlock{Attributes: attributes}}},
	}, nil
}

func (server) GetResourceIdentitySchemas(
	context.Context, *tfprotov6.GetResourceIdentitySchemasRequest,
) (*tfprotov6.GetResourceIdentitySchemasResponse, error) {
	return &tfprotov6.GetResourceIdentitySchemasResponse{}, nil
}

func (server) ValidateProviderConfig(
	_ context.Context, r *tfprotov6.ValidateProviderConfigRequest,
) (*tfprotov6.ValidateProviderConfigResponse, error) {
	return &tfprotov6.ValidateProviderConfigResponse{PreparedConfig: r.Config}, nil
}

func (server) ConfigureProvider(
	context.Context, *tfprotov6.ConfigureProviderRequest,
) (*tfprotov6.ConfigureProviderResponse, error) {
	return &tfprotov6.ConfigureProviderResponse{}, nil
}

func (server) ValidateDataResourceConfig(
	context.Context, *tfprotov6.ValidateDataResourceConfigRequest,
) (*tfprotov6.ValidateDataResourceConfigResponse, error) {
	return &tfprotov6.ValidateDataResourceConfigResponse{}, nil
}

func (server) ReadDataSource(_ context.Context, r *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	answer := tftypes.Object{AttributeTypes: map[string]tftypes.Type{"name": tftypes.String, "total": tftypes.Number}}
	config, err := r.Config.Unmarshal(answer)
	if err != nil {
		return nil, err
	}
	values := map[string]tftypes.Value{}
	if err := config.As(&values); err != nil {
		return nil, err
	}
	values["total"] = tftypes.NewValue(tftypes.Number, 1)
	state, err := tfprotov6.NewDynamicValue(answer, tftypes.NewValue(answer, values))
	return &tfprotov6.ReadDataSourceResponse{State: &state}, err
}

func (server) StopProvider(context.Context, *tfprotov6.StopProviderRequest) (*tfprotov6.StopProviderResponse, error) {
	return &tfprotov6.StopProviderResponse{}, nil
}
