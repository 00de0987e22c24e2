package veeamsim

import "net/http"

var logonRoutes = []route{
	{pattern: "/logonSessions", access: everyone, get: listLogonSessions},
	{pattern: "/logonSessions/{ID}", access: everyone, get: oneLogonSession, remove: logoff},
}

// logonSession is the entity that a logon answers. It has neither UID nor Name.
func (v view) logonSession(session logonSession) []field {
	self := "/logonSessions/" + session.id
	links := []link{{rel: "Up", href: v.href("/"), kind: "EnterpriseManager"}}
	links = append(links, v.collectionLinks("/", "ReferenceList", "")...)
	links = append(links,
		v.down("QueryService", "/querySvc"),
		v.down("LookupService", "/lookupSvc"),
		link{"Down", v.href("/reports/summary"), "Report", "Summary", true},
	)
	links = append(links, v.collectionLinks("/", "List", "?format=Entity")...)
	links = append(links, v.down("AgentsService", "/agents"), v.down("NasService", "/nas"))
	links = append(links, v.action("Delete", self))
	return []field{
		element("UserName", session.account.Username),
		element("SessionId", session.id),
		element("Links", links),
		attribute("Href", v.href(self)),
		attribute("Type", "LogonSession"),
	}
}

func listLogonSessions(r *request) answer {
	sessions := r.server.logons.of(r.session.account)
	list := make([][]field, len(sessions))
	for i, session := range sessions {
		list[i] = r.view.logonSession(session)
	}
	return ok(document{element: "LogonSessions", fields: []field{
		element("LogonSessions", objects("LogonSession", list...)),
	}})
}

func oneLogonSession(r *request) answer {
	for _, session := range r.server.logons.of(r.session.account) {
		if key(session.id) == key(r.path("ID")) {
			return ok(document{element: "LogonSession", fields: r.view.logonSession(session), row: true})
		}
	}
	return notFound("logon session")
}

func logoff(r *request) answer {
	if !r.server.logons.end(r.session.account, r.path("ID")) {
		return notFound("logon session")
	}
	return answer{status: http.StatusNoContent}
}
