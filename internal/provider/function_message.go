package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/compliance"
)

// messageFunction is the function message: violations in words.
type messageFunction struct{}

func (messageFunction) Metadata(_ context.Context, _ function.MetadataRequest, response *function.MetadataResponse) {
	response.Name = "message"
}

var messageAttributes = stringAttributes("name", "cause", "last_good_time", "last_reason")

func (messageFunction) Definition(_ context.Context, _ function.DefinitionRequest, response *function.DefinitionResponse) {
	response.Definition = function.Definition{
		Summary: "Says in words what violates.",
		MarkdownDescription: "Says what violates, ready for `error_message`: how many violations there are, then at most 10 of them, one a " +
			"line, with cause, last good backup and the beginning of the reason. For the violations of several verdicts put together, or of " +
			"`violations`; a single verdict has its own `message`. It is never empty.",
		Parameters: []function.Parameter{function.ListParameter{
			Name: "violations", ElementType: types.ObjectType{AttrTypes: messageAttributes},
			MarkdownDescription: "Violations. The objects need the attributes `name`, `cause`, `last_good_time` and `last_reason`.",
		}},
		Return: function.StringReturn{},
	}
}

func (messageFunction) Run(ctx context.Context, request function.RunRequest, response *function.RunResponse) {
	var argument attr.Value
	if response.Error = request.Arguments.Get(ctx, &argument); response.Error != nil {
		return
	}
	list, _ := argument.(types.List)
	violations := make([]compliance.Violation, len(list.Elements()))
	for i, element := range list.Elements() {
		object, _ := element.(types.Object)
		attributes := object.Attributes()
		lastGood, err := readTime(attributes, "last_good_time")
		if object.IsNull() {
			err = fmt.Errorf("null is no violation")
		}
		if err != nil {
			response.Error = function.NewArgumentFuncError(0, fmt.Sprintf("element %d: %s", i, err))
			return
		}
		violations[i] = compliance.Violation{
			Name: textOf(attributes, "name"), Cause: textOf(attributes, "cause"), Reason: textOf(attributes, "last_reason"), LastGood: lastGood,
		}
	}
	response.Error = response.Result.Set(ctx, compliance.Message(violations))
}
