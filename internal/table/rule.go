package table

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/datasourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// ScopeRules ask for at least one argument of a scope; the first one excludes the others.
func ScopeRules(alone string, others ...string) []datasource.ConfigValidator {
	rules := append(conflicting(alone, others), AtLeastOneOf(append([]string{alone}, others...)...))
	return []datasource.ConfigValidator{exclusion{rules[len(rules)-1], alone, others, true, rules}}
}

// Excludes lets the first argument stand alone only.
func Excludes(alone string, others ...string) []datasource.ConfigValidator {
	rules := conflicting(alone, others)
	return []datasource.ConfigValidator{exclusion{rules[len(rules)-1], alone, others, false, rules}}
}

func conflicting(alone string, others []string) []datasource.ConfigValidator {
	rules := make([]datasource.ConfigValidator, len(others))
	for i, other := range others {
		rules[i] = datasourcevalidator.Conflicting(expressions([]string{alone, other})...)
	}
	return rules
}

// exclusion spares the library's rules, each of which searches the whole configuration by its type, where a look at the
// values shows that all hold: they were most of what validating costs, and Terraform validates before every read.
type exclusion struct {
	datasource.ConfigValidator // the last of the rules, for the description
	alone                      string
	others                     []string
	needsOne                   bool // of all of them
	rules                      []datasource.ConfigValidator
}

func (e exclusion) ValidateDataSource(
	ctx context.Context, request datasource.ValidateConfigRequest, response *datasource.ValidateConfigResponse,
) {
	if e.holds(request.Config.Raw) {
		return
	}
	for _, rule := range e.rules {
		var judged datasource.ValidateConfigResponse // the library replaces what a response holds already
		rule.ValidateDataSource(ctx, request, &judged)
		response.Diagnostics.Append(judged.Diagnostics...)
	}
}

// holds reports whether the first argument stands alone, or is left out. What is unknown is for the rules.
func (e exclusion) holds(config tftypes.Value) bool {
	var values map[string]tftypes.Value
	if err := config.As(&values); err != nil {
		return false
	}
	given := 0
	for _, name := range e.others {
		switch value := values[name]; {
		case !value.IsKnown():
			return false
		case !value.IsNull():
			given++
		}
	}
	alone := values[e.alone]
	if !alone.IsKnown() {
		return false
	}
	if alone.IsNull() {
		return given > 0 || !e.needsOne
	}
	return given == 0
}

// ExactlyOneOf asks for one of the arguments, and no two.
func ExactlyOneOf(names ...string) datasource.ConfigValidator {
	return datasourcevalidator.ExactlyOneOf(expressions(names)...)
}

// AtLeastOneOf asks for one of the arguments or more.
func AtLeastOneOf(names ...string) datasource.ConfigValidator {
	return datasourcevalidator.AtLeastOneOf(expressions(names)...)
}

func expressions(names []string) []path.Expression {
	made := make([]path.Expression, len(names))
	for i, name := range names {
		made[i] = path.MatchRoot(name)
	}
	return made
}
