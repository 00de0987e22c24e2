package provider

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// parseUIDFunction is the function parse_uid: a UID taken apart.
type parseUIDFunction struct{}

func (parseUIDFunction) Metadata(_ context.Context, _ function.MetadataRequest, response *function.MetadataResponse) {
	response.Name = "parse_uid"
}

var uidParts = map[string]attr.Type{"namespace": types.StringType, "type": types.StringType, "id": types.StringType}

func (parseUIDFunction) Definition(_ context.Context, _ function.DefinitionRequest, response *function.DefinitionResponse) {
	response.Definition = function.Definition{
		Summary: "Splits a UID of Enterprise Manager into namespace, type and id.",
		MarkdownDescription: "Splits a UID of Enterprise Manager into its parts: an object of `namespace`, `type` and `id`. " +
			"`urn:VMware:Vm:<root>.vm-1` has the namespace `VMware`, the type `Vm` and the id `<root>.vm-1`. " +
			"The parts keep their case. The id is all that follows the type, and may hold colons itself.",
		Parameters: []function.Parameter{function.StringParameter{
			Name:                "uid",
			MarkdownDescription: "The UID, `urn:<namespace>:<type>:<id>`, such as `vm_uid` or `job_session_uid` of a task session.",
		}},
		Return: function.ObjectReturn{AttributeTypes: uidParts},
	}
}

func (parseUIDFunction) Run(ctx context.Context, request function.RunRequest, response *function.RunResponse) {
	var uid string
	if response.Error = request.Arguments.Get(ctx, &uid); response.Error != nil {
		return
	}
	namespace, uidType, id, err := splitUID(uid)
	if err != nil {
		response.Error = function.NewArgumentFuncError(0, err.Error())
		return
	}
	response.Error = response.Result.Set(ctx, types.ObjectValueMust(uidParts, map[string]attr.Value{
		"namespace": types.StringValue(namespace), "type": types.StringValue(uidType), "id": types.StringValue(id),
	}))
}

func splitUID(uid string) (namespace, uidType, id string, err error) {
	parts := strings.SplitN(uid, ":", 4) // an id may hold colons: urn:vCloud:Vapp:<root>.urn:vcloud:vapp:<guid>
	if len(parts) < 4 || !strings.EqualFold(parts[0], "urn") || slices.Contains(parts, "") {
		return "", "", "", fmt.Errorf("%q is no UID; expected urn:<namespace>:<type>:<id>, "+
			"such as urn:veeam:Job:01234567-89ab-cdef-0123-456789abcdef", uid)
	}
	return parts[1], parts[2], parts[3], nil
}
