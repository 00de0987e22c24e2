package entity

import (
	"context"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// Argument is one optional attribute that a user sets: its name, its description, what it accepts
// and where its value goes in S, the data source's question.
type Argument[S any] struct {
	name      string
	attribute schema.Attribute
	read      func(context.Context, tfsdk.Config, *S) diag.Diagnostics
}

// Name is a whole name, not empty.
func Name[S any](name, description string, target func(*S) *string) Argument[S] {
	return Argument[S]{
		name: name,
		attribute: schema.StringAttribute{
			MarkdownDescription: description, Optional: true,
			Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
		},
		read: func(ctx context.Context, config tfsdk.Config, s *S) diag.Diagnostics {
			var value types.String
			diags := config.GetAttribute(ctx, path.Root(name), &value)
			*target(s) = value.ValueString()
			return diags
		},
	}
}

// ID is a GUID or a UID urn:veeam:<type>:<GUID> of one of the types; the GUID reaches S.
func ID[S any](name, description string, kinds []string, target func(*S) *string) Argument[S] {
	return Argument[S]{
		name: name,
		attribute: schema.StringAttribute{
			MarkdownDescription: description, Optional: true,
			Validators: []validator.String{idValidator{kinds: kinds}},
		},
		read: func(ctx context.Context, config tfsdk.Config, s *S) diag.Diagnostics {
			var value types.String
			diags := config.GetAttribute(ctx, path.Root(name), &value)
			if value.IsNull() || diags.HasError() {
				return diags
			}
			id, err := veeamclient.ParseID(value.ValueString(), kinds...)
			if err != nil {
				diags.AddAttributeError(path.Root(name), invalidID, err.Error())
			}
			*target(s) = id
			return diags
		},
	}
}

// Instant is a time with zone, RFC 3339.
func Instant[S any](name, description string, target func(*S) *time.Time) Argument[S] {
	return Argument[S]{
		name: name,
		attribute: schema.StringAttribute{
			MarkdownDescription: description, Optional: true,
			CustomType: timetypes.RFC3339Type{},
		},
		read: func(ctx context.Context, config tfsdk.Config, s *S) diag.Diagnostics {
			var value timetypes.RFC3339
			diags := config.GetAttribute(ctx, path.Root(name), &value)
			if value.IsNull() || diags.HasError() {
				return diags
			}
			at, more := value.ValueRFC3339Time()
			diags.Append(more...)
			*target(s) = at
			return diags
		},
	}
}

// OneOf is a set of values, each one of those that EM knows, not empty.
func OneOf[S any](name, description string, values []string, target func(*S) *[]string) Argument[S] {
	return Argument[S]{
		name: name,
		attribute: schema.SetAttribute{
			ElementType:         types.StringType,
			MarkdownDescription: description + " One or more of `" + strings.Join(values, "`, `") + "`.",
			Optional:            true,
			Validators: []validator.Set{
				setvalidator.SizeAtLeast(1),
				setvalidator.ValueStringsAre(stringvalidator.OneOf(values...)),
			},
		},
		read: func(ctx context.Context, config tfsdk.Config, s *S) diag.Diagnostics {
			var value types.Set
			diags := config.GetAttribute(ctx, path.Root(name), &value)
			if value.IsNull() || diags.HasError() {
				return diags
			}
			diags.Append(value.ElementsAs(ctx, target(s), false)...)
			return diags
		},
	}
}

// Arguments are what a user can ask of a data source, in one table.
type Arguments[S any] []Argument[S]

// Attributes is the part of a schema that the arguments make.
func (a Arguments[S]) Attributes() map[string]schema.Attribute {
	attributes := make(map[string]schema.Attribute, len(a))
	for _, argument := range a {
		attributes[argument.name] = argument.attribute
	}
	return attributes
}

// Read takes the arguments' values from a configuration.
func (a Arguments[S]) Read(ctx context.Context, config tfsdk.Config, s *S) diag.Diagnostics {
	var diags diag.Diagnostics
	for _, argument := range a {
		diags.Append(argument.read(ctx, config, s)...)
	}
	return diags
}

const invalidID = "Invalid ID"

// idValidator judges an ID while validating, before any request.
type idValidator struct{ kinds []string }

func (v idValidator) Description(context.Context) string {
	return "value must be a GUID or a UID of type " + strings.Join(v.kinds, ", ")
}

func (v idValidator) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (v idValidator) ValidateString(_ context.Context, request validator.StringRequest, response *validator.StringResponse) {
	if request.ConfigValue.IsNull() || request.ConfigValue.IsUnknown() {
		return
	}
	if _, err := veeamclient.ParseID(request.ConfigValue.ValueString(), v.kinds...); err != nil {
		response.Diagnostics.AddAttributeError(request.Path, invalidID, err.Error())
	}
}
