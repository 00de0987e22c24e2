package veeamsim

import "time"

// RestoreSession is one restore of one machine.
type RestoreSession struct {
	ID             string
	Name           string // empty: <VMName>@<time of creation>, and FLR_[<VMName>]@... for files
	ServerID       string
	VMName         string
	JobType        string // FileLevelRestore or RestoreVm
	Created, Ended time.Time
	EndText        string // written as EndTimeUTC verbatim, for EM's "never" dates
	State, Result  string
	Progress       int
	RestorePointID string // of a VMRestorePoint; empty: not linked
	RestoredObjRef string // hierarchy reference; empty: left out, as in all documented bodies
	Omit           []string

	server *BackupServer   // nil: not in the inventory
	point  *VMRestorePoint // nil: not in the inventory
}

func (RestoreSession) service() service { return service{kinds: []anyKind{restoreSessionKind}} }

var restoreSessionKind = &kind[RestoreSession]{
	name:   "RestoreSession",
	path:   "/restoreSessions",
	access: users,
	join: func(s *snapshot, r *RestoreSession) {
		r.server = backupServerKind.find(s, r.ServerID)
		r.point = vmRestorePointKind.find(s, r.RestorePointID)
		r.Created = s.storedBy(r.server, r.Created)
		r.Ended, r.EndText = s.end(r.server, r.Ended, r.EndText)
		name := r.VMName
		if r.JobType == "FileLevelRestore" {
			name = "FLR_[" + r.VMName + "]"
		}
		r.Name = orElse(r.Name, stamped(name, r.Created))
	},
	identity: func(r *RestoreSession) identity { return identity{r.ID, r.Name, r.Omit} },
	server:   func(r *RestoreSession) (string, *BackupServer) { return r.ServerID, r.server },
	created:  func(r *RestoreSession) time.Time { return r.Created },
	fields: func(_ view, r *RestoreSession) []field {
		return []field{
			element("JobType", optional(r.JobType)),
			element("CreationTimeUTC", instant(r.Created)),
			element("EndTimeUTC", instantOr(r.EndText, r.Ended)),
			element("State", optional(r.State)),
			element("Result", optional(r.Result)),
			element("Progress", r.Progress),
			element("RestoredObjRef", optional(r.RestoredObjRef)),
			attribute("VmDisplayName", r.VMName),
		}
	},
	links: func(v view, r *RestoreSession, other link) []link {
		links := append(v.upServer(nil, r.ServerID, r.server), other)
		if r.point != nil {
			links = append(links, link{"Related", v.href("/vmRestorePoints/" + r.point.ID), "VmRestorePointReference", r.point.Name, true})
		}
		return links
	},
	parameters: []parameter[RestoreSession]{
		choiceOf("Type", []string{"FileLevelRestore", "RestoreVm"}, func(r *RestoreSession) string { return r.JobType }),
		momentOf("CreationTime", func(r *RestoreSession) time.Time { return r.Created }),
		momentOf("EndTime", func(r *RestoreSession) time.Time { return r.Ended }),
		choiceOf("State", []string{"Starting", "Stopping", "Working", "Stopped"}, func(r *RestoreSession) string { return r.State }),
		choiceOf("Result", resultNames, func(r *RestoreSession) string { return r.Result }),
		textOf("VmDisplayName", func(r *RestoreSession) string { return r.VMName }),
	},
}
