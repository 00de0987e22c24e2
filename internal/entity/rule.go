package entity

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/datasourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/path"
)

// ScopeRules ask for at least one argument of a scope; the first one excludes the others.
func ScopeRules(alone string, others ...string) []datasource.ConfigValidator {
	return append(Excludes(alone, others...), AtLeastOneOf(append([]string{alone}, others...)...))
}

// ExactlyOneOf asks for one of the arguments, and no two.
func ExactlyOneOf(names ...string) datasource.ConfigValidator {
	return datasourcevalidator.ExactlyOneOf(expressions(names)...)
}

// AtLeastOneOf asks for one of the arguments or more.
func AtLeastOneOf(names ...string) datasource.ConfigValidator {
	return datasourcevalidator.AtLeastOneOf(expressions(names)...)
}

// Excludes lets the first argument stand alone only.
func Excludes(alone string, others ...string) []datasource.ConfigValidator {
	var rules []datasource.ConfigValidator
	for _, other := range others {
		rules = append(rules, datasourcevalidator.Conflicting(expressions([]string{alone, other})...))
	}
	return rules
}

func expressions(names []string) []path.Expression {
	made := make([]path.Expression, len(names))
	for i, name := range names {
		made[i] = path.MatchRoot(name)
	}
	return made
}
