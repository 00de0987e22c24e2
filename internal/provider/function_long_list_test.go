package provider_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/provider"
)

// longList is a value of a function's first parameter: 10,000 task sessions of 5,000 machines, each of
// which failed and then succeeded.
func longList(t *testing.T, definition function.Definition) attr.Value {
	t.Helper()
	list, ok := definition.Parameters[0].GetType().(types.ListType)
	if !ok {
		t.Fatal("the first parameter is no list")
	}
	object, ok := list.ElemType.(types.ObjectType)
	if !ok {
		t.Fatal("its elements are no objects")
	}
	rows := make([]attr.Value, 10_000)
	for i := range rows {
		texts := map[string]string{
			"vm_display_name": fmt.Sprintf("vm%d", i%5000), "state": "Completed", "result": "Failed", "job_type": "Backup",
			"creation_time": "2026-06-16T01:00:00Z", "end_time": "2026-06-16T02:00:00Z",
		}
		if i >= 5000 {
			texts["result"], texts["creation_time"], texts["end_time"] = "Success", "2026-06-16T02:30:00Z", "2026-06-16T03:00:00Z"
		}
		row := make(map[string]attr.Value)
		for name := range object.AttrTypes {
			row[name] = types.StringValue(texts[name])
		}
		rows[i] = types.ObjectValueMust(object.AttrTypes, row)
	}
	return types.ListValueMust(object, rows)
}

// callLong calls a function with the long list, and the arguments after it.
func callLong(t *testing.T, name string, result attr.Value, arguments ...attr.Value) attr.Value {
	t.Helper()
	for _, create := range provider.New("test").Functions(t.Context()) {
		called := create()
		var metadata function.MetadataResponse
		called.Metadata(t.Context(), function.MetadataRequest{}, &metadata)
		if metadata.Name != name {
			continue
		}
		var definition function.DefinitionResponse
		called.Definition(t.Context(), function.DefinitionRequest{}, &definition)
		response := function.RunResponse{Result: function.NewResultData(result)}
		called.Run(t.Context(), function.RunRequest{
			Arguments: function.NewArgumentsData(append([]attr.Value{longList(t, definition.Definition)}, arguments...)),
		}, &response)
		if response.Error != nil {
			t.Fatal(response.Error)
		}
		return response.Result.Value()
	}
	t.Fatalf("there is no function %s", name)
	return nil
}

func TestFunctionLatestPerMachineLongList(t *testing.T) {
	t.Parallel()
	object := types.ObjectType{AttrTypes: map[string]attr.Type{}}
	for _, name := range []string{"uid", "vm_display_name", "vm_uid", "backup_server_name", "job_session_uid", "job_type", "creation_time",
		"end_time", "state", "result", "reason"} {
		object.AttrTypes[name] = types.StringType
	}
	got, ok := callLong(t, "latest_per_machine", types.MapUnknown(object)).(types.Map)
	if !ok || len(got.Elements()) != 5000 {
		t.Fatalf("%d machines", len(got.Elements()))
	}
	for name, element := range got.Elements() {
		row, ok := element.(types.Object)
		if !ok || row.Attributes()["result"] != attr.Value(types.StringValue("Success")) {
			t.Fatalf("%s: %s", name, element)
		}
	}
}

func TestFunctionUnprotectedLongList(t *testing.T) {
	t.Parallel()
	expected := []attr.Value{types.StringValue("vm-x"), types.StringValue("vm-a")}
	for i := range 2000 {
		expected = append(expected, types.StringValue(fmt.Sprintf("VM%d", i)))
	}
	got := callLong(t, "unprotected", types.ListUnknown(types.StringType), types.SetValueMust(types.StringType, expected),
		types.StringValue("2026-06-16T08:00:00Z"), types.StringValue("6h"))
	if want := types.ListValueMust(types.StringType, []attr.Value{types.StringValue("vm-a"), types.StringValue("vm-x")}); !got.Equal(want) {
		t.Errorf("%s", got)
	}
}
