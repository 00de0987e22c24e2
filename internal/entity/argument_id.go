package entity

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

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
		told: func(s *S) string { return *target(s) },
	}
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
