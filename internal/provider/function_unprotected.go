package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/compliance"
)

// unprotectedFunction is the function unprotected: the expected machines without a good backup.
type unprotectedFunction struct{}

func (unprotectedFunction) Metadata(_ context.Context, _ function.MetadataRequest, response *function.MetadataResponse) {
	response.Name = "unprotected"
}

var unprotectedAttributes = stringAttributes("vm_display_name", "vm_uid", "backup_server_name", "job_session_uid", "job_type",
	"creation_time", "state", "result")

func (unprotectedFunction) Definition(_ context.Context, _ function.DefinitionRequest, response *function.DefinitionResponse) {
	response.Definition = function.Definition{
		Summary: "Lists the machines that have no good backup within the RPO.",
		MarkdownDescription: "Lists those of the expected machines that have no good backup within the recovery point objective (RPO), " +
			"sorted by name. A good backup is a task session with the state `Completed` and the result `Success` or `Warning` that began " +
			"not before `now` - `rpo`, and not later than 5 minutes after `now`, because clocks differ. " +
			"One good backup is enough, whatever came after it. Of task sessions of one machine within one backup session the worst " +
			"counts.\n\n" +
			"Names compare regardless of case. Where different machines share an expected name, all of them need a good backup. " +
			"A machine is its `vm_uid`, or where that is null its name and backup server.\n\n" +
			"Only task sessions whose `job_type` is `Backup`, `AgentBackup` or `AgentManagement` are backups: a copy of an old restore " +
			"point is no new one. A task session without a `job_type` never counts as good.",
		Parameters: []function.Parameter{
			taskSessionsParameter(unprotectedAttributes, "Task sessions, as `veeam_backup_task_sessions` lists them. The objects need the "+
				"attributes `vm_display_name`, `vm_uid`, `backup_server_name`, `job_session_uid`, `job_type`, `creation_time`, `state` and "+
				"`result`. "+
				"One without a name counts for no machine."),
			function.SetParameter{
				Name:        "expected_machines",
				ElementType: types.StringType,
				MarkdownDescription: "Names of the machines that must have a backup, at least one. Of names that differ in case only, the first in " +
					"the order of sorting counts.",
			},
			nowParameter,
			rpoParameter,
		},
		Return: function.ListReturn{ElementType: types.StringType},
	}
}

func (unprotectedFunction) Run(ctx context.Context, request function.RunRequest, response *function.RunResponse) {
	var list, set attr.Value
	var now, rpo string
	if response.Error = request.Arguments.Get(ctx, &list, &set, &now, &rpo); response.Error != nil {
		return
	}
	var sessions []compliance.TaskSession
	if sessions, response.Error = readTaskSessions(list); response.Error != nil {
		return
	}
	var expected []string
	if expected, response.Error = readExpected(1, set); response.Error != nil {
		return
	}
	var window rpoWindow
	if window, response.Error = readWindow(2, now, rpo); response.Error != nil {
		return
	}
	response.Error = response.Result.Set(ctx, compliance.Unprotected(sessions, expected, window.now, window.rpo))
}
