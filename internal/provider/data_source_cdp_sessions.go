package provider

import (
	"cmp"
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

type cdpSession = veeamclient.CDPSession

func cdpSessions() sessionKind[cdpSession, *cdpSession] {
	return sessionKind[cdpSession, *cdpSession]{
		name: "cdp_session", title: "CDP Session", list: "cdp_sessions",
		what: "CDP session", display: "the policy's name", uidType: "CdpReplicaSession",
		states: em.SessionStates, finished: em.Stopped, isRunning: em.IsRunning,
		owners: cdpPolicyArguments, owner: "policy", ownerOf: policyKey,
		columns: table.Columns[cdpSession]{
			table.String("policy_id", func(s *cdpSession) string { return veeamclient.IDOf(s.PolicyUID) }, "GUID of the CDP policy."),
			table.String("policy_uid", func(s *cdpSession) string { return s.PolicyUID }, "UID of the CDP policy, `urn:veeam:CdpPolicy:<GUID>`."),
			table.String("policy_name", func(s *cdpSession) string { return s.PolicyName }, "Name of the CDP policy."),
			table.String("policy_type", func(s *cdpSession) string { return s.PolicyType }, "Type of the CDP policy: `CdpReplica`."),
			table.Int64("progress", func(s *cdpSession) *int64 { return s.Progress }, "Progress in percent."),
			table.Bool("is_retry", func(s *cdpSession) *bool { return s.IsRetry }, "Whether the session repeats an earlier one."),
			table.String("failure_message", func(s *cdpSession) string { return s.FailureMessage },
				"Enterprise Manager's message, mostly null even for failed sessions: the cause stands in the `reason` of the task sessions."),
		},
		read: func(ctx context.Context, c *veeamclient.Client, a sessionArguments) ([]cdpSession, error) {
			return c.CDPSessions(ctx, a.SessionScope)
		},
	}
}

// policyKey distinguishes policies: by id, and where Enterprise Manager sends none by backup server and name.
func policyKey(s *cdpSession) string {
	return em.Fold(cmp.Or(veeamclient.IDOf(s.PolicyUID), s.BackupServerName+"\x00"+s.PolicyName))
}

func newCDPSessions() datasource.DataSource {
	return cdpSessions().many("Sessions of policies of continuous data protection (CDP), with their results. A new session begins every 24 " +
		"hours, so that the newest one of a policy normally runs and has the result `None`: with `states = [\"Stopped\"]` the list has those " +
		"with a verdict.")
}

func newCDPSession() datasource.DataSource {
	return cdpSessions().one("One session of a policy of continuous data protection (CDP): by its id, or the newest of a policy, which " +
		"normally runs. With `states = [\"Stopped\"]` it is the newest with a verdict.")
}

type cdpTaskSession = veeamclient.CDPTaskSession

func newCDPTaskSessions() datasource.DataSource {
	return sessionKind[cdpTaskSession, *cdpTaskSession]{
		name: "cdp_task_session", title: "CDP Task Session", list: "task_sessions",
		what: "task session", display: "the machine's name", uidType: "CdpReplicaTaskSession",
		states: em.TaskSessionStates, finished: em.Completed, isRunning: em.IsTaskRunning,
		parent: parentArgument("cdp_session_id", "CDP session", "CdpReplicaSession"),
		owners: cdpPolicyArguments, more: machineArguments,
		columns: append(taskColumns("cdp_session", (*cdpTaskSession).AsTask), table.Columns[cdpTaskSession]{
			table.String("policy_session_uid", func(s *cdpTaskSession) string { return s.PolicySessionUID },
				"UID of the CDP session that the task session belongs to."),
			table.String("policy_name", func(s *cdpTaskSession) string { return s.JobName },
				"Name of the CDP policy, from the CDP session, as `policy_id` and `is_retry`; null where Enterprise Manager does not know that "+
					"session."),
			table.String("policy_id", func(s *cdpTaskSession) string { return s.JobID }, "GUID of the CDP policy."),
		}...),
		read: func(ctx context.Context, c *veeamclient.Client, a sessionArguments) ([]cdpTaskSession, error) {
			return c.CDPTaskSessions(ctx, a.tasks())
		},
	}.many("Task sessions of policies of continuous data protection (CDP): which machines a CDP session replicated, with what result, and " +
		"why it failed. Give a CDP session, or search by names and times. A task session that runs has been seen with the result `Success`: " +
		"only a finished one has a verdict. Enterprise Manager gives no reference of the machine.")
}
