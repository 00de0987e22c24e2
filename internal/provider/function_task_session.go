package provider

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/compliance"
)

// taskSessionsParameter is a list of objects that hold only the attributes a function uses: Terraform
// drops surplus ones, and names one that is missing.
func taskSessionsParameter(attributes map[string]attr.Type, description string) function.ListParameter {
	return function.ListParameter{
		Name:                "task_sessions",
		ElementType:         types.ObjectType{AttrTypes: attributes},
		MarkdownDescription: description,
	}
}

// readTaskSessions reads the value of taskSessionsParameter, the first argument. The list may be long,
// so it is taken as an attr.Value, which the framework hands over without converting it again.
func readTaskSessions(argument attr.Value) ([]compliance.TaskSession, *function.FuncError) {
	list, _ := argument.(types.List)
	elements := list.Elements()
	sessions := make([]compliance.TaskSession, len(elements))
	for i, element := range elements {
		var err error
		if sessions[i], err = readTaskSession(element); err != nil {
			return nil, function.NewArgumentFuncError(0, fmt.Sprintf("element %d: %s", i, err))
		}
	}
	return sessions, nil
}

func readTaskSession(element attr.Value) (s compliance.TaskSession, err error) {
	object, _ := element.(types.Object)
	if object.IsNull() {
		return s, fmt.Errorf("null is no task session")
	}
	attributes := object.Attributes()
	text := func(name string) string { return textOf(attributes, name) }
	s = compliance.TaskSession{
		UID: text("uid"), Name: text("vm_display_name"), VMUID: text("vm_uid"), Server: text("backup_server_name"),
		State: text("state"), Result: text("result"), Reason: text("reason"), JobType: text("job_type"),
		BackupSession: strings.ToLower(text("job_session_uid")),
	}
	if s.Creation, err = readTime(attributes, "creation_time"); err != nil {
		return s, err
	}
	s.End, err = readTime(attributes, "end_time")
	return s, err
}
