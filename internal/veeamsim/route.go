package veeamsim

import (
	"net/http"
	"strings"
)

// request is an authenticated request on its way to its handler.
type request struct {
	view    view
	session logonSession
	id      string // the {ID} of the path
	query   queryString
}

// route is one resource and what may be done with it.
type route struct {
	pattern string // {ID} stands for any one segment
	access  access
	get     func(s *Server, r *request) answer
	remove  func(s *Server, r *request) answer
}

var routes = []route{
	{pattern: "/logonSessions", access: everyone, get: (*Server).listLogonSessions},
	{pattern: "/logonSessions/{ID}", access: everyone, get: (*Server).oneLogonSession, remove: (*Server).logoff},

	{pattern: "/backupSessions", access: users, get: listOf(backupSessionKind, recentSessions(anySession))},
	{pattern: "/backupSessions/{ID}", access: users, get: oneOf("backup session", backupSessionKind, findRecentSession)},
	{pattern: "/backupSessions/{ID}/taskSessions", access: users, get: (*Server).taskSessionsOfSession},
	{pattern: "/backupSessions/{ID}/agentManagementSessions", access: users, get: (*Server).agentManagementSessions},
	{pattern: "/agents/backupSessions", access: users, get: listOf(backupSessionKind, recentSessions((*session).isAgent))},
	{pattern: "/nas/backupSessions", access: users, get: listOf(backupSessionKind, recentSessions((*session).isNAS))},
	{pattern: "/backupTaskSessions", access: users, get: listOf(taskSessionKind, recentTasks)},
	{pattern: "/backupTaskSessions/{ID}", access: users, get: oneOf("backup task session", taskSessionKind, findTask)},

	{pattern: "/jobs", access: administrators, get: listOf(jobKind, allRows(jobKind))},
	{pattern: "/jobs/{ID}", access: administrators, get: oneOf("job", jobKind, findJob(jobKind))},
	{pattern: "/jobs/{ID}/backupSessions", access: users, get: sessionsOfJob(jobKind)},
	{pattern: "/agents/jobs", access: administrators, get: listOf(agentJobKind, allRows(agentJobKind))},
	{pattern: "/agents/jobs/{ID}", access: administrators, get: oneOf("job", agentJobKind, findJob(agentJobKind))},
	{pattern: "/agents/jobs/{ID}/backupSessions", access: users, get: sessionsOfJob(agentJobKind)},
	{pattern: "/nas/jobs", access: administrators, get: listOf(nasJobKind, allRows(nasJobKind))},
	{pattern: "/nas/jobs/{ID}", access: administrators, get: oneOf("job", nasJobKind, findJob(nasJobKind))},
	{pattern: "/nas/jobs/{ID}/backupSessions", access: users, get: sessionsOfJob(nasJobKind)},

	{pattern: "/backupServers", access: users, get: listOf(backupServerKind, allRows(backupServerKind))},
	{pattern: "/backupServers/{ID}", access: users, get: oneOf("backup server", backupServerKind, findByID(backupServerKind))},
	{pattern: "/repositories", access: users, get: listOf(repositoryKind, allRows(repositoryKind))},
	{pattern: "/repositories/{ID}", access: users, get: oneOf("repository", repositoryKind, findByID(repositoryKind))},

	{pattern: "/querySvc", access: everyone, get: (*Server).querySvc},
	{pattern: "/query", access: everyone, get: (*Server).query},
}

// handle answers a request below /api by the documentation.
func (s *Server) handle(r *http.Request, path string, below bool) answer {
	switch {
	case !below:
		return refuse(http.StatusNotFound, "There is nothing at this address.")
	case path == logonPath:
		if r.Method != http.MethodPost {
			return notAllowed(http.MethodPost)
		}
		return s.logon(r)
	case path == "/" || path == "":
		if r.Method != http.MethodGet {
			return notAllowed(http.MethodGet)
		}
		return ok(s.view().root())
	}
	session, known := s.authenticate(r)
	if !known {
		return unauthorized("The logon session is missing or has expired.")
	}
	found, id := findRoute(path)
	if found == nil {
		return notFound("resource")
	}
	return s.dispatch(r, found, &request{view: s.view(), session: session, id: id})
}

func (s *Server) dispatch(r *http.Request, to *route, request *request) answer {
	handler, allowed := to.get, http.MethodGet
	if to.remove != nil {
		allowed += ", " + http.MethodDelete
	}
	switch {
	case r.Method == http.MethodDelete && to.remove != nil:
		handler = to.remove
	case r.Method != http.MethodGet:
		return notAllowed(allowed)
	}
	if !to.access.allows(request.session.account.Role) {
		return forbidden()
	}
	query, err := parseQueryString(r.URL.RawQuery)
	if err != nil {
		return refuse(http.StatusBadRequest, "The query is not valid: %s.", err)
	}
	request.query = query
	return handler(s, request)
}

func (s *Server) view() view { return view{s.data.Load(), &s.config} }

func findRoute(path string) (*route, string) {
	segments := strings.Split(path, "/")
	for i := range routes {
		if id, ok := routes[i].match(segments); ok {
			return &routes[i], id
		}
	}
	return nil, ""
}

func (r *route) match(segments []string) (id string, ok bool) {
	pattern := strings.Split(r.pattern, "/")
	if len(pattern) != len(segments) {
		return "", false
	}
	for i, word := range pattern {
		switch {
		case word == "{ID}" && segments[i] != "":
			id = segments[i]
		case word != segments[i]:
			return "", false
		}
	}
	return id, true
}

func notFound(what string) answer {
	return refuse(http.StatusNotFound, "The %s is not found.", what)
}

func forbidden() answer {
	return refuse(http.StatusForbidden, "Access is denied: the role of the account does not allow this.")
}

func notAllowed(allowed string) answer {
	a := refuse(http.StatusMethodNotAllowed, "The method is not supported here.")
	a.header = http.Header{"Allow": {allowed}}
	return a
}
