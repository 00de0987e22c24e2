package veeamsim

import "time"

// ReplicaSession is one run of a replication job. JobName and ServerID may be empty where JobID is known.
type ReplicaSession struct {
	ID             string
	Name           string // empty: <JobName>@<time of creation>
	JobID          string
	JobName        string
	ServerID       string
	Created, Ended time.Time
	EndText        string // written as EndTimeUTC verbatim, for EM's "never" dates
	State, Result  string
	Progress       int
	IsRetry        bool
	Omit           []string // members to leave out of the entity

	server *BackupServer // nil: not in the inventory
	tasks  []*ReplicaTaskSession
}

func (ReplicaSession) service() service {
	return service{
		kinds: []anyKind{replicaSessionKind},
		routes: []route{below(jobKind, "replicaSessions", replicaSessionKind, func(v view, j *Job) []*ReplicaSession {
			return replicaSessionKind.where(v, func(s *ReplicaSession) bool { return key(s.JobID) == key(j.ID) })
		})},
	}
}

var replicaSessionKind = &kind[ReplicaSession]{
	name:   "ReplicaJobSession",
	path:   "/replicaSessions",
	access: users,
	join: func(s *snapshot, r *ReplicaSession) {
		if j := findJob(s, r.JobID); j != nil {
			r.JobName = orElse(r.JobName, j.Name)
			r.ServerID = orElse(r.ServerID, j.ServerID)
		}
		r.server = backupServerKind.find(s, r.ServerID)
		r.Created = s.storedBy(r.server, r.Created)
		r.Ended, r.EndText = s.end(r.server, r.Ended, r.EndText)
		r.Name = orElse(r.Name, stamped(r.JobName, r.Created))
	},
	identity: func(r *ReplicaSession) identity { return identity{r.ID, r.Name, r.Omit} },
	server:   func(r *ReplicaSession) (string, *BackupServer) { return r.ServerID, r.server },
	created:  func(r *ReplicaSession) time.Time { return r.Created },
	fields: func(_ view, r *ReplicaSession) []field {
		return []field{
			lastElement("IsRetry", r.IsRetry),
			element("JobUid", optional(jobUID(r.JobID))),
			element("JobName", r.JobName),
			element("JobType", "Replica"),
			element("CreationTimeUTC", instant(r.Created)),
			element("EndTimeUTC", instantOr(r.EndText, r.Ended)),
			element("State", optional(r.State)),
			element("Result", optional(r.Result)),
			element("Progress", r.Progress),
			element("FailureMessage", nil),
		}
	},
	links: func(v view, r *ReplicaSession, other link) []link {
		links := v.upServer(nil, r.ServerID, r.server)
		if r.JobID != "" {
			links = append(links, v.up("JobReference", "/jobs/"+r.JobID, r.JobName))
		}
		return append(links, other, v.down("ReplicaTaskSessionReferenceList", "/replicaSessions/"+r.ID+"/replicaTaskSessions"))
	},
	parameters: []parameter[ReplicaSession]{
		choiceOf("JobType", []string{"Replica"}, func(*ReplicaSession) string { return "Replica" }),
		uidOf("JobUid", func(r *ReplicaSession) string { return jobUID(r.JobID) }),
		textOf("JobName", func(r *ReplicaSession) string { return r.JobName }),
		momentOf("CreationTime", func(r *ReplicaSession) time.Time { return r.Created }),
		momentOf("EndTime", func(r *ReplicaSession) time.Time { return r.Ended }),
		choiceOf("State", sessionStates, func(r *ReplicaSession) string { return r.State }),
		choiceOf("Result", resultNames, func(r *ReplicaSession) string { return r.Result }),
		flagOf("IsRetry", func(r *ReplicaSession) bool { return r.IsRetry }),
	},
}
