package entity

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
)

// Instant is a time with zone, RFC 3339.
func Instant[S any](name, description string, target func(*S) *time.Time) Argument[S] {
	return Argument[S]{
		name: name,
		attribute: schema.StringAttribute{
			MarkdownDescription: description, Optional: true,
			CustomType: timetypes.RFC3339Type{},
			Validators: []validator.String{instantValidator{}},
		},
		read: func(ctx context.Context, config tfsdk.Config, s *S) diag.Diagnostics {
			var value timetypes.RFC3339
			diags := config.GetAttribute(ctx, path.Root(name), &value)
			if value.IsNull() || diags.HasError() {
				return diags
			}
			at, more := value.ValueRFC3339Time()
			diags.Append(more...)
			*target(s) = at.UTC() // an offset may be one that JSON refuses, such as +24:00
			return diags
		},
		told: func(s *S) string {
			if target(s).IsZero() {
				return ""
			}
			return target(s).Format(time.RFC3339)
		},
	}
}

// instantValidator refuses the zero time, as programs write one that is missing: it would be taken for an argument that
// is not given. Whether it is a time is its type's affair.
type instantValidator struct{}

func (instantValidator) Description(context.Context) string {
	return "value must not be the beginning of year 1"
}

func (v instantValidator) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (instantValidator) ValidateString(_ context.Context, request validator.StringRequest, response *validator.StringResponse) {
	if request.ConfigValue.IsNull() || request.ConfigValue.IsUnknown() {
		return
	}
	if at, err := time.Parse(time.RFC3339, request.ConfigValue.ValueString()); err == nil && at.IsZero() {
		name := request.Path.String()
		response.Diagnostics.AddAttributeError(request.Path, "Invalid Time", name+" is the beginning of year 1, which stands for a time that is missing. Leave "+name+" out instead.")
	}
}
