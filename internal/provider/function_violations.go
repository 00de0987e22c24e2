package provider

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/compliance"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// violationsFunction is the function violations: the violations of some machines of a verdict.
type violationsFunction struct{}

func (violationsFunction) Metadata(_ context.Context, _ function.MetadataRequest, response *function.MetadataResponse) {
	response.Name = "violations"
}

var violationAttributes = stringAttributes("name", "em_name", "vm_uid", "backup_server_name", "enterprise_manager", "status", "cause",
	"hint", "last_good_time", "last_result", "last_end_time", "last_reason")

func (violationsFunction) Definition(_ context.Context, _ function.DefinitionRequest, response *function.DefinitionResponse) {
	response.Definition = function.Definition{
		Summary: "Lists the violations of some machines of a verdict.",
		MarkdownDescription: "Lists those of a verdict's machines that have one of the names and are neither compliant nor waived, and for " +
			"each name without a machine a row with the cause `not_seen`, in the order of their names. So names that come from resources can be " +
			"judged without making the read of the verdict wait for these resources.\n\nA machine that is excluded, replaced or left out is in " +
			"the list: nobody has judged it. Names compare regardless of case and Unicode form, with the configuration's spelling of a machine " +
			"and with Enterprise Manager's.",
		Parameters: []function.Parameter{
			function.ListParameter{
				Name: "machines", ElementType: types.ObjectType{AttrTypes: violationAttributes},
				MarkdownDescription: "`machines` of `veeam_protection_status`, or of several put together with `concat`.",
			},
			function.SetParameter{Name: "names", ElementType: types.StringType, MarkdownDescription: "Names of the machines, at least one."},
		},
		Return: function.ListReturn{ElementType: types.ObjectType{AttrTypes: violationAttributes}},
	}
}

func (violationsFunction) Run(ctx context.Context, request function.RunRequest, response *function.RunResponse) {
	var machines, set attr.Value
	if response.Error = request.Arguments.Get(ctx, &machines, &set); response.Error != nil {
		return
	}
	var names []string
	if names, response.Error = readExpected(1, set); response.Error != nil {
		return
	}
	list, _ := machines.(types.List)
	violations, failed := violationsOf(list.Elements(), names)
	if response.Error = failed; failed != nil {
		return
	}
	response.Error = response.Result.Set(ctx, types.ListValueMust(types.ObjectType{AttrTypes: violationAttributes}, violations))
}

func violationsOf(machines []attr.Value, names []string) ([]attr.Value, *function.FuncError) {
	type row struct {
		name  string
		value attr.Value
	}
	var rows []row
	var found []string
	wanted := em.NewSet(names...)
	for i, element := range machines {
		object, _ := element.(types.Object)
		if object.IsNull() {
			return nil, function.NewArgumentFuncError(0, fmt.Sprintf("element %d: null is no machine", i))
		}
		attributes := object.Attributes()
		name, emName := textOf(attributes, "name"), textOf(attributes, "em_name")
		if !wanted.Has(name) && !wanted.Has(emName) {
			continue
		}
		found = append(found, name, emName)
		if !compliance.Passes(textOf(attributes, "status")) {
			rows = append(rows, row{name, object})
		}
	}
	for _, name := range compliance.MissingNames(names, found) {
		rows = append(rows, row{name, unseen(name)})
	}
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(em.Fold(a.name), em.Fold(b.name)) })
	values := make([]attr.Value, len(rows))
	for i := range rows {
		values[i] = rows[i].value
	}
	return values, nil
}

// unseen is the row of a name without a machine.
func unseen(name string) attr.Value {
	values := make(map[string]attr.Value, len(violationAttributes))
	for attribute := range violationAttributes {
		values[attribute] = types.StringNull()
	}
	values["name"], values["status"] = types.StringValue(name), types.StringValue(compliance.StatusViolation)
	values["cause"] = types.StringValue(compliance.CauseNotSeen)
	return types.ObjectValueMust(violationAttributes, values)
}
