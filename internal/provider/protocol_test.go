package provider_test

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// protocol is a configured provider, asked as Terraform asks it but without Terraform.
type protocol struct {
	server tfprotov6.ProviderServer
	kinds  map[string]tftypes.Type
}

// object fills in null for what is not given.
func object(tb testing.TB, kind tftypes.Type, given map[string]tftypes.Value) *tfprotov6.DynamicValue {
	tb.Helper()
	attributes := map[string]tftypes.Value{}
	whole, ok := kind.(tftypes.Object)
	if !ok {
		tb.Fatalf("%s is no object", kind)
	}
	for name, attribute := range whole.AttributeTypes {
		attributes[name] = tftypes.NewValue(attribute, nil)
	}
	maps.Copy(attributes, given)
	value, err := tfprotov6.NewDynamicValue(kind, tftypes.NewValue(kind, attributes))
	if err != nil {
		tb.Fatal(err)
	}
	return &value
}

func text(s string) tftypes.Value { return tftypes.NewValue(tftypes.String, s) }

// speakTLS configures a provider for a simulator.
func speakTLS(tb testing.TB, server tfprotov6.ProviderServer, sim *veeamsim.Server) *protocol {
	tb.Helper()
	return speak(tb, server, sim.URL(), map[string]tftypes.Value{"certificate_sha256": text(sim.CertificateSHA256())})
}

// speak configures a provider for an endpoint.
func speak(tb testing.TB, server tfprotov6.ProviderServer, endpoint string, settings map[string]tftypes.Value) *protocol {
	tb.Helper()
	schemas := schemasOf(tb, server)
	p := &protocol{server: server, kinds: map[string]tftypes.Type{}}
	for name, schema := range schemas.DataSourceSchemas {
		p.kinds[name] = schema.ValueType()
	}
	all := map[string]tftypes.Value{
		"endpoint": text(endpoint), "username": text(veeamsim.DefaultAccount.Username), "password": text(veeamsim.DefaultAccount.Password),
	}
	maps.Copy(all, settings)
	configured, err := server.ConfigureProvider(tb.Context(), &tfprotov6.ConfigureProviderRequest{
		Config: object(tb, schemas.Provider.ValueType(), all),
	})
	if err != nil {
		tb.Fatal(err)
	}
	refuse(tb, configured.Diagnostics)
	return p
}

// speakTo configures a provider for a handler.
func speakTo(tb testing.TB, handler http.Handler) *protocol {
	tb.Helper()
	server := httptest.NewServer(handler)
	tb.Cleanup(server.Close)
	return speak(tb, made(tb), server.URL, nil)
}

// made is a provider that is not configured.
func made(tb testing.TB) tfprotov6.ProviderServer {
	tb.Helper()
	server, err := factories()["veeam"]()
	if err != nil {
		tb.Fatal(err)
	}
	return server
}

// schemasOf are those of a provider and its data sources.
func schemasOf(tb testing.TB, server tfprotov6.ProviderServer) *tfprotov6.GetProviderSchemaResponse {
	tb.Helper()
	schemas, err := server.GetProviderSchema(tb.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil || len(schemas.Diagnostics) != 0 {
		tb.Fatal(err, schemas)
	}
	return schemas
}

func refuse(tb testing.TB, diagnostics []*tfprotov6.Diagnostic) {
	tb.Helper()
	for _, d := range diagnostics {
		if d.Severity == tfprotov6.DiagnosticSeverityError {
			tb.Fatal(d.Summary, d.Detail)
		}
	}
}

// request asks for a data source.
func (p *protocol) request(tb testing.TB, name string, arguments map[string]tftypes.Value) *tfprotov6.ReadDataSourceRequest {
	tb.Helper()
	return &tfprotov6.ReadDataSourceRequest{TypeName: name, Config: object(tb, p.kinds[name], arguments)}
}

// read is the state that a data source answers, in MessagePack.
func (p *protocol) read(tb testing.TB, request *tfprotov6.ReadDataSourceRequest) []byte {
	tb.Helper()
	response, err := p.server.ReadDataSource(tb.Context(), request)
	if err != nil {
		tb.Fatal(err)
	}
	refuse(tb, response.Diagnostics)
	return response.State.MsgPack
}
