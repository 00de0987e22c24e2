package entity

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
)

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

// Names are the arguments' names.
func (a Arguments[S]) Names() []string {
	names := make([]string, len(a))
	for i, argument := range a {
		names[i] = argument.name
	}
	return names
}

// tell says in words what was asked: the arguments that were given, with their values.
func (a Arguments[S]) tell(s *S) string {
	var given []string
	for _, argument := range a {
		if value := argument.told(s); value != "" {
			given = append(given, fmt.Sprintf("%s = %q", argument.name, value))
		}
	}
	return strings.Join(given, ", ")
}

// Read takes the arguments' values from a configuration.
func (a Arguments[S]) Read(ctx context.Context, config tfsdk.Config, s *S) diag.Diagnostics {
	var diags diag.Diagnostics
	for _, argument := range a {
		diags.Append(argument.read(ctx, config, s)...)
	}
	return diags
}
