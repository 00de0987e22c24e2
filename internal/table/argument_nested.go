package table

import (
	"context"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Structure is an object with arguments of its own; left out it is nil.
func Structure[A, P any](name string, target func(*A) **P, arguments Arguments[P], description string) Argument[A] {
	return Argument[A]{
		name:      name,
		attribute: schema.SingleNestedAttribute{MarkdownDescription: description, Optional: true, Attributes: arguments.Attributes()},
		read: func(ctx context.Context, config tfsdk.Config, at path.Path, a *A) diag.Diagnostics {
			var value types.Object
			diags := config.GetAttribute(ctx, at, &value)
			if value.IsNull() || diags.HasError() {
				return diags
			}
			*target(a) = new(P)
			diags.Append(arguments.read(ctx, config, at, *target(a))...)
			return diags
		},
		text: func(a *A) string {
			if *target(a) == nil {
				return ""
			}
			return arguments.Describe(*target(a))
		},
	}
}

// Structures is a list of objects with arguments of their own, not empty.
func Structures[A, P any](name string, target func(*A) *[]P, arguments Arguments[P], description string) Argument[A] {
	return Argument[A]{
		name: name,
		attribute: schema.ListNestedAttribute{
			MarkdownDescription: description, Optional: true, NestedObject: schema.NestedAttributeObject{Attributes: arguments.Attributes()},
			Validators: []validator.List{listvalidator.SizeAtLeast(1), listvalidator.NoNullValues()},
		},
		read: func(ctx context.Context, config tfsdk.Config, at path.Path, a *A) diag.Diagnostics {
			var value types.List
			diags := config.GetAttribute(ctx, at, &value)
			if value.IsNull() || diags.HasError() {
				return diags
			}
			parts := make([]P, len(value.Elements()))
			for i := range parts {
				diags.Append(arguments.read(ctx, config, at.AtListIndex(i), &parts[i])...)
			}
			*target(a) = parts
			return diags
		},
		text: func(a *A) string {
			if parts := *target(a); len(parts) > 0 {
				return strconv.Itoa(len(parts))
			}
			return ""
		},
	}
}
