package veeamsim

import "time"

// CDPTaskSession is one machine within one run of a CDP policy. An empty ServerID takes the session's.
type CDPTaskSession struct {
	ID             string
	Name           string // empty: <VMName>@<time of creation>
	SessionID      string
	ServerID       string
	VMName         string
	Created, Ended time.Time
	EndText        string // written as EndTimeUTC verbatim, for EM's "never" dates
	State, Result  string
	Reason         string // empty: the element is absent
	TotalSize      int64  // bytes
	Omit           []string

	server  *BackupServer // nil: not in the inventory
	session *CDPSession   // nil: not in the inventory
}

func (CDPTaskSession) service() service {
	return service{
		kinds: []anyKind{cdpTaskSessionKind},
		routes: []route{below(cdpSessionKind, "cdpReplicaTaskSessions", cdpTaskSessionKind,
			func(_ view, r *CDPSession) []*CDPTaskSession { return r.tasks })},
	}
}

var cdpTaskSessionKind = &kind[CDPTaskSession]{
	name:         "CdpReplicaTaskSession",
	uidParameter: "Id",
	unlinked:     true,
	path:         "/cdpReplicaTaskSessions",
	access:       users,
	join: func(s *snapshot, t *CDPTaskSession) {
		if t.session = cdpSessionKind.find(s, t.SessionID); t.session != nil {
			t.ServerID = orElse(t.ServerID, t.session.ServerID)
			t.session.tasks = append(t.session.tasks, t)
		}
		t.server = backupServerKind.find(s, t.ServerID)
		t.Created = s.storedBy(t.server, t.Created)
		t.Ended, t.EndText = s.end(t.server, t.Ended, t.EndText)
		t.Name = orElse(t.Name, stamped(t.VMName, t.Created))
	},
	identity: func(t *CDPTaskSession) identity { return identity{t.ID, t.Name, t.Omit} },
	// As documented; it leads nowhere.
	self:       func(t *CDPTaskSession) string { return "/replicaTaskSessions/" + t.ID },
	selfInFull: true,
	server:     func(t *CDPTaskSession) (string, *BackupServer) { return t.ServerID, t.server },
	created:    func(t *CDPTaskSession) time.Time { return t.Created },
	fields: func(_ view, t *CDPTaskSession) []field {
		return []field{
			element("PolicySessionUid", urn(cdpSessionKind.name, t.SessionID)),
			element("CreationTimeUTC", instant(t.Created)),
			element("EndTimeUTC", instantOr(t.EndText, t.Ended)),
			element("State", optional(t.State)),
			element("Result", optional(t.Result)),
			element("Reason", optional(t.Reason)),
			element("TotalSize", t.TotalSize),
			attribute("VmDisplayName", t.VMName),
		}
	},
	links: func(v view, t *CDPTaskSession, other link) []link {
		links := v.upServer(nil, t.ServerID, t.server)
		if t.session != nil {
			links = append(links, v.up("CdpReplicaSessionReference", "/cdpReplicaSessions/"+t.session.ID, t.session.Name))
		}
		return append(links, other)
	},
	parameters: []parameter[CDPTaskSession]{ // the result is none
		uidOf("PolicySessionUid", func(t *CDPTaskSession) string { return urn(cdpSessionKind.name, t.SessionID) }),
		textOf("PolicySessionName", func(t *CDPTaskSession) string {
			if t.session == nil {
				return ""
			}
			return t.session.Name
		}),
		momentOf("CreationTimeUTC", func(t *CDPTaskSession) time.Time { return t.Created }),
		momentOf("EndTimeUTC", func(t *CDPTaskSession) time.Time { return t.Ended }),
		choiceOf("State", taskStates, func(t *CDPTaskSession) string { return t.State }),
		textOf("Reason", func(t *CDPTaskSession) string { return t.Reason }),
		numberOf("TotalSize", func(t *CDPTaskSession) int64 { return t.TotalSize }),
		textOf("VmDisplayName", func(t *CDPTaskSession) string { return t.VMName }),
	},
}
