package provider

import (
	"context"
	"math/big"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// ageFunction is the function age: how old a time is.
type ageFunction struct{}

func (ageFunction) Metadata(_ context.Context, _ function.MetadataRequest, response *function.MetadataResponse) {
	response.Name = "age"
}

func (ageFunction) Definition(_ context.Context, _ function.DefinitionRequest, response *function.DefinitionResponse) {
	response.Definition = function.Definition{
		Summary: "Gives the age of a time in seconds.",
		MarkdownDescription: "Gives how many seconds lie between a time and `now`, rounded down to whole ones. It is negative for a time after " +
			"`now`, and null for null.",
		Parameters: []function.Parameter{
			function.StringParameter{
				Name: "timestamp", AllowNullValue: true,
				MarkdownDescription: "A time, RFC 3339 with zone, such as `last_good_time` of a machine. It may be null.",
			},
			nowParameter,
		},
		Return: function.NumberReturn{},
	}
}

func (ageFunction) Run(ctx context.Context, request function.RunRequest, response *function.RunResponse) {
	var timestamp types.String
	var now string
	if response.Error = request.Arguments.Get(ctx, &timestamp, &now); response.Error != nil {
		return
	}
	to, err := parseTime(now)
	if err != nil {
		response.Error = function.NewArgumentFuncError(1, err.Error())
		return
	}
	if timestamp.IsNull() {
		response.Error = response.Result.Set(ctx, types.NumberNull())
		return
	}
	from, err := parseTime(timestamp.ValueString())
	if err != nil {
		response.Error = function.NewArgumentFuncError(0, err.Error()+", or null")
		return
	}
	response.Error = response.Result.Set(ctx, types.NumberValue(new(big.Float).SetInt64(wholeSeconds(from, to))))
}

// wholeSeconds are those between two times, rounded down; it is negative where the second is the earlier one. A duration
// would not hold more than 292 years.
func wholeSeconds(from, to time.Time) int64 {
	seconds := to.Unix() - from.Unix()
	if to.Nanosecond() < from.Nanosecond() {
		seconds--
	}
	return seconds
}
