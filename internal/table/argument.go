package table

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
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
	// read takes the value from a configuration, where it stands at a path.
	read func(ctx context.Context, config tfsdk.Config, at path.Path, a *A) diag.Diagnostics
	// text is the value for messages, "" where it was left out.
	text func(*A) string
}

// Arguments are what a user can ask of a data source.
type Arguments[A any] []Argument[A]

// Attributes is the part of a schema that the arguments make.
func (a Arguments[A]) Attributes() map[string]schema.Attribute {
	attributes := make(map[string]schema.Attribute, len(a))
	for _, argument := range a {
		attributes[argument.name] = argument.attribute
	}
	return attributes
}

// Names are the arguments' names, in their order.
func (a Arguments[A]) Names() []string {
	names := make([]string, len(a))
	for i, argument := range a {
		names[i] = argument.name
	}
	return names
}

// Describe names the arguments that were given, with their values.
func (a Arguments[A]) Describe(values *A) string {
	var given []string
	for _, argument := range a {
		if text := argument.text(values); text != "" {
			given = append(given, fmt.Sprintf("%s = %q", argument.name, text))
		}
	}
	return strings.Join(given, ", ")
}

// read takes the arguments' values from a configuration, where they are the attributes of the object at a path.
func (a Arguments[A]) read(ctx context.Context, config tfsdk.Config, object path.Path, values *A) (diags diag.Diagnostics) {
	for _, argument := range a {
		diags.Append(argument.read(ctx, config, object.AtName(argument.name), values)...)
	}
	return diags
}

// Read takes the arguments' values from the configuration of a data source.
func (a Arguments[A]) Read(ctx context.Context, config tfsdk.Config, values *A) diag.Diagnostics {
	return a.read(ctx, config, path.Empty(), values)
}

// Required makes an argument that must be given.
func (a Argument[A]) Required() Argument[A] {
	switch attribute := a.attribute.(type) {
	case schema.StringAttribute:
		attribute.Optional, attribute.Required = false, true
		a.attribute = attribute
	case schema.SetAttribute:
		attribute.Optional, attribute.Required = false, true
		a.attribute = attribute
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
		read: func(ctx context.Context, config tfsdk.Config, at path.Path, a *A) diag.Diagnostics {
			var value types.Set
			diags := config.GetAttribute(ctx, at, &value)
			if value.IsNull() || diags.HasError() {
				return diags
			}
			diags.Append(value.ElementsAs(ctx, target(a), false)...)
			return diags
		},
		text: func(a *A) string { return strings.Join(*target(a), ", ") },
	}
}

// TextMap is a map of texts to texts, not empty; a validator judges the keys, and no value is empty.
func TextMap[A any](name string, target func(*A) *map[string]string, key validator.String, description string) Argument[A] {
	return Argument[A]{
		name: name,
		attribute: schema.MapAttribute{
			ElementType: types.StringType, MarkdownDescription: description, Optional: true,
			Validators: []validator.Map{
				mapvalidator.SizeAtLeast(1), mapvalidator.NoNullValues(), mapvalidator.KeysAre(key),
				mapvalidator.ValueStringsAre(stringvalidator.LengthAtLeast(1)),
			},
		},
		read: func(ctx context.Context, config tfsdk.Config, at path.Path, a *A) diag.Diagnostics {
			var value types.Map
			diags := config.GetAttribute(ctx, at, &value)
			if value.IsNull() || diags.HasError() {
				return diags
			}
			diags.Append(value.ElementsAs(ctx, target(a), false)...)
			return diags
		},
		text: func(a *A) string { return strings.Join(slices.Sorted(maps.Keys(*target(a))), ", ") },
	}
}

// WholeNumber is a number from lowest to highest; left out it is 0.
func WholeNumber[A any](name string, target func(*A) *int64, lowest, highest int64, description string) Argument[A] {
	return Argument[A]{
		name: name,
		attribute: schema.Int64Attribute{
			MarkdownDescription: description, Optional: true, Validators: []validator.Int64{int64validator.Between(lowest, highest)},
		},
		read: func(ctx context.Context, config tfsdk.Config, at path.Path, a *A) diag.Diagnostics {
			var value types.Int64
			diags := config.GetAttribute(ctx, at, &value)
			*target(a) = value.ValueInt64()
			return diags
		},
		text: func(a *A) string {
			if *target(a) == 0 {
				return ""
			}
			return strconv.FormatInt(*target(a), 10)
		},
	}
}

// Switch is true or false; left out it is nil.
func Switch[A any](name string, target func(*A) **bool, description string) Argument[A] {
	return Argument[A]{
		name:      name,
		attribute: schema.BoolAttribute{MarkdownDescription: description, Optional: true},
		read: func(ctx context.Context, config tfsdk.Config, at path.Path, a *A) diag.Diagnostics {
			var value types.Bool
			diags := config.GetAttribute(ctx, at, &value)
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
