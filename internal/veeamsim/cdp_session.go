package veeamsim

import "time"

// CDPSession is one run of a CDP policy: a new one begins every 24 hours. PolicyName and ServerID may be empty where PolicyID is known.
type CDPSession struct {
	ID             string
	Name           string // empty: <PolicyName>@<time of creation>
	PolicyID       string
	PolicyName     string
	ServerID       string
	Created, Ended time.Time
	EndText        string // written as EndTimeUTC verbatim, for EM's "never" dates
	State, Result  string
	Progress       int
	IsRetry        bool
	FailureMessage string
	Omit           []string // members to leave out of the entity

	server *BackupServer // nil: not in the inventory
	tasks  []*CDPTaskSession
}

func (CDPSession) service() service {
	return service{
		kinds: []anyKind{cdpSessionKind},
		routes: []route{below(cdpPolicyKind, "cdpReplicaSessions", cdpSessionKind, func(v view, p *CDPPolicy) []*CDPSession {
			return cdpSessionKind.where(v, func(s *CDPSession) bool { return key(s.PolicyID) == key(p.ID) })
		})},
	}
}

var cdpSessionKind = &kind[CDPSession]{
	name:         "CdpReplicaSession",
	rowElement:   "CdpPolicySession",
	uidParameter: "Id",
	path:         "/cdpReplicaSessions",
	unlinked:     true,
	access:       users,
	join: func(s *snapshot, r *CDPSession) {
		if p := cdpPolicyKind.find(s, r.PolicyID); p != nil {
			r.PolicyName = orElse(r.PolicyName, p.Name)
			r.ServerID = orElse(r.ServerID, p.ServerID)
		}
		r.server = backupServerKind.find(s, r.ServerID)
		r.Created = s.storedBy(r.server, r.Created)
		r.Ended, r.EndText = s.end(r.server, r.Ended, r.EndText)
		r.Name = orElse(r.Name, stamped(r.PolicyName, r.Created))
	},
	identity: func(r *CDPSession) identity { return identity{r.ID, r.Name, r.Omit} },
	server:   func(r *CDPSession) (string, *BackupServer) { return r.ServerID, r.server },
	created:  func(r *CDPSession) time.Time { return r.Created },
	fields: func(_ view, r *CDPSession) []field {
		return []field{
			lastElement("IsRetry", r.IsRetry),
			element("PolicyUid", urn(cdpPolicyKind.name, r.PolicyID)),
			element("PolicyName", r.PolicyName),
			element("PolicyType", "CdpReplica"),
			element("CreationTimeUTC", instant(r.Created)),
			element("EndTimeUTC", instantOr(r.EndText, r.Ended)),
			element("State", optional(r.State)),
			element("Result", optional(r.Result)),
			element("Progress", r.Progress),
			element("FailureMessage", r.FailureMessage),
		}
	},
	links: func(v view, r *CDPSession, other link) []link {
		links := v.upServer(nil, r.ServerID, r.server)
		if r.PolicyID != "" {
			links = append(links, v.up("CdpPolicyReference", "/cdpPolicies/"+r.PolicyID, r.PolicyName))
		}
		return append(links, other, v.down("CdpReplicaTaskSessionReferenceList", "/cdpReplicaSessions/"+r.ID+"/cdpReplicaTaskSessions"))
	},
	parameters: []parameter[CDPSession]{
		uidOf("PolicyUid", func(r *CDPSession) string { return urn(cdpPolicyKind.name, r.PolicyID) }),
		textOf("PolicyName", func(r *CDPSession) string { return r.PolicyName }),
		momentOf("CreationTimeUTC", func(r *CDPSession) time.Time { return r.Created }),
		momentOf("EndTimeUTC", func(r *CDPSession) time.Time { return r.Ended }),
		choiceOf("State", sessionStates, func(r *CDPSession) string { return r.State }),
		choiceOf("Result", resultNames, func(r *CDPSession) string { return r.Result }),
		textOf("FailureMessage", func(r *CDPSession) string { return r.FailureMessage }),
	},
}
