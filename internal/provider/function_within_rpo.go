package provider

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// withinRPOFunction is the function within_rpo: whether a backup is recent enough.
type withinRPOFunction struct{}

func (withinRPOFunction) Metadata(_ context.Context, _ function.MetadataRequest, response *function.MetadataResponse) {
	response.Name = "within_rpo"
}

func (withinRPOFunction) Definition(_ context.Context, _ function.DefinitionRequest, response *function.DefinitionResponse) {
	response.Definition = function.Definition{
		Summary: "Tells whether a backup is recent enough.",
		MarkdownDescription: "Tells whether a backup began within the recovery point objective (RPO): not before `now` - `rpo`, " +
			"and not later than 5 minutes after `now`, because clocks differ. It counts from where the backup began, because its data " +
			"are as old as that, whenever it ended. A `began` of null, which is that of a machine without a good backup, gives false. " +
			"The function looks at the time alone: whether the backup succeeded stands in `state` and `result`.",
		Parameters: []function.Parameter{
			function.StringParameter{
				Name: "began",
				MarkdownDescription: "When the backup began, RFC 3339 with zone, such as `creation_time` of a task session or `last_good_time` " +
					"of a machine. It may be null.",
				AllowNullValue: true,
			},
			nowParameter,
			rpoParameter,
		},
		Return: function.BoolReturn{},
	}
}

func (withinRPOFunction) Run(ctx context.Context, request function.RunRequest, response *function.RunResponse) {
	var began types.String
	var now, rpo string
	if response.Error = request.Arguments.Get(ctx, &began, &now, &rpo); response.Error != nil {
		return
	}
	var window rpoWindow
	if window, response.Error = readWindow(1, now, rpo); response.Error != nil {
		return
	}
	var beginning time.Time
	if !began.IsNull() {
		var err error
		if beginning, err = parseTime(began.ValueString()); err != nil {
			response.Error = function.NewArgumentFuncError(0, err.Error()+", or null")
			return
		}
	}
	response.Error = response.Result.Set(ctx, window.contains(beginning))
}
