package entity

import (
	"context"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Argument is one optional attribute that a user sets: its name, its description, what it accepts
// and where its value goes in S, the data source's question.
type Argument[S any] struct {
	name      string
	attribute schema.Attribute
	read      func(context.Context, tfsdk.Config, *S) diag.Diagnostics
	// told is the value in words, "" where it was left out.
	told func(*S) string
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
			if !value.IsNull() {
				*target(s) = value.ValueString()
			}
			return diags
		},
		told: func(s *S) string { return *target(s) },
	}
}

// Required makes an argument that must be given.
func (a Argument[S]) Required() Argument[S] {
	if text, ok := a.attribute.(schema.StringAttribute); ok {
		text.Optional, text.Required = false, true
		a.attribute = text
	}
	return a
}

// OneOf is a set of values, each one of those that EM knows, not empty.
func OneOf[S any](name, description string, values []string, target func(*S) *[]string) Argument[S] {
	return Texts(name, description+" One or more of `"+strings.Join(values, "`, `")+"`.", stringvalidator.OneOf(values...), target)
}

// Texts is a set of texts that each satisfy a validator, not empty.
func Texts[S any](name, description string, element validator.String, target func(*S) *[]string) Argument[S] {
	return Argument[S]{
		name: name,
		attribute: schema.SetAttribute{
			ElementType: types.StringType, MarkdownDescription: description, Optional: true,
			Validators: []validator.Set{setvalidator.SizeAtLeast(1), setvalidator.NoNullValues(), setvalidator.ValueStringsAre(element)},
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
		told: func(s *S) string { return strings.Join(*target(s), ", ") },
	}
}

// Names is a set of whole names, not empty and none of them empty.
func Names[S any](name, description string, target func(*S) *[]string) Argument[S] {
	return Texts(name, description, stringvalidator.LengthAtLeast(1), target)
}

// Switch is true or false; left out it is nil.
func Switch[S any](name, description string, target func(*S) **bool) Argument[S] {
	return Argument[S]{
		name:      name,
		attribute: schema.BoolAttribute{MarkdownDescription: description, Optional: true},
		read: func(ctx context.Context, config tfsdk.Config, s *S) diag.Diagnostics {
			var value types.Bool
			diags := config.GetAttribute(ctx, path.Root(name), &value)
			*target(s) = value.ValueBoolPointer()
			return diags
		},
		told: func(s *S) string {
			if *target(s) == nil {
				return ""
			}
			return strconv.FormatBool(**target(s))
		},
	}
}
