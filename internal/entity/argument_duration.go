package entity

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
)

// Duration is a Go duration, longer than nothing and at most most; why says why no longer.
func Duration[S any](name, description string, most time.Duration, why string, target func(*S) *time.Duration) Argument[S] {
	return Argument[S]{
		name: name,
		attribute: schema.StringAttribute{
			MarkdownDescription: description, Optional: true,
			CustomType: timetypes.GoDurationType{},
			Validators: []validator.String{durationValidator{most, why}},
		},
		read: func(ctx context.Context, config tfsdk.Config, s *S) diag.Diagnostics {
			var value timetypes.GoDuration
			diags := config.GetAttribute(ctx, path.Root(name), &value)
			if value.IsNull() || diags.HasError() {
				return diags
			}
			duration, more := value.ValueGoDuration()
			diags.Append(more...)
			*target(s) = duration
			return diags
		},
		told: func(s *S) string {
			if *target(s) == 0 {
				return ""
			}
			return target(s).String()
		},
	}
}

// durationValidator judges how long a duration is; whether it is one is its type's affair.
type durationValidator struct {
	most time.Duration
	why  string
}

func (v durationValidator) Description(context.Context) string {
	return fmt.Sprintf("value must be longer than 0 and at most %s", v.most)
}

func (v durationValidator) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (v durationValidator) ValidateString(_ context.Context, request validator.StringRequest, response *validator.StringResponse) {
	if request.ConfigValue.IsNull() || request.ConfigValue.IsUnknown() {
		return
	}
	duration, err := time.ParseDuration(request.ConfigValue.ValueString())
	switch {
	case err != nil: // its type says so
	case duration <= 0:
		response.Diagnostics.AddAttributeError(request.Path, "Invalid Duration", fmt.Sprintf("%s is not longer than nothing; expected a Go duration such as 24h.", request.ConfigValue.ValueString()))
	case duration > v.most:
		response.Diagnostics.AddAttributeError(request.Path, "Invalid Duration", fmt.Sprintf("%s is longer than %s. %s", request.ConfigValue.ValueString(), v.most, v.why))
	}
}
