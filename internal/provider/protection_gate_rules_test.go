package provider_test

import (
	"context"
	"net/http"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// TestGateRules: a gate refuses what the data source refuses, and a configuration that names nobody, on both doors. What is not known
// yet is no error.
func TestGateRules(t *testing.T) {
	t.Parallel()
	server, _ := made(t).(tfprotov6.ProviderServerWithActions) //nolint:staticcheck // deprecated until its methods are in ProviderServer itself
	s := &served{t: t, schemas: schemasOf(t, server)}
	for name, c := range map[string]struct {
		given map[string]any
		want  string
	}{
		"named":    {map[string]any{"rpo": "24h", "only_machines": []string{"web01"}}, ""},
		"expected": {map[string]any{"rpo": "24h", "expected_machines": []string{"web01"}}, ""},
		"hosts":    {map[string]any{"rpo": "24h", "expect_inventory": []string{"*"}}, ""},
		"unknown":  {map[string]any{"rpo": tftypes.UnknownValue, "only_machines": tftypes.UnknownValue}, ""},
		"nobody":   {map[string]any{"rpo": "24h"}, "Missing Attribute Configuration"},
		"empty":    {map[string]any{"rpo": "24h", "only_machines": []string{}}, "Invalid Attribute Value"},
		"both": {map[string]any{"rpo": "24h", "only_machines": []string{"a"}, "expected_machines": []string{"b"}}, "Invalid Attribute " +
			"Combination"},
		"no rpo":   {map[string]any{"rpo": "soon", "only_machines": []string{"a"}}, "Invalid Duration"},
		"lookback": {map[string]any{"rpo": "24h", "lookback": "1h", "only_machines": []string{"a"}}, "Invalid Duration"},
	} {
		opened, err := server.ValidateEphemeralResourceConfig(t.Context(), &tfprotov6.ValidateEphemeralResourceConfigRequest{
			TypeName: gateKind, Config: s.config(s.schemas.EphemeralResourceSchemas[gateKind], c.given),
		})
		if err != nil {
			t.Fatal(err)
		}
		invoked, err := server.ValidateActionConfig(t.Context(), &tfprotov6.ValidateActionConfigRequest{
			ActionType: gateKind, Config: s.config(s.schemas.ActionSchemas[gateKind].Schema, c.given),
		})
		if err != nil {
			t.Fatal(err)
		}
		for door, diags := range map[string][]*tfprotov6.Diagnostic{"ephemeral": opened.Diagnostics, "action": invoked.Diagnostics} {
			if (c.want == "") != (len(diags) == 0) || c.want != "" && diags[0].Summary != c.want {
				t.Errorf("%s, %s: %v", name, door, diags)
			}
		}
	}
}

// TestGateInterrupted: a read that Terraform ends fails, enforced or not, and in an action: nobody asked to let pass what was interrupted.
func TestGateInterrupted(t *testing.T) {
	t.Parallel()
	for _, door := range []string{"enforced", "not enforced", "action"} {
		ctx, cancel := context.WithCancel(t.Context())
		sim := start(t, veeamsim.Config{Inventory: newNights().inv, Rules: []veeamsim.Rule{{
			Method: http.MethodGet, Before: func(*veeamsim.Server) { cancel() }, Fault: veeamsim.Fault{Kind: veeamsim.Hang},
		}}})
		s := serve(t, settingsOf(sim), quickly)
		arguments := map[string]any{"rpo": "24h", "only_machines": []string{"web01"}}
		var diags []*tfprotov6.Diagnostic
		if door == "action" {
			_, diags = s.invoke(ctx, arguments)
		} else {
			arguments["enforce"] = door == "enforced"
			_, diags = s.open(ctx, arguments)
		}
		saysAll(t, onlyDiagnostic(t, diags), tfprotov6.DiagnosticSeverityError, "Unable to Read Protection Status", "interrupted")
	}
}

// TestGateTimeout: the error names the gate's own timeout.
func TestGateTimeout(t *testing.T) {
	t.Parallel()
	sim := start(t, veeamsim.Config{Inventory: newNights().inv, Rules: []veeamsim.Rule{{Method: http.MethodGet, Fault: veeamsim.Fault{Kind: veeamsim.Hang}}}})
	s := serve(t, settingsOf(sim), quickly)
	within := func(operation string) tftypes.Value {
		return tftypes.NewValue(tftypes.Object{AttributeTypes: map[string]tftypes.Type{operation: tftypes.String}},
			map[string]tftypes.Value{operation: text("1s")})
	}
	_, diags := s.open(t.Context(), map[string]any{"rpo": "24h", "only_machines": []string{"web01"}, "timeouts": within("open")})
	saysAll(t, onlyDiagnostic(t, diags), tfprotov6.DiagnosticSeverityError, "Unable to Read Protection Status", "within its timeout of "+
		"1s", "Raise timeouts.open")
	_, diags = s.invoke(t.Context(), map[string]any{"rpo": "24h", "only_machines": []string{"web01"}, "timeouts": within("invoke")})
	saysAll(t, onlyDiagnostic(t, diags), tfprotov6.DiagnosticSeverityError, "Unable to Read Protection Status", "Raise timeouts.invoke")
}
