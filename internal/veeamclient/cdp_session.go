package veeamclient

import (
	"context"
	"strings"
)

// CDPSession is one run of a CDP policy; EM calls it CdpReplicaSession, and CdpPolicySession where it lists several
// (https://helpcenter.veeam.com/docs/vbr/em_rest/cdpreplicasessions_id.html). A new one begins every 24 hours, so that the newest one
// of a policy normally runs.
type CDPSession struct {
	// Session has a State of em.SessionStates and a Result of em.Results.
	Session
	// PolicyUID is urn:veeam:CdpPolicy:<GUID>.
	PolicyUID string `json:"PolicyUid"`
	// PolicyType is CdpReplica.
	PolicyName, PolicyType string
	// Progress is in percent.
	Progress *int64
	IsRetry  *bool
	// FailureMessage has been observed to be empty for failed sessions.
	FailureMessage string
}

var cdpSessions = sessionKind[CDPSession]{kind: kind[CDPSession]{
	// How JSON names the list within the list is not documented; XML names its rows CdpPolicySession.
	queryType: "CdpReplicaSession", list: "CdpReplicaSessions", alsoLists: []string{"CdpPolicySessions", "CdpPolicySession"},
	path: "/cdpReplicaSessions", uidParameter: "Id", createdParameter: "CreationTimeUTC",
	entity:  (*CDPSession).AsEntity,
	session: (*CDPSession).AsSession,
	created: (*CDPSession).created,
	finish: func(s *CDPSession, _ links, texts texts) {
		s.finish()
		s.PolicyUID, s.PolicyName, s.PolicyType = texts.once(s.PolicyUID), texts.once(s.PolicyName), texts.once(s.PolicyType)
	},
}, conditions: func(scope SessionScope, sent bool, _ []string) []condition[CDPSession] {
	return []condition[CDPSession]{
		nameIn("PolicyName", scope.jobNames(), sent, func(s *CDPSession) string { return s.PolicyName }),
		policyIs(scope.JobID),
	}
}}

// policyIs asks for the policy with this GUID.
func policyIs(id string) condition[CDPSession] {
	if id == "" {
		return condition[CDPSession]{}
	}
	return condition[CDPSession]{compare("PolicyUid", "==", "urn:veeam:CdpPolicy:"+id), func(s *CDPSession) bool {
		return IDOf(s.PolicyUID) == "" || strings.EqualFold(id, IDOf(s.PolicyUID))
	}}
}

// CDPSessions reads the CDP sessions of scope, as readSessions does. Its JobID and names are those of policies.
func (c *Client) CDPSessions(ctx context.Context, scope SessionScope) ([]CDPSession, error) {
	return readSessions(ctx, c, cdpSessions, scope)
}

// CDPTaskSession is one machine within one CDP session; EM calls it CdpReplicaTaskSession
// (https://helpcenter.veeam.com/docs/vbr/em_rest/get_cdpreplicatasksessions_id.html). A running one has been observed to say Success.
type CDPTaskSession struct {
	TaskSession
	// PolicySessionUID is the UID of the CDP session.
	PolicySessionUID string `json:"PolicySessionUid"`
}

var cdpTaskSessions = taskKind[CDPTaskSession, CDPSession]{
	kind: kind[CDPTaskSession]{
		queryType: "CdpReplicaTaskSession", list: "CdpReplicaTaskSessions", path: "/cdpReplicaTaskSessions",
		uidParameter: "Id", createdParameter: "CreationTimeUTC",
		entity:  (*CDPTaskSession).AsEntity,
		session: (*CDPTaskSession).AsSession,
		created: (*CDPTaskSession).created,
		finish: func(s *CDPTaskSession, links links, texts texts) {
			s.finish(links, texts, "CdpReplicaSession")
			s.PolicySessionUID = texts.once(s.PolicySessionUID)
		},
	},
	task: (*CDPTaskSession).AsTask, sessions: cdpSessions, below: "cdpReplicaTaskSessions",
	sessionUID: func(s *CDPTaskSession) string { return s.PolicySessionUID },
	job:        func(s *CDPSession) (string, string, *bool) { return s.PolicyUID, s.PolicyName, s.IsRetry },
	byJob:      func(JobScope, bool) filter { return "" }, // the query service knows no policy of them
}

// CDPTaskSessions reads the CDP task sessions of scope, as readTasks does. Its JobID and names are those of policies.
func (c *Client) CDPTaskSessions(ctx context.Context, scope TaskSessionScope) ([]CDPTaskSession, error) {
	return readTasks(ctx, c, cdpTaskSessions, scope)
}
