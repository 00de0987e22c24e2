package provider

import (
	"context"
	"os"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// setting is one attribute of the provider's configuration and its environment variable.
type setting struct {
	name, env, description string
	kind                   settingKind
	sensitive              bool
	// edges refuses what a value must not begin or end with; nil lets everything through.
	edges func(text string) error
	// apply judges a value, as text, and puts it into the client's configuration.
	// Its error says what is accepted and never repeats a sensitive value.
	apply func(c *veeamclient.Config, text string) error
}

type settingKind int

const (
	textSetting settingKind = iota
	switchSetting
	numberSetting
)

type settingTable []setting

func (t settingTable) attributes() map[string]schema.Attribute {
	attributes := make(map[string]schema.Attribute, len(t))
	for _, s := range t {
		attributes[s.name] = s.attribute()
	}
	return attributes
}

func (s setting) attribute() schema.Attribute {
	description := s.description + " May also be given by the environment variable `" + s.env + "`."
	switch s.kind {
	case switchSetting:
		return schema.BoolAttribute{MarkdownDescription: description, Optional: true}
	case numberSetting:
		return schema.NumberAttribute{MarkdownDescription: description, Optional: true, Sensitive: s.sensitive, Validators: []validator.Number{s}}
	default:
		return schema.StringAttribute{MarkdownDescription: description, Optional: true, Sensitive: s.sensitive, Validators: []validator.String{s}}
	}
}

// values is what is known of a configuration: the settings' values as text, by name.
type values map[string]string

// read takes the settings that the configuration gives; unknown ones are returned apart.
func (t settingTable) read(ctx context.Context, config tfsdk.Config) (given values, unknown []setting, diags diag.Diagnostics) {
	given = values{}
	for _, s := range t {
		text, state, more := s.read(ctx, config)
		diags.Append(more...)
		switch {
		case state.IsUnknown():
			unknown = append(unknown, s)
		case !state.IsNull():
			given[s.name] = text
		}
	}
	return given, unknown, diags
}

func (s setting) read(ctx context.Context, config tfsdk.Config) (string, attr.Value, diag.Diagnostics) {
	at := path.Root(s.name)
	switch s.kind {
	case switchSetting:
		var value types.Bool
		diags := config.GetAttribute(ctx, at, &value)
		return value.String(), value, diags
	case numberSetting:
		var value types.Number
		diags := config.GetAttribute(ctx, at, &value)
		return value.String(), value, diags
	default:
		var value types.String
		diags := config.GetAttribute(ctx, at, &value)
		return value.ValueString(), value, diags
	}
}

// fromEnvironment adds what the configuration leaves out. An empty variable is an unset one, and one line end behind a value is
// not part of it.
func (v values) fromEnvironment(t settingTable) {
	for _, s := range t {
		if _, given := v[s.name]; given {
			continue
		}
		if text := withoutLineEnd(os.Getenv(s.env)); text != "" {
			v[s.name] = text
		}
	}
}

// invalid is the diagnostic of a value that a setting does not take.
func (s setting) invalid(err error) diag.Diagnostic {
	return diag.NewAttributeErrorDiagnostic(path.Root(s.name), "Invalid Provider Configuration Value",
		"The value of "+s.name+" (or of "+s.env+") cannot be used: "+err.Error()+".")
}

// Description is what the validators say of themselves.
func (s setting) Description(context.Context) string { return "value must be usable as " + s.name }

func (s setting) MarkdownDescription(ctx context.Context) string { return s.Description(ctx) }

func (s setting) ValidateString(_ context.Context, request validator.StringRequest, response *validator.StringResponse) {
	if value := request.ConfigValue; !value.IsNull() && !value.IsUnknown() {
		s.validate(value.ValueString(), &response.Diagnostics)
	}
}

func (s setting) ValidateNumber(_ context.Context, request validator.NumberRequest, response *validator.NumberResponse) {
	if value := request.ConfigValue; !value.IsNull() && !value.IsUnknown() {
		s.validate(value.String(), &response.Diagnostics)
	}
}

func (s setting) validate(text string, diags *diag.Diagnostics) {
	if err := s.use(&veeamclient.Config{}, text); err != nil {
		diags.Append(s.invalid(err))
	}
}

// use judges a value, whose edges are looked at first, and puts it into the client's configuration.
func (s setting) use(config *veeamclient.Config, text string) error {
	if s.edges != nil {
		if err := s.edges(text); err != nil {
			return err
		}
	}
	return s.apply(config, text)
}
