package veeamclient

import (
	"context"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// RestoreSession is one restore of one machine (https://helpcenter.veeam.com/docs/vbr/em_rest/get_restoresessions_id.html).
type RestoreSession struct {
	// Session has a State of em.RestoreStates and a Result of em.Results.
	Session
	VMDisplayName string `json:"VmDisplayName"`
	// JobType is one of em.RestoreTypes; the list grows with EM.
	JobType string
	// Progress is in percent, nil where EM does not say; it has been observed to be 0 for finished sessions.
	Progress *int64
	// RestoredObjRef is the hierarchy reference of what was restored. It is documented, and in no documented body.
	RestoredObjRef string
	// FailureMessage is in no documented body.
	FailureMessage string
	// VMRestorePointID is the GUID of the restore point that was restored from, VMRestorePointName its name; "" where it is not linked.
	VMRestorePointID   string `json:"-"`
	VMRestorePointName string `json:"-"`
}

var restoreSessions = sessionKind[RestoreSession]{kind: kind[RestoreSession]{
	queryType: "RestoreSession", list: "RestoreSessions", path: "/restoreSessions",
	entity:  (*RestoreSession).AsEntity,
	session: (*RestoreSession).AsSession,
	created: (*RestoreSession).created,
	finish: func(s *RestoreSession, links links, texts texts) {
		s.finish()
		s.VMDisplayName, s.JobType = texts.once(s.VMDisplayName), texts.once(s.JobType)
		s.VMRestorePointID, s.VMRestorePointName = links.id("Related", "VmRestorePoint"), links.name("Related", "VmRestorePoint")
	},
}, types: em.RestoreTypes, conditions: func(scope SessionScope, sent bool, types []string) []condition[RestoreSession] {
	return []condition[RestoreSession]{
		nameIn("VmDisplayName", given(scope.VMDisplayName), sent, func(s *RestoreSession) string { return s.VMDisplayName }),
		wordIn("Type", scope.JobTypes, types, func(s *RestoreSession) string { return s.JobType }),
	}
}}

// RestoreSessions reads the restore sessions of scope, as readSessions does. They are of no job: of the scope's JobScope only time
// and backup server are used.
func (c *Client) RestoreSessions(ctx context.Context, scope SessionScope) ([]RestoreSession, error) {
	return readSessions(ctx, c, restoreSessions, scope)
}
