package provider_test

import (
	"context"
	"slices"
	"sync"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/provider"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// served is the provider in process, spoken to as Terraform does: for suites that are too large for Terraform itself.
type served struct {
	t        *testing.T
	provider *provider.Provider
	server   tfprotov6.ProviderServer
	schemas  *tfprotov6.GetProviderSchemaResponse
}

// servedSchemas are those of every provider: making them takes longer than most reads.
var servedSchemas = sync.OnceValues(func() (*tfprotov6.GetProviderSchemaResponse, error) {
	return provider.New("test").Server().GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
})

// serve configures the provider with settings; those left out are null.
func serve(t *testing.T, settings map[string]any, adjust ...func(*veeamclient.Config)) *served {
	t.Helper()
	p := provider.New("test", adjust...)
	server := p.Server()
	schemas, err := servedSchemas()
	if err != nil {
		t.Fatal(err)
	}
	s := &served{t, p, server, schemas}
	configured, err := server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{Config: s.config(schemas.Provider, settings)})
	if err != nil || len(configured.Diagnostics) != 0 {
		t.Fatal(err, configured.Diagnostics)
	}
	return s
}

// config makes a configuration of the values that are given: texts, truths, numbers, sets of texts, or values of tftypes.
func (s *served) config(schema *tfprotov6.Schema, given map[string]any) *tfprotov6.DynamicValue {
	s.t.Helper()
	kind, _ := schema.ValueType().(tftypes.Object)
	values := make(map[string]tftypes.Value, len(kind.AttributeTypes))
	for name, attribute := range kind.AttributeTypes {
		value := given[name]
		if texts, ok := value.([]string); ok {
			elements := make([]tftypes.Value, len(texts))
			for i, text := range texts {
				elements[i] = tftypes.NewValue(tftypes.String, text)
			}
			value = elements
		}
		if texts, ok := value.(map[string]string); ok {
			elements := make(map[string]tftypes.Value, len(texts))
			for key, text := range texts {
				elements[key] = tftypes.NewValue(tftypes.String, text)
			}
			value = elements
		}
		if made, ok := value.(tftypes.Value); ok {
			values[name] = made
			continue
		}
		values[name] = tftypes.NewValue(attribute, value)
	}
	dynamic, err := tfprotov6.NewDynamicValue(kind, tftypes.NewValue(kind, values))
	if err != nil {
		s.t.Fatal(err)
	}
	return &dynamic
}

// read reads a data source and returns its attributes.
func (s *served) read(ctx context.Context, kind string, arguments map[string]any) (map[string]tftypes.Value, []*tfprotov6.Diagnostic) {
	s.t.Helper()
	schema := s.schemas.DataSourceSchemas[kind]
	response, err := s.server.ReadDataSource(ctx, &tfprotov6.ReadDataSourceRequest{TypeName: kind, Config: s.config(schema, arguments)})
	if err != nil {
		s.t.Fatal(err)
	}
	attributes := map[string]tftypes.Value{}
	if response.State != nil {
		state, err := response.State.Unmarshal(schema.ValueType())
		if err != nil {
			s.t.Fatal(err)
		}
		if err := state.As(&attributes); err != nil {
			s.t.Fatal(err)
		}
	}
	return attributes, response.Diagnostics
}

// open opens the gate as an ephemeral resource and returns its attributes, none where it failed.
func (s *served) open(ctx context.Context, arguments map[string]any) (map[string]tftypes.Value, []*tfprotov6.Diagnostic) {
	s.t.Helper()
	schema := s.schemas.EphemeralResourceSchemas[gateKind]
	response, err := s.server.OpenEphemeralResource(ctx, &tfprotov6.OpenEphemeralResourceRequest{TypeName: gateKind, Config: s.config(schema, arguments)})
	if err != nil {
		s.t.Fatal(err)
	}
	attributes := map[string]tftypes.Value{}
	if response.Result != nil && !failed(response.Diagnostics) {
		result, err := response.Result.Unmarshal(schema.ValueType())
		if err != nil {
			s.t.Fatal(err)
		}
		if err := result.As(&attributes); err != nil {
			s.t.Fatal(err)
		}
	}
	return attributes, response.Diagnostics
}

// invoke invokes the gate as an action and returns what it said on its way.
func (s *served) invoke(ctx context.Context, arguments map[string]any) (progress []string, diags []*tfprotov6.Diagnostic) {
	s.t.Helper()
	server, ok := s.server.(tfprotov6.ActionServer)
	if !ok {
		s.t.Fatal("the provider has no actions")
	}
	stream, err := server.InvokeAction(ctx, &tfprotov6.InvokeActionRequest{ActionType: gateKind, Config: s.config(s.schemas.ActionSchemas[gateKind].Schema, arguments)})
	if err != nil {
		s.t.Fatal(err)
	}
	for event := range stream.Events {
		switch e := event.Type.(type) {
		case tfprotov6.ProgressInvokeActionEventType:
			progress = append(progress, e.Message)
		case tfprotov6.CompletedInvokeActionEventType:
			diags = e.Diagnostics
		}
	}
	return progress, diags
}

func failed(diags []*tfprotov6.Diagnostic) bool {
	return slices.ContainsFunc(diags, func(d *tfprotov6.Diagnostic) bool { return d.Severity == tfprotov6.DiagnosticSeverityError })
}
