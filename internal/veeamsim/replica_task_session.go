package veeamsim

import "time"

// ReplicaTaskSession is one machine within one run of a replication job. An empty ServerID takes the session's.
type ReplicaTaskSession struct {
	ID             string
	Name           string // empty: <VMName>@<time of creation>
	SessionID      string
	ServerID       string
	VMName         string
	Created, Ended time.Time
	EndText        string // written as EndTimeUTC verbatim, for EM's "never" dates
	State, Result  string
	Reason         string
	TotalSize      int64 // bytes
	ReplicaPointID string
	Omit           []string // members to leave out of the entity

	server  *BackupServer   // nil: not in the inventory
	session *ReplicaSession // nil: not in the inventory
}

func (ReplicaTaskSession) service() service {
	return service{
		kinds: []anyKind{replicaTaskSessionKind},
		routes: []route{below(replicaSessionKind, "replicaTaskSessions", replicaTaskSessionKind,
			func(_ view, r *ReplicaSession) []*ReplicaTaskSession { return r.tasks })},
	}
}

var replicaTaskSessionKind = &kind[ReplicaTaskSession]{
	name:   "ReplicaTaskSession",
	path:   "/replicaTaskSessions",
	access: users,
	join: func(s *snapshot, t *ReplicaTaskSession) {
		if t.session = replicaSessionKind.find(s, t.SessionID); t.session != nil {
			t.ServerID = orElse(t.ServerID, t.session.ServerID)
			t.session.tasks = append(t.session.tasks, t)
		}
		t.server = backupServerKind.find(s, t.ServerID)
		t.Created = s.storedBy(t.server, t.Created)
		t.Ended, t.EndText = s.end(t.server, t.Ended, t.EndText)
		t.Name = orElse(t.Name, stamped(t.VMName, t.Created))
	},
	identity: func(t *ReplicaTaskSession) identity { return identity{t.ID, t.Name, t.Omit} },
	server:   func(t *ReplicaTaskSession) (string, *BackupServer) { return t.ServerID, t.server },
	created:  func(t *ReplicaTaskSession) time.Time { return t.Created },
	fields: func(_ view, t *ReplicaTaskSession) []field {
		return []field{
			element("JobSessionUid", urn(replicaSessionKind.name, t.SessionID)),
			element("CreationTimeUTC", instant(t.Created)),
			element("EndTimeUTC", instantOr(t.EndText, t.Ended)),
			element("State", optional(t.State)),
			element("Result", optional(t.Result)),
			element("Reason", t.Reason),
			element("TotalSize", t.TotalSize),
			attribute("VmDisplayName", t.VMName),
		}
	},
	links: func(v view, t *ReplicaTaskSession, other link) []link {
		links := v.upServer(nil, t.ServerID, t.server)
		if t.session != nil {
			links = append(links, v.up("ReplicaJobSessionReference", "/replicaSessions/"+t.session.ID, t.session.Name))
		}
		links = append(links, other)
		if t.ReplicaPointID != "" {
			point := v.href("/vmReplicaPoints/" + t.ReplicaPointID + "?format=Entity")
			links = append(links, link{"Related", point, "VmReplicaPoint", t.Name, true})
		}
		return links
	},
	parameters: []parameter[ReplicaTaskSession]{
		momentOf("CreationTime", func(t *ReplicaTaskSession) time.Time { return t.Created }),
		momentOf("EndTime", func(t *ReplicaTaskSession) time.Time { return t.Ended }),
		choiceOf("State", taskStates, func(t *ReplicaTaskSession) string { return t.State }),
		choiceOf("Result", resultNames, func(t *ReplicaTaskSession) string { return t.Result }),
		textOf("Reason", func(t *ReplicaTaskSession) string { return t.Reason }),
		numberOf("TotalSize", func(t *ReplicaTaskSession) int64 { return t.TotalSize }),
		uidOf("JobSessionUid", func(t *ReplicaTaskSession) string { return urn(replicaSessionKind.name, t.SessionID) }),
		uidOf("JobUid", func(t *ReplicaTaskSession) string {
			if t.session == nil {
				return ""
			}
			return jobUID(t.session.JobID)
		}),
		textOf("JobName", func(t *ReplicaTaskSession) string {
			if t.session == nil {
				return ""
			}
			return t.session.JobName
		}),
		textOf("VmDisplayName", func(t *ReplicaTaskSession) string { return t.VMName }),
	},
}
