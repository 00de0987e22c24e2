package veeamclient

import "context"

// ReplicaSession is one run of a replication job (https://helpcenter.veeam.com/docs/vbr/em_rest/get_replicasessions_id.html). It has
// what a backup session has; its job type is em.Replica, and it is no part of another one.
type ReplicaSession = BackupSession

var replicaSessions = sessionKind[ReplicaSession]{kind: kind[ReplicaSession]{
	queryType: "ReplicaJobSession", list: "ReplicaJobSessions", path: "/replicaSessions",
	entity:  (*ReplicaSession).AsEntity,
	session: (*ReplicaSession).AsSession,
	created: (*ReplicaSession).created,
	finish:  backupSessions.finish,
}, conditions: jobConditions}

// ReplicaSessions reads the replica sessions of scope, as readSessions does.
func (c *Client) ReplicaSessions(ctx context.Context, scope SessionScope) ([]ReplicaSession, error) {
	return readSessions(ctx, c, replicaSessions, scope)
}

// ReplicaTaskSession is one machine within one replica session
// (https://helpcenter.veeam.com/docs/vbr/em_rest/get_replicatasksessions_id.html). EM gives no reference of the machine.
type ReplicaTaskSession struct {
	TaskSession
	// JobSessionUID is the UID of the replica session.
	JobSessionUID string `json:"JobSessionUid"`
	// VMReplicaPointID is the GUID of the replica point that the task made, or "": newer builds do not link it.
	VMReplicaPointID string `json:"-"`
}

var replicaTaskSessions = taskKind[ReplicaTaskSession, ReplicaSession]{
	kind: kind[ReplicaTaskSession]{
		queryType: "ReplicaTaskSession", list: "ReplicaTaskSessions", path: "/replicaTaskSessions",
		entity:  (*ReplicaTaskSession).AsEntity,
		session: (*ReplicaTaskSession).AsSession,
		created: (*ReplicaTaskSession).created,
		finish: func(s *ReplicaTaskSession, links links, texts texts) {
			s.finish(links, texts, "ReplicaJobSession")
			s.JobSessionUID = texts.once(s.JobSessionUID)
			s.VMReplicaPointID = links.id("Related", "VmReplicaPoint")
		},
	},
	task: (*ReplicaTaskSession).AsTask, sessions: replicaSessions, below: "replicaTaskSessions",
	sessionUID: func(s *ReplicaTaskSession) string { return s.JobSessionUID },
	job:        func(s *ReplicaSession) (string, string, *bool) { return s.JobUID, s.JobName, s.IsRetry },
	byJob: func(scope JobScope, sent bool) filter {
		return allOf(
			jobIs[ReplicaTaskSession](scope.JobID, nil).filter,
			nameIn[ReplicaTaskSession]("JobName", scope.jobNames(), sent, nil).filter,
		)
	},
}

// ReplicaTaskSessions reads the replica task sessions of scope, as readTasks does.
func (c *Client) ReplicaTaskSessions(ctx context.Context, scope TaskSessionScope) ([]ReplicaTaskSession, error) {
	return readTasks(ctx, c, replicaTaskSessions, scope)
}
