package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/compliance"
)

// missingNamesFunction is the function missing_names: the names that are not found.
type missingNamesFunction struct{}

func (missingNamesFunction) Metadata(_ context.Context, _ function.MetadataRequest, response *function.MetadataResponse) {
	response.Name = "missing_names"
}

func (missingNamesFunction) Definition(_ context.Context, _ function.DefinitionRequest, response *function.DefinitionResponse) {
	response.Definition = function.Definition{
		Summary: "Lists the names that are not found.",
		MarkdownDescription: "Lists those of the names that are not among the found ones, sorted. Names compare as everywhere in this " +
			"provider: regardless of case and of how Unicode writes their characters, which `setsubtract` does not.",
		Parameters: []function.Parameter{
			function.SetParameter{Name: "names", ElementType: types.StringType, MarkdownDescription: "Names to look for."},
			function.SetParameter{Name: "found", ElementType: types.StringType, MarkdownDescription: "Names that there are."},
		},
		Return: function.ListReturn{ElementType: types.StringType},
	}
}

func (missingNamesFunction) Run(ctx context.Context, request function.RunRequest, response *function.RunResponse) {
	var names, found types.Set
	if response.Error = request.Arguments.Get(ctx, &names, &found); response.Error != nil {
		return
	}
	var wanted, there []string
	if wanted, response.Error = readNames(0, names); response.Error != nil {
		return
	}
	if there, response.Error = readNames(1, found); response.Error != nil {
		return
	}
	response.Error = response.Result.Set(ctx, compliance.MissingNames(wanted, there))
}
