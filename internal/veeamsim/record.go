package veeamsim

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
)

// Request is one request as the server saw it, without secrets: neither tokens nor the
// Authorization header are kept, and a SessionId in the path is written as ***.
type Request struct {
	Time                time.Time
	Method              string
	Path                string // below /api, with single slashes
	Query               string // the raw query, unescaped
	Status              int    // 0: no answer went out, or not yet
	Accept, ContentType string
	Rule                string // name of the rule that hit, if any
}

// record keeps the requests in order of arrival and counts those under way.
type record struct {
	mu       sync.Mutex
	requests []Request
	underWay int
	most     int
}

// call is one request under way.
type call struct {
	record *record
	number int
	once   sync.Once
}

func (r *record) begin(request Request) *call {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.requests = append(r.requests, request)
	r.underWay++
	r.most = max(r.most, r.underWay)
	return &call{record: r, number: len(r.requests) - 1}
}

// answered records the status before a byte of it leaves, so that a client which has its answer finds
// it in the record.
func (c *call) answered(status int) {
	c.record.mu.Lock()
	defer c.record.mu.Unlock()
	c.record.requests[c.number].Status = status
}

func (c *call) hitBy(rule string) {
	c.record.mu.Lock()
	defer c.record.mu.Unlock()
	c.record.requests[c.number].Rule = rule
}

// end may be called early, where the client can see the end of its answer before the handler ends.
func (c *call) end() {
	c.once.Do(func() {
		c.record.mu.Lock()
		defer c.record.mu.Unlock()
		c.record.underWay--
	})
}

func (r *record) all() []Request {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.requests)
}

func (r *record) maximum() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.most
}

// describe makes the record's line of a request, and the path below /api; below is false where the
// request is for something else.
func (s *Server) describe(r *http.Request) (line Request, route string, below bool) {
	path := singleSlashes(r.URL.Path)
	line = Request{
		Time:        s.config.Clock(),
		Method:      r.Method,
		Path:        path,
		Query:       unescape(r.URL.RawQuery),
		Accept:      r.Header.Get("Accept"),
		ContentType: r.Header.Get("Content-Type"),
	}
	if route, below = belowAPI(path, s.config.PathPrefix); below {
		line.Path = withoutSecrets(route)
	}
	return line, route, below
}

func withoutSecrets(route string) string {
	if parent := "/logonSessions/"; len(route) > len(parent) && strings.EqualFold(route[:len(parent)], parent) {
		return route[:len(parent)] + "***"
	}
	return route
}

// unescape undoes percent encoding where it is one; a query may hold a bare percent sign.
func unescape(query string) string {
	plain, err := url.QueryUnescape(query)
	if err != nil {
		return query
	}
	return plain
}
