package table

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// TestExclusions holds the short look at the values and the library's rules to the same verdict, for every way to give
// three arguments, and shows that the short look is taken where it may be.
func TestExclusions(t *testing.T) {
	// The id alone, or one or two of the others without it.
	testExclusion(t, ScopeRules("id", "name", "after")[0], 4)
	// Or none of them.
	testExclusion(t, Excludes("id", "name", "after")[0], 5)
}

func testExclusion(t *testing.T, validator datasource.ConfigValidator, wantLooked int) {
	t.Helper()
	texts := schema.Schema{Attributes: map[string]schema.Attribute{
		"id": schema.StringAttribute{Optional: true}, "name": schema.StringAttribute{Optional: true}, "after": schema.StringAttribute{Optional: true},
	}}
	ways := map[string]tftypes.Value{
		"null": tftypes.NewValue(tftypes.String, nil), "unknown": tftypes.NewValue(tftypes.String, tftypes.UnknownValue),
		"given": tftypes.NewValue(tftypes.String, "x"),
	}
	rule, ok := validator.(exclusion)
	if !ok {
		t.Fatal("not the rule that looks first")
	}
	looked := 0
	for id := range ways {
		for name := range ways {
			for after := range ways {
				raw := tftypes.NewValue(texts.Type().TerraformType(t.Context()),
					map[string]tftypes.Value{"id": ways[id], "name": ways[name], "after": ways[after]})
				request := datasource.ValidateConfigRequest{Config: tfsdk.Config{Raw: raw, Schema: texts}}
				var got datasource.ValidateConfigResponse
				rule.ValidateDataSource(t.Context(), request, &got)
				var want diag.Diagnostics
				for _, library := range rule.rules {
					var judged datasource.ValidateConfigResponse
					library.ValidateDataSource(t.Context(), request, &judged)
					want.Append(judged.Diagnostics...)
				}
				if way := fmt.Sprintf("id %s, name %s, after %s", id, name, after); !got.Diagnostics.Equal(want) {
					t.Errorf("%s: got %v, want %v", way, got.Diagnostics, want)
				} else if rule.holds(raw) {
					looked++
					t.Log(way)
				}
			}
		}
	}
	if looked != wantLooked {
		t.Errorf("%d ways were settled by a look, want %d", looked, wantLooked)
	}
}
