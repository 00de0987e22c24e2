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
	rules := append(Excludes(alone, others...), AtLeastOneOf(append([]string{alone}, others...)...))
	return []datasource.ConfigValidator{scopeRule{rules[len(rules)-1], alone, others, rules}}
}

// scopeRule spares the library's rules, each of which searches the whole configuration by its type, where a look at the
// values shows that all hold: they were most of what validating costs, and Terraform validates before every read.
type scopeRule struct {
	datasource.ConfigValidator // the last of the rules, for the description
	alone                      string
	others                     []string
	rules                      []datasource.ConfigValidator
}

func (r scopeRule) ValidateDataSource(
	ctx context.Context, request datasource.ValidateConfigRequest, response *datasource.ValidateConfigResponse,
) {
	if r.holds(request.Config.Raw) {
		return
	}
	for _, rule := range r.rules {
		var judged datasource.ValidateConfigResponse // the library replaces what a response holds already
		rule.ValidateDataSource(ctx, request, &judged)
		response.Diagnostics.Append(judged.Diagnostics...)
	}
}

// holds reports whether either the first argument or some of the others are given. What is unknown is for the rules.
func (r scopeRule) holds(config tftypes.Value) bool {
	var values map[string]tftypes.Value
	if err := config.As(&values); err != nil {
		return false
	}
	given := 0
	for _, name := range r.others {
		switch value := values[name]; {
		case !value.IsKnown():
			return false
		case !value.IsNull():
			given++
		}
	}
	return values[r.alone].IsKnown() && values[r.alone].IsNull() == (given > 0)
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
