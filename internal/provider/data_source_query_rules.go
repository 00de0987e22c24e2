package provider

import (
	"context"
	"fmt"

	"github.com/agext/levenshtein"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

var _ datasource.DataSourceWithValidateConfig = &query{}

// ValidateConfig finds misspelt types and sort parameters before EM is asked. A word that is near to none of those that EM
// documents goes through, because EM's list grows; EM then says whether it knows it.
func (*query) ValidateConfig(ctx context.Context, request datasource.ValidateConfigRequest, response *datasource.ValidateConfigResponse) {
	var name types.String
	response.Diagnostics.Append(request.Config.GetAttribute(ctx, path.Root("type"), &name)...)
	if response.Diagnostics.HasError() || name.IsNull() || name.IsUnknown() {
		return
	}
	var names []string
	for _, known := range em.QueryTypes() {
		names = append(names, known.Name)
	}
	if nearest := nearestWord(name.ValueString(), names); nearest != "" {
		response.Diagnostics.AddAttributeError(path.Root("type"), "Unknown Query Type", fmt.Sprintf(
			"The query service has no type %q. Did you mean %q?", name.ValueString(), nearest))
		return
	}
	queryType := em.QueryTypeOf(name.ValueString())
	for _, argument := range []string{"sort_asc", "sort_desc"} {
		var parameter types.String
		response.Diagnostics.Append(request.Config.GetAttribute(ctx, path.Root(argument), &parameter)...)
		if nearest := nearestWord(parameter.ValueString(), queryType.Parameters); nearest != "" {
			response.Diagnostics.AddAttributeError(path.Root(argument), "Unknown Sort Parameter", fmt.Sprintf(
				"The query service sorts no %s by %q. Did you mean %q?", queryType.Name, parameter.ValueString(), nearest))
		}
	}
}

// nearestWord is the one of the words that a misspelt word was probably meant to be. It is empty where a third of the letters or
// more would be wrong, and where the word is one of them.
func nearestWord(word string, words []string) string {
	nearest, least := "", max(2, len(word)/3)
	for _, known := range words {
		distance := levenshtein.Distance(em.Fold(word), em.Fold(known), nil)
		if distance == 0 {
			return ""
		}
		if distance < least {
			nearest, least = known, distance
		}
	}
	return nearest
}
