package table

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action"
	actionschema "github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	ephemeralschema "github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// everyKind has an argument of each kind.
type everyKind struct {
	name, word, id string
	texts          []string
	byName         map[string]string
	on             *bool
	duration       time.Duration
	instant        time.Time
	zone           *time.Location
	until          DateOrInstant
	dates          []string
	one            *everyKind
	many           []everyKind
}

func everyKindOfArgument() Arguments[everyKind] {
	inner := Arguments[everyKind]{
		Name("name", func(a *everyKind) *string { return &a.name }, "A name.").Required(),
		Duration("duration", func(a *everyKind) *time.Duration { return &a.duration }, time.Hour, "", "A duration."),
	}
	return append(inner,
		Word("word", func(a *everyKind) *string { return &a.word }, []string{"one"}, "A word."),
		ID("id", func(a *everyKind) *string { return &a.id }, []string{"Job"}, "An id."),
		Texts("texts", func(a *everyKind) *[]string { return &a.texts }, stringvalidator.LengthAtLeast(2), "Texts."),
		TextMap("by_name", func(a *everyKind) *map[string]string { return &a.byName }, stringvalidator.LengthAtLeast(2), "A map."),
		Switch("on", func(a *everyKind) **bool { return &a.on }, "A switch."),
		Instant("instant", func(a *everyKind) *time.Time { return &a.instant }, "An instant."),
		Zone("zone", func(a *everyKind) **time.Location { return &a.zone }, "A zone."),
		Until("until", func(a *everyKind) *DateOrInstant { return &a.until }, "An end."),
		Dates("dates", func(a *everyKind) *[]string { return &a.dates }, "Dates."),
		Structure("one", func(a *everyKind) **everyKind { return &a.one }, inner, "An object."),
		Structures("many", func(a *everyKind) *[]everyKind { return &a.many }, inner, "Objects."),
	)
}

// threeDoors is a provider with one table of arguments behind a data source, an ephemeral resource and an action.
type threeDoors struct{}

func (threeDoors) Metadata(context.Context, provider.MetadataRequest, *provider.MetadataResponse) {}
func (threeDoors) Schema(context.Context, provider.SchemaRequest, *provider.SchemaResponse)       {}
func (threeDoors) Configure(context.Context, provider.ConfigureRequest, *provider.ConfigureResponse) {
}
func (threeDoors) Resources(context.Context) []func() resource.Resource { return nil }
func (threeDoors) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{func() datasource.DataSource { return dataDoor{} }}
}
func (threeDoors) EphemeralResources(context.Context) []func() ephemeral.EphemeralResource {
	return []func() ephemeral.EphemeralResource{func() ephemeral.EphemeralResource { return ephemeralDoor{} }}
}
func (threeDoors) Actions(context.Context) []func() action.Action {
	return []func() action.Action{func() action.Action { return actionDoor{} }}
}

var doorRules = append(Excludes("word", "id"), AtLeastOneOf("word", "id"))

type dataDoor struct{}

func (dataDoor) Metadata(_ context.Context, _ datasource.MetadataRequest, r *datasource.MetadataResponse) {
	r.TypeName = "door"
}
func (dataDoor) Schema(_ context.Context, _ datasource.SchemaRequest, r *datasource.SchemaResponse) {
	r.Schema = schema.Schema{Attributes: everyKindOfArgument().Attributes()}
}
func (dataDoor) Read(context.Context, datasource.ReadRequest, *datasource.ReadResponse) {}
func (dataDoor) ConfigValidators(context.Context) []datasource.ConfigValidator          { return doorRules }

type ephemeralDoor struct{}

func (ephemeralDoor) Metadata(_ context.Context, _ ephemeral.MetadataRequest, r *ephemeral.MetadataResponse) {
	r.TypeName = "door"
}
func (ephemeralDoor) Schema(_ context.Context, _ ephemeral.SchemaRequest, r *ephemeral.SchemaResponse) {
	r.Schema = ephemeralschema.Schema{Attributes: EphemeralAttributes(everyKindOfArgument().Attributes())}
}
func (ephemeralDoor) Open(context.Context, ephemeral.OpenRequest, *ephemeral.OpenResponse) {}
func (ephemeralDoor) ConfigValidators(context.Context) []ephemeral.ConfigValidator {
	return EphemeralRules(doorRules)
}

type actionDoor struct{}

func (actionDoor) Metadata(_ context.Context, _ action.MetadataRequest, r *action.MetadataResponse) {
	r.TypeName = "door"
}
func (actionDoor) Schema(_ context.Context, _ action.SchemaRequest, r *action.SchemaResponse) {
	r.Schema = actionschema.Schema{Attributes: ActionAttributes(everyKindOfArgument().Attributes())}
}
func (actionDoor) Invoke(context.Context, action.InvokeRequest, *action.InvokeResponse) {}
func (actionDoor) ConfigValidators(context.Context) []action.ConfigValidator {
	return ActionRules(doorRules)
}

// TestArgumentsOfAllSchemas: Terraform gets the same attributes, nested ones too, from a data source, an ephemeral resource and an
// action, and each refuses the same values with the same words, and the same arguments together.
func TestArgumentsOfAllSchemas(t *testing.T) {
	t.Parallel()
	server, ok := providerserver.NewProtocol6(threeDoors{})().(tfprotov6.ProviderServerWithActions) //nolint:staticcheck // deprecated until its methods are in ProviderServer itself
	if !ok {
		t.Fatal("the server has no actions")
	}
	schemas, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil || len(schemas.Diagnostics) != 0 {
		t.Fatal(err, schemas.Diagnostics)
	}
	source := schemas.DataSourceSchemas["door"]
	if len(source.Block.Attributes) != len(everyKindOfArgument()) {
		t.Fatalf("%d attributes", len(source.Block.Attributes))
	}
	for kind, other := range map[string]*tfprotov6.Schema{"ephemeral": schemas.EphemeralResourceSchemas["door"], "action": schemas.ActionSchemas["door"].Schema} {
		if diff := cmp.Diff(source.Block.Attributes, other.Block.Attributes); diff != "" {
			t.Errorf("%s: %s", kind, diff)
		}
	}
	for name, bad := range badValues() {
		given := map[string]tftypes.Value{"name": textOf("n"), "word": textOf("one")}
		switch name {
		case "nothing":
		case "word and id":
			given["id"] = textOf("00000000-0000-0000-0000-000000000001")
		case "neither word nor id":
			delete(given, "word")
		default:
			given[name] = bad
		}
		object, _ := source.ValueType().(tftypes.Object)
		for attribute, kind := range object.AttributeTypes {
			if _, there := given[attribute]; !there {
				given[attribute] = tftypes.NewValue(kind, nil)
			}
		}
		config, err := tfprotov6.NewDynamicValue(object, tftypes.NewValue(object, given))
		if err != nil {
			t.Fatal(name, err)
		}
		data, err1 := server.ValidateDataResourceConfig(t.Context(), &tfprotov6.ValidateDataResourceConfigRequest{TypeName: "door", Config: &config})
		opened, err2 := server.ValidateEphemeralResourceConfig(t.Context(), &tfprotov6.ValidateEphemeralResourceConfigRequest{TypeName: "door", Config: &config})
		invoked, err3 := server.ValidateActionConfig(t.Context(), &tfprotov6.ValidateActionConfigRequest{ActionType: "door", Config: &config})
		if err1 != nil || err2 != nil || err3 != nil {
			t.Fatal(err1, err2, err3)
		}
		if (len(data.Diagnostics) == 0) != (name == "nothing") {
			t.Errorf("%s: the data source says %v", name, data.Diagnostics)
		}
		if !slices.EqualFunc(data.Diagnostics, opened.Diagnostics, sameDiagnostic) {
			t.Errorf("%s: the ephemeral resource says %v, the data source %v", name, opened.Diagnostics, data.Diagnostics)
		}
		if !slices.EqualFunc(data.Diagnostics, invoked.Diagnostics, sameDiagnostic) {
			t.Errorf("%s: the action says %v, the data source %v", name, invoked.Diagnostics, data.Diagnostics)
		}
	}
}

func sameDiagnostic(a, b *tfprotov6.Diagnostic) bool {
	return a.Severity == b.Severity && a.Summary == b.Summary && a.Detail == b.Detail && a.Attribute.Equal(b.Attribute)
}

func textOf(text string) tftypes.Value { return tftypes.NewValue(tftypes.String, text) }

// badValues has for each argument a value that it refuses, by its name; "nothing" is refused by none.
func badValues() map[string]tftypes.Value {
	texts := []tftypes.Value{textOf("x")}
	inner := tftypes.Object{AttributeTypes: map[string]tftypes.Type{"name": tftypes.String, "duration": tftypes.String}}
	badInner := tftypes.NewValue(inner, map[string]tftypes.Value{"name": textOf("n"), "duration": textOf("soon")})
	return map[string]tftypes.Value{
		"nothing": {}, "word and id": {}, "neither word nor id": {},
		"name": textOf(""), "word": textOf("two"), "id": textOf("x"), "duration": textOf("soon"), "instant": textOf("x"), "zone": textOf("x"), "until": textOf("x"),
		"texts": tftypes.NewValue(tftypes.Set{ElementType: tftypes.String}, texts), "dates": tftypes.NewValue(tftypes.Set{ElementType: tftypes.String}, texts),
		"by_name": tftypes.NewValue(tftypes.Map{ElementType: tftypes.String}, map[string]tftypes.Value{"x": textOf("y")}),
		"one":     badInner, "many": tftypes.NewValue(tftypes.List{ElementType: inner}, []tftypes.Value{badInner}),
	}
}
