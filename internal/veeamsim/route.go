package veeamsim

import (
	"net"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
)

// request is an authenticated request on its way to its handler.
type request struct {
	*http.Request
	server  *Server
	view    view
	session logonSession
	query   queryString
}

// path is a part of the path that the pattern of the route names.
func (r *request) path(name string) string { return r.PathValue(name) }

// route is one resource and what may be done with it.
type route struct {
	pattern string // of http.ServeMux, below /api and without a method
	access  access
	get     func(r *request) answer
	remove  func(r *request) answer // nil: the method DELETE is not allowed
}

// allRoutes are those of the inventory's lists, and those that belong to none.
func allRoutes() []route {
	routes := slices.Concat(logonRoutes, queryRoutes, lookupRoutes, reportRoutes, serviceRoutes)
	for _, service := range services() {
		for _, kind := range service.kinds {
			routes = append(routes, kind.routes()...)
		}
		routes = append(routes, service.routes...)
	}
	return routes
}

// newMux finds the route of a path.
func (s *Server) newMux() *http.ServeMux {
	mux := http.NewServeMux()
	handle := func(pattern string, answerTo func(r *http.Request, session logonSession) answer) {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			if through, ok := w.(*muxPassage); ok {
				through.answer = answerTo(r, through.session)
			}
		})
	}
	for _, to := range allRoutes() {
		handle(lowerPattern(to.pattern), func(r *http.Request, session logonSession) answer { return s.dispatch(r, to, session) })
	}
	handle("/", func(*http.Request, logonSession) answer { return notFound("resource") })
	return mux
}

// lowerPattern writes a pattern in small letters, as the paths that are matched with it: clients send them in any letter case.
func lowerPattern(pattern string) string {
	segments := strings.Split(pattern, "/")
	for i, segment := range segments {
		if !strings.HasPrefix(segment, "{") {
			segments[i] = strings.ToLower(segment)
		}
	}
	return strings.Join(segments, "/")
}

// muxPassage carries the logon session to a handler behind a ServeMux, and its answer back. Nothing is written through it.
type muxPassage struct {
	http.ResponseWriter
	session logonSession
	answer  answer
}

// singleSlashes makes one slash of several: clients that join a base URL and a path send //sessionMngr/.
func singleSlashes(path string) string {
	for strings.Contains(path, "//") {
		path = strings.ReplaceAll(path, "//", "/")
	}
	return path
}

// belowAPI is what follows /api, which may be written in any letter case, and false where the request is for something else.
func belowAPI(path, prefix string) (string, bool) {
	rest, found := strings.CutPrefix(path, prefix)
	if !found || len(rest) < len("/api") || !strings.EqualFold(rest[:len("/api")], "/api") {
		return "", false
	}
	rest = rest[len("/api"):]
	return rest, rest == "" || rest[0] == '/'
}

// handle answers a request by the documentation. The route is its path below /api.
func (s *Server) handle(r *http.Request, route string, below bool) answer {
	switch {
	case !below:
		return refuse(http.StatusNotFound, "There is nothing at this address.")
	case isLogonPath(route):
		if r.Method != http.MethodPost {
			return notAllowed(http.MethodPost)
		}
		return s.logon(r)
	case route == "/" || route == "":
		if r.Method != http.MethodGet {
			return notAllowed(http.MethodGet)
		}
		return ok(s.viewFor(r, Account{}).root())
	}
	session, known := s.authenticate(r)
	if !known {
		return unauthorized("The logon session is missing or has expired.")
	}
	if path.Clean(route) != route {
		return notFound("resource") // a ServeMux would redirect
	}
	prepared := r.Clone(r.Context())
	prepared.URL = &url.URL{Path: strings.ToLower(route), RawQuery: r.URL.RawQuery}
	through := muxPassage{session: session}
	s.mux.ServeHTTP(&through, prepared)
	return through.answer
}

func (s *Server) dispatch(r *http.Request, to route, session logonSession) answer {
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
	if !to.access.allows(session.account.Role) {
		return forbidden()
	}
	for _, name := range []string{"ID", "ObjectID"} {
		if id := r.PathValue(name); id != "" && !isGUID(id) {
			return refuse(http.StatusBadRequest, "%q is not a GUID.", id)
		}
	}
	query, err := parseQueryString(r.URL.RawQuery)
	if err != nil {
		return refuse(http.StatusBadRequest, "The query is not valid: %s.", err)
	}
	return handler(&request{Request: r, server: s, view: s.viewFor(r, session.account), session: session, query: query})
}

// viewFor is what an account sees, where a request needs no account an empty one.
func (s *Server) viewFor(r *http.Request, account Account) view {
	return view{s.data.Load(), &s.config, s.linkHost(r), account}
}

// linkHost begins every link of an answer.
func (s *Server) linkHost(r *http.Request) string {
	if s.config.LinkHost != "" {
		return s.config.LinkHost
	}
	host := r.Host
	if at, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr); ok && host == "" {
		host = at.String() // HTTP/1.0 needs no Host
	}
	if r.TLS != nil {
		return "https://" + host
	}
	return "http://" + host
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
