package veeamsim

import "net/http"

// logonSession is the entity that a logon answers. It has neither UID nor Name.
func (v view) logonSession(session logonSession) []field {
	self := "/logonSessions/" + session.id
	links := []link{{rel: "Up", href: v.href("/"), kind: "EnterpriseManager"}}
	for _, c := range linkedCollections {
		links = append(links, v.down(c.kind+"ReferenceList", c.path))
	}
	links = append(links, v.down("QueryService", "/querySvc"))
	for _, c := range linkedCollections {
		links = append(links, v.down(c.kind+"List", c.path+"?format=Entity"))
	}
	links = append(links, v.action("Delete", self))
	return []field{
		element("UserName", session.account.Username),
		element("SessionId", session.id),
		element("Links", links),
		attribute("Href", v.href(self)),
		attribute("Type", "LogonSession"),
	}
}

var linkedCollections = []struct{ kind, path string }{
	{"BackupServer", "/backupServers"},
	{"Job", "/jobs"},
	{"Repository", "/repositories"},
	{"BackupJobSession", "/backupSessions"},
	{"BackupTaskSession", "/backupTaskSessions"},
}

func (s *Server) listLogonSessions(r *request) answer {
	sessions := s.logons.of(r.session.account)
	list := make([][]field, len(sessions))
	for i, session := range sessions {
		list[i] = r.view.logonSession(session)
	}
	return ok(document{element: "LogonSessions", fields: []field{
		element("LogonSessions", objects("LogonSession", list...)),
	}})
}

func (s *Server) oneLogonSession(r *request) answer {
	for _, session := range s.logons.of(r.session.account) {
		if key(session.id) == key(r.id) {
			return ok(document{element: "LogonSession", fields: r.view.logonSession(session), row: true})
		}
	}
	return notFound("logon session")
}

func (s *Server) logoff(r *request) answer {
	if !s.logons.end(r.session.account, r.id) {
		return notFound("logon session")
	}
	return answer{status: http.StatusNoContent}
}
