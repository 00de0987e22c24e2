package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

type replicaSession = veeamclient.ReplicaSession

func replicaSessions() sessionKind[replicaSession, *replicaSession] {
	return sessionKind[replicaSession, *replicaSession]{
		name: "replica_session", title: "Replica Session", list: "replica_sessions",
		what: "replica session", display: "the job's name", uidType: "ReplicaJobSession",
		states: em.SessionStates, finished: em.Stopped, isRunning: em.IsRunning,
		owners: replicationArguments, owner: "job", ownerOf: (*replicaSession).JobKey,
		columns: append(jobSessionColumns(),
			table.String("job_type", func(s *replicaSession) string { return s.JobType }, "Type of the job: `Replica`.")),
		read: func(ctx context.Context, c *veeamclient.Client, a sessionArguments) ([]replicaSession, error) {
			return c.ReplicaSessions(ctx, a.SessionScope)
		},
	}
}

func newReplicaSessions() datasource.DataSource {
	return replicaSessions().many("Replica sessions: the runs of replication jobs, with their results. The role Portal User is enough, " +
		"which may not read jobs.")
}

func newReplicaSession() datasource.DataSource {
	return replicaSessions().one("One replica session: by its id, or the newest of a replication job.")
}

type replicaTaskSession = veeamclient.ReplicaTaskSession

func newReplicaTaskSessions() datasource.DataSource {
	return sessionKind[replicaTaskSession, *replicaTaskSession]{
		name: "replica_task_session", title: "Replica Task Session", list: "task_sessions",
		what: "task session", display: "the machine's name", uidType: "ReplicaTaskSession",
		states: em.TaskSessionStates, finished: em.Completed, isRunning: em.IsTaskRunning,
		parent: parentArgument("replica_session_id", "Replica session", "ReplicaJobSession"),
		owners: replicationArguments, more: machineArguments,
		columns: append(taskColumns("replica_session", (*replicaTaskSession).AsTask), table.Columns[replicaTaskSession]{
			table.String("job_session_uid", func(s *replicaTaskSession) string { return s.JobSessionUID },
				"UID of the replica session that the task session belongs to."),
			table.String("job_name", func(s *replicaTaskSession) string { return s.JobName },
				"Name of the job, from the replica session, as `job_id` and `is_retry`; null where Enterprise Manager does not know that session."),
			table.String("job_id", func(s *replicaTaskSession) string { return s.JobID }, "GUID of the job."),
			table.String("vm_replica_point_id", func(s *replicaTaskSession) string { return s.VMReplicaPointID },
				"GUID of the replica point that the task made; null where Enterprise Manager does not link it, as newer builds do not."),
		}...),
		read: func(ctx context.Context, c *veeamclient.Client, a sessionArguments) ([]replicaTaskSession, error) {
			return c.ReplicaTaskSessions(ctx, a.tasks())
		},
	}.many("Task sessions of replication jobs: which machines a replica session replicated, with what result, and why it failed. " +
		"Give a replica session, or search by names and times. Enterprise Manager gives no reference of the machine.")
}
