package table

import (
	"context"
	"fmt"
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

// Argument is one attribute that a user may set: its name, its description, what it accepts, and where its value goes in A,
// the data source's arguments.
type Argument[A any] struct {
	name      string
	attribute schema.Attribute
	read      func(context.Context, tfsdk.Config, *A) diag.Diagnostics
	// text is the value for messages, "" where it was left out.
	text func(*A) string
}

// Arguments are what a user can ask of a data source.
type Arguments[A any] []Argument[A]

// attributes is the part of a schema that the arguments make.
func (a Arguments[A]) attributes() map[string]schema.Attribute {
	attributes := make(map[string]schema.Attribute, len(a))
	for _, argument := range a {
		attributes[argument.name] = argument.attribute
	}
	return attributes
}

// describe names the arguments that were given, with their values.
func (a Arguments[A]) describe(values *A) string {
	var given []string
	for _, argument := range a {
		if text := argument.text(values); text != "" {
			given = append(given, fmt.Sprintf("%s = %q", argument.name, text))
		}
	}
	return strings.Join(given, ", ")
}

// read takes the arguments' values from a configuration.
func (a Arguments[A]) read(ctx context.Context, config tfsdk.Config, values *A) (diags diag.Diagnostics) {
	for _, argument := range a {
		diags.Append(argument.read(ctx, config, values)...)
	}
	return diags
}

// Required makes an argument that must be given.
func (a Argument[A]) Required() Argument[A] {
	if text, ok := a.attribute.(schema.StringAttribute); ok {
		text.Optional, text.Required = false, true
		a.attribute = text
	}
	return a
}

// OneOf is a set of values, each one of those that EM knows, not empty.
func OneOf[A any](name string, target func(*A) *[]string, values []string, description string) Argument[A] {
	description += " One or more of `" + strings.Join(values, "`, `") + "`."
	return Texts(name, target, stringvalidator.OneOf(values...), description)
}

// Names is a set of whole names, not empty and none of them empty.
func Names[A any](name string, target func(*A) *[]string, description string) Argument[A] {
	return Texts(name, target, stringvalidator.LengthAtLeast(1), description)
}

// Texts is a set of texts that each satisfy a validator, not empty.
func Texts[A any](name string, target func(*A) *[]string, element validator.String, description string) Argument[A] {
	return Argument[A]{
		name: name,
		attribute: schema.SetAttribute{
			ElementType: types.StringType, MarkdownDescription: description, Optional: true,
			Validators: []validator.Set{setvalidator.SizeAtLeast(1), setvalidator.NoNullValues(), setvalidator.ValueStringsAre(element)},
		},
		read: func(ctx context.Context, config tfsdk.Config, a *A) diag.Diagnostics {
			var value types.Set
			diags := config.GetAttribute(ctx, path.Root(name), &value)
			if value.IsNull() || diags.HasError() {
				return diags
			}
			diags.Append(value.ElementsAs(ctx, target(a), false)...)
			return diags
		},
		text: func(a *A) string { return strings.Join(*target(a), ", ") },
	}
}

// Switch is true or false; left out it is nil.
func Switch[A any](name string, target func(*A) **bool, description string) Argument[A] {
	return Argument[A]{
		name:      name,
		attribute: schema.BoolAttribute{MarkdownDescription: description, Optional: true},
		read: func(ctx context.Context, config tfsdk.Config, a *A) diag.Diagnostics {
			var value types.Bool
			diags := config.GetAttribute(ctx, path.Root(name), &value)
			*target(a) = value.ValueBoolPointer()
			return diags
		},
		text: func(a *A) string {
			if *target(a) == nil {
				return ""
			}
			return strconv.FormatBool(**target(a))
		},
	}
}
