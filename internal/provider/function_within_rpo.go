package provider

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// withinRPOFunction is within_rpo.
type withinRPOFunction struct{}

// Metadata names the function.
func (withinRPOFunction) Metadata(_ context.Context, _ function.MetadataRequest, response *function.MetadataResponse) {
	response.Name = "within_rpo"
}

// Definition describes the function.
func (withinRPOFunction) Definition(_ context.Context, _ function.DefinitionRequest, response *function.DefinitionResponse) {
	response.Definition = function.Definition{
		Summary: "Tells whether a backup ended recently enough.",
		MarkdownDescription: "Tells whether a backup ended within the recovery point objective (RPO): not before `now` - `rpo`, " +
			"and not later than 5 minutes after `now`, because clocks differ. An `end_time` of null, which is that of a running backup, gives " +
			"false. " +
			"The function looks at the time alone: whether the backup succeeded stands in `state` and `result`.",
		Parameters: []function.Parameter{
			function.StringParameter{
				Name:                "end_time",
				MarkdownDescription: "When the backup ended, RFC 3339 with zone, such as `end_time` of a task session. It may be null.",
				AllowNullValue:      true,
			},
			nowParameter,
			rpoParameter,
		},
		Return: function.BoolReturn{},
	}
}

// Run calls the function.
func (withinRPOFunction) Run(ctx context.Context, request function.RunRequest, response *function.RunResponse) {
	var endTime types.String
	var now, rpo string
	if response.Error = request.Arguments.Get(ctx, &endTime, &now, &rpo); response.Error != nil {
		return
	}
	var window rpoWindow
	if window, response.Error = readWindow(1, now, rpo); response.Error != nil {
		return
	}
	var end time.Time
	if !endTime.IsNull() {
		var err error
		if end, err = parseTime(endTime.ValueString()); err != nil {
			response.Error = function.NewArgumentFuncError(0, err.Error()+", or null")
			return
		}
	}
	response.Error = response.Result.Set(ctx, window.contains(end))
}
