package veeamsim

import "time"

// SystemSession is a run of something that Enterprise Manager does itself, such as collecting data from the backup servers.
type SystemSession struct {
	ID             string
	Name           string // empty: by the type and the time of creation, as Collect Job @2026-06-15 12:00:00.5
	SessionType    string // CollectJob and other words of the page get_systemsessions_id
	Created, Ended time.Time
	State          string // InProgress, CompletedSuccessfully, CompletedWarning or Failed
	Message        string
}

func (SystemSession) service() service {
	return service{
		kinds: []anyKind{systemSessionKind},
		// What an event looks like is in no whole body, so there are none.
		routes: []route{{pattern: "/systemSessions/{ID}/events", access: administrators, get: func(r *request) answer {
			if systemSessionKind.visible(r, "ID") == nil {
				return systemSessionKind.notFound()
			}
			return ok(document{element: "SystemSessionEvents", fields: []field{
				element("SystemSessionEvents", objects("SystemSessionEvent")),
			}})
		}}},
	}
}

var systemSessionKind = &kind[SystemSession]{
	name:       "SystemSession",
	path:       "/systemSessions",
	access:     administrators,
	alternate:  [2]string{"BackupJobSessionReference", ""}, // as documented
	listInFull: true,
	unqueried:  true,
	unlinked:   true,
	join: func(s *snapshot, r *SystemSession) {
		r.Created, r.Ended = s.stored(r.Created), s.stored(r.Ended)
		word := r.SessionType
		if word == "CollectJob" {
			word = "Collect Job"
		}
		r.Name = orElse(r.Name, word+" @"+r.Created.Format("2006-01-02 15:04:05.999999"))
	},
	identity: func(r *SystemSession) identity { return identity{id: r.ID, name: r.Name} },
	created:  func(r *SystemSession) time.Time { return r.Created },
	fields: func(_ view, r *SystemSession) []field {
		return []field{
			element("SessionType", optional(r.SessionType)),
			element("CreationTimeUTC", instant(r.Created)),
			element("EndTimeUTC", instant(r.Ended)),
			element("State", optional(r.State)),
			element("Result", object{
				element("Result", optional(r.State)),
				element("Message", r.Message),
				element("IsCanceled", false),
			}),
		}
	},
	links: func(v view, r *SystemSession, other link) []link {
		events := v.href("/systemSessions/" + r.ID + "/events")
		return []link{other, {"Down", events, "SystemSessionEvents", "Events", true}}
	},
}
