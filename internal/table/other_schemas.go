package table

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"
	actionschema "github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	ephemeralschema "github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
)

// Arguments, columns and rules are made for data sources. This file alone gives them to ephemeral resources and actions too. The
// framework has a package of attributes for each of the three, but what it asks of an attribute is the same in all: an attribute
// of one serves in the schema of another as it is, with its nested attributes and validators. Were that to change in a later
// version, this file would not compile.

// EphemeralAttributes are the attributes of a data source in the schema of an ephemeral resource.
func EphemeralAttributes(attributes map[string]schema.Attribute) map[string]ephemeralschema.Attribute {
	same := make(map[string]ephemeralschema.Attribute, len(attributes))
	for name, attribute := range attributes {
		same[name] = attribute
	}
	return same
}

// ActionAttributes are the arguments of a data source in the schema of an action, which has no computed attributes.
func ActionAttributes(attributes map[string]schema.Attribute) map[string]actionschema.Attribute {
	same := make(map[string]actionschema.Attribute, len(attributes))
	for name, attribute := range attributes {
		same[name] = attribute
	}
	return same
}

// EphemeralRules are the rules of a data source for the arguments of an ephemeral resource.
func EphemeralRules(rules []datasource.ConfigValidator) []ephemeral.ConfigValidator {
	same := make([]ephemeral.ConfigValidator, len(rules))
	for i, rule := range rules {
		same[i] = sharedRule{rule}
	}
	return same
}

// ActionRules are the rules of a data source for the arguments of an action.
func ActionRules(rules []datasource.ConfigValidator) []action.ConfigValidator {
	same := make([]action.ConfigValidator, len(rules))
	for i, rule := range rules {
		same[i] = sharedRule{rule}
	}
	return same
}

// sharedRule lets a rule of a data source judge other configurations: all that it is given is the configuration.
type sharedRule struct{ datasource.ConfigValidator }

func (r sharedRule) ValidateEphemeralResource(
	ctx context.Context, request ephemeral.ValidateConfigRequest, response *ephemeral.ValidateConfigResponse,
) {
	var judged datasource.ValidateConfigResponse
	r.ValidateDataSource(ctx, datasource.ValidateConfigRequest{Config: request.Config}, &judged)
	response.Diagnostics.Append(judged.Diagnostics...)
}

func (r sharedRule) ValidateAction(ctx context.Context, request action.ValidateConfigRequest, response *action.ValidateConfigResponse) {
	var judged datasource.ValidateConfigResponse
	r.ValidateDataSource(ctx, datasource.ValidateConfigRequest{Config: request.Config}, &judged)
	response.Diagnostics.Append(judged.Diagnostics...)
}
