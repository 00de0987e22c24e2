package provider

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// sessionArguments are what a user can ask of sessions and of task sessions of any kind: which are in scope, and which of these
// are listed. Each data source has those that it declares.
type sessionArguments struct {
	veeamclient.SessionScope
	// sessionID is the GUID of the session whose task sessions are read.
	sessionID string
	// createdWithin is how long before now sessions began at most; 0 for no matter.
	createdWithin time.Duration

	results, states []string
	latest          *bool
}

// tasks is the scope of task sessions.
func (a *sessionArguments) tasks() veeamclient.TaskSessionScope {
	return veeamclient.TaskSessionScope{SessionID: a.sessionID, JobScope: a.JobScope, JobTypes: a.JobTypes, VMDisplayName: a.VMDisplayName}
}

// timed is a with the time that created_within means, by Enterprise Manager's clock.
func (a *sessionArguments) timed(ctx context.Context, c *veeamclient.Client) (sessionArguments, error) {
	timed := *a
	if a.createdWithin == 0 {
		return timed, nil
	}
	now, err := c.Now(ctx)
	timed.CreatedAfter = now.Add(-a.createdWithin)
	return timed, err
}

// jobArguments name a job of backup sessions.
var jobArguments = table.Arguments[sessionArguments]{
	table.ID("job_id", func(a *sessionArguments) *string { return &a.JobID }, veeamclient.JobUIDTypes,
		"Job whose sessions are meant: its GUID, or its UID of any type (`urn:veeam:Job:<GUID>`, `AgentBackupJob`, `NasJob`)."),
	table.Name("job_name", func(a *sessionArguments) *string { return &a.JobName },
		"Whole name of the job, regardless of case. In `veeam_backup_task_sessions` an agent policy's name stands for the sessions of "+
			"its machines, too, and a copy job's for those of its workers. "+otherLetters),
}

// replicationArguments name a replication job.
var replicationArguments = table.Arguments[sessionArguments]{
	table.ID("job_id", func(a *sessionArguments) *string { return &a.JobID }, []string{"Job"},
		"Replication job whose sessions are meant: its GUID or `urn:veeam:Job:<GUID>`."),
	table.Name("job_name", func(a *sessionArguments) *string { return &a.JobName },
		"Whole name of the replication job, regardless of case. "+otherLetters),
}

// cdpPolicyArguments name a CDP policy.
var cdpPolicyArguments = table.Arguments[sessionArguments]{
	table.ID("policy_id", func(a *sessionArguments) *string { return &a.JobID }, []string{"CdpPolicy"},
		"CDP policy whose sessions are meant: its GUID or `urn:veeam:CdpPolicy:<GUID>`."),
	table.Name("policy_name", func(a *sessionArguments) *string { return &a.JobName },
		"Whole name of the CDP policy, regardless of case. "+otherLetters),
}

// machineArguments name a machine.
var machineArguments = table.Arguments[sessionArguments]{
	table.Name("vm_display_name", func(a *sessionArguments) *string { return &a.VMDisplayName },
		"Whole name of the machine, regardless of case. "+otherLetters),
}

// sessionServerArguments name a backup server.
var sessionServerArguments = table.Arguments[sessionArguments]{
	table.Name("backup_server_name", func(a *sessionArguments) *string { return &a.BackupServerName },
		"Whole name of the backup server, regardless of case. Tells equal names apart."),
}

// otherLetters says what an ASCII name does not find where Enterprise Manager compares it: to read the whole span for every
// name with an s or a k in it would cost everybody the filter.
const otherLetters = "A name of plain letters (ASCII) is compared by Enterprise Manager where that ignores case, and may then " +
	"not find a name that only case folding makes equal, such as `straße` for `strasse`: write such a name as Enterprise Manager does."

// jobTypeArguments choose by the type of the job.
var jobTypeArguments = table.Arguments[sessionArguments]{
	table.Names("job_types", func(a *sessionArguments) *[]string { return &a.JobTypes },
		"Only sessions of jobs of these types. Enterprise Manager documents `"+strings.Join(em.SessionJobTypes, "`, `")+
			"`; other words are compared as they are."),
}

// timeArguments bound the beginning of sessions.
var timeArguments = table.Arguments[sessionArguments]{
	table.Instant("created_after", func(a *sessionArguments) *time.Time { return &a.CreatedAfter },
		fmt.Sprintf("Only sessions that began at this time or later (RFC 3339 with zone). Left out, those of the last %d days before now, or "+
			"before `created_before`, are read. Enterprise Manager keeps sessions for %d weeks unless it is told otherwise.",
			veeamclient.CollectionDays, veeamclient.RetentionWeeks)),
	table.Instant("created_before", func(a *sessionArguments) *time.Time { return &a.CreatedBefore },
		"Only sessions that began before this time (RFC 3339 with zone)."),
	table.Duration("created_within", func(a *sessionArguments) *time.Duration { return &a.createdWithin }, em.LongestRetention,
		"Enterprise Manager keeps no session longer.",
		"Only sessions that began within this time up to now, such as `26h`, `7d` or `2w`. Excludes `created_after`."),
}

// listArguments say which sessions in scope are listed.
func listArguments(states []string) table.Arguments[sessionArguments] {
	return table.Arguments[sessionArguments]{
		table.OneOf("results", func(a *sessionArguments) *[]string { return &a.results }, em.Results,
			"List only sessions with these results. The summary counts all in scope."),
		table.OneOf("states", func(a *sessionArguments) *[]string { return &a.states }, states,
			"List only sessions in these states. The summary counts all in scope."),
	}
}

// sessionHint says why a session may not be there.
var sessionHint = fmt.Sprintf("Enterprise Manager's collections reach back %d days; it keeps sessions for %d weeks unless it is told "+
	"otherwise, and forgets those of a backup server that was removed. Names are whole names, regardless of case. A job's name stays right "+
	"from night to night, a session's id does not.", veeamclient.CollectionDays, veeamclient.RetentionWeeks)
