package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/compliance"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// latestPerMachineFunction is the function latest_per_machine: the last word on each machine.
type latestPerMachineFunction struct{}

func (latestPerMachineFunction) Metadata(_ context.Context, _ function.MetadataRequest, response *function.MetadataResponse) {
	response.Name = "latest_per_machine"
}

var latestAttributes = stringAttributes("uid", "vm_display_name", "vm_uid", "backup_server_name", "job_session_uid", "job_type",
	"creation_time", "end_time", "state", "result", "reason")

func (latestPerMachineFunction) Definition(_ context.Context, _ function.DefinitionRequest, response *function.DefinitionResponse) {
	response.Definition = function.Definition{
		Summary: "Gives the last word on each machine, with retries folded.",
		MarkdownDescription: "Gives the last word on each machine: a map of its name to its newest finished task session. " +
			"A retry is a task session of its own, so a machine that failed and then succeeded appears once, as a success.\n\n" +
			"The newest is the one with the latest `creation_time`. A running or waiting task session never takes the place of a finished " +
			"one; a machine that has none but these appears with the one that began last. Of task sessions of one machine within one " +
			"backup session the worst counts.\n\n" +
			"Only task sessions whose `job_type` is `Backup`, `AgentBackup` or `AgentManagement` are backups: a copy of an old restore " +
			"point is no new one. Others, and those without a `job_type`, don't count, and a machine that has only such is not in the map.\n\n" +
			"A machine is its `vm_uid`, or where that is null its name and backup server, all regardless of case. " +
			"Where a machine was re-created under a new `vm_uid`, so that all task sessions of the old one began before the first of the " +
			"new one, the new one is given. Other machines that share a name are an error, because the success of one would hide the " +
			"failure of the other.\n\n" +
			"A machine without a task session is missing in the map, and an empty map proves nothing: check that it has the names that you " +
			"expect.",
		Parameters: []function.Parameter{taskSessionsParameter(latestAttributes,
			"Task sessions, as `veeam_backup_task_sessions` lists them. The objects need the attributes `uid`, `vm_display_name`, `vm_uid`, "+
				"`backup_server_name`, `job_session_uid`, `job_type`, `creation_time`, `end_time`, `state`, `result` and `reason`, and those of "+
				"the map hold just these.")},
		Return: function.MapReturn{ElementType: types.ObjectType{AttrTypes: latestAttributes}},
	}
}

func (latestPerMachineFunction) Run(ctx context.Context, request function.RunRequest, response *function.RunResponse) {
	var list attr.Value
	if response.Error = request.Arguments.Get(ctx, &list); response.Error != nil {
		return
	}
	var sessions []compliance.TaskSession
	if sessions, response.Error = readTaskSessions(list); response.Error != nil {
		return
	}
	latest, err := latestByName(sessions)
	if err != nil {
		response.Error = function.NewArgumentFuncError(0, err.Error())
		return
	}
	given, _ := list.(types.List)
	elements := given.Elements()
	values := make(map[string]attr.Value, len(latest))
	for _, i := range latest {
		values[sessions[i].Name] = elements[i]
	}
	response.Error = response.Result.Set(ctx, types.MapValueMust(types.ObjectType{AttrTypes: latestAttributes}, values))
}

// latestByName gives the indexes of the task sessions with the last word on each machine. It refuses task sessions whose
// machine can't be named, and machines of one name that none has replaced: the success of one would hide the failure of the
// other.
func latestByName(sessions []compliance.TaskSession) ([]int, error) {
	for i := range sessions {
		switch s := &sessions[i]; {
		case s.Name == "":
			return nil, fmt.Errorf("element %d: vm_display_name is null or empty, so the machine cannot be named; leave such task sessions out", i)
		case s.Creation.IsZero():
			return nil, fmt.Errorf("element %d: creation_time is null; expected RFC 3339 with zone, such as 2026-06-16T08:00:00Z", i)
		}
	}
	latest := compliance.LatestPerMachine(sessions)
	names := make(map[string]*compliance.TaskSession, len(latest))
	for _, i := range latest {
		s := &sessions[i]
		name := em.Fold(s.Name)
		if other := names[name]; other != nil {
			return nil, fmt.Errorf("two different machines share a name: %s and %s. The success of one would hide the failure of the other. "+
				"Call the function for each of them apart, for example with the task sessions of one backup server",
				describeMachine(other), describeMachine(s))
		}
		names[name] = s
	}
	return latest, nil
}

// describeMachine names a machine and what distinguishes it from another of its name.
func describeMachine(s *compliance.TaskSession) string {
	switch {
	case s.VMUID != "":
		return fmt.Sprintf("%q (vm_uid %s)", s.Name, s.VMUID)
	case s.Server != "":
		return fmt.Sprintf("%q (no vm_uid, backup server %s)", s.Name, s.Server)
	}
	return fmt.Sprintf("%q (no vm_uid, no backup server)", s.Name)
}
