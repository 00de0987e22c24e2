package entity

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/datasourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/path"
)

// ScopeRules ask for at least one argument of a scope; the first one excludes the others.
func ScopeRules(alone string, others ...string) []datasource.ConfigValidator {
	rules := []datasource.ConfigValidator{
		datasourcevalidator.AtLeastOneOf(expressions(append([]string{alone}, others...))...),
	}
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
