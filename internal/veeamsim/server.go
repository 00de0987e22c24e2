package veeamsim

import (
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// Server is the pretend Enterprise Manager. It is an http.Handler; Start or StartTLS give it a port.
type Server struct {
	config Config
	logons *logonStore
	rules  *ruleBook
	mux    *http.ServeMux
	record record
	data   atomic.Pointer[snapshot]

	inventoryMu sync.Mutex
	inventory   Inventory

	listener listening
	done     chan struct{} // closed by Close
	close    sync.Once
}

// New makes a server of a configuration, or says what is wrong with it.
func New(config Config) (*Server, error) {
	if err := config.complete(); err != nil {
		return nil, err
	}
	s := &Server{
		config:    config,
		logons:    newLogonStore(config.Clock, config.IdleTimeout, config.MaxLogonSessions),
		rules:     newRuleBook(config.Rules, config.Seed),
		inventory: config.Inventory.clone(),
		done:      make(chan struct{}),
	}
	s.config.Inventory = Inventory{}
	s.mux = s.newMux()
	s.data.Store(newSnapshot(s.inventory.clone(), &s.config))
	return s, nil
}

// ServeHTTP answers one request: rules first, then the documented behaviour.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	line, route, below := s.describe(r)
	call := s.record.begin(line)
	defer call.end()

	rule := s.rules.pick(line)
	if rule.Name != "" {
		call.hitBy(rule.Name)
	}
	wait := s.config.Latency
	if rule.Fault.Kind != SlowBody {
		wait += rule.Fault.Delay
	}
	if !s.pause(r, wait) {
		panic(http.ErrAbortHandler)
	}
	if rule.Before != nil {
		rule.Before(s)
	}
	w.Header().Set("Date", s.config.DateClock().UTC().Format(http.TimeFormat))
	d := &delivery{s: s, w: w, r: r, call: call, fault: rule.Fault}
	if below && isLogonPath(route) && r.Method == http.MethodPost {
		s.logons.attempted()
	}
	if rule.Fault.replaces() {
		d.replace()
		return
	}
	a := s.handle(r, route, below)
	if rule.During != nil {
		rule.During(s)
	}
	d.answer(a)
}

// pause waits, and returns false where the client or the server went away meanwhile.
func (s *Server) pause(r *http.Request, wait time.Duration) bool {
	if wait <= 0 {
		return true
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-r.Context().Done():
	case <-s.done:
	}
	return false
}

// Requests are those that came, in order of arrival.
func (s *Server) Requests() []Request { return s.record.all() }

// MaxConcurrent is the most requests that were ever under way at once.
func (s *Server) MaxConcurrent() int { return s.record.maximum() }

// LogonAttempts counts the logons tried, also those that a rule answered.
func (s *Server) LogonAttempts() int { return s.logons.tried() }

// Logons counts the logons that succeeded.
func (s *Server) Logons() int { return s.logons.succeeded() }

// OpenLogonSessions counts the sessions that are neither logged off nor idle for too long.
func (s *Server) OpenLogonSessions() int { return s.logons.open() }

// ExpireLogonSessions forgets every token: the next request with one answers 401.
func (s *Server) ExpireLogonSessions() { s.logons.forget() }

// AddRule adds a rule after those that are there. It panics where the rule cannot be meant, for
// example when its pattern is malformed.
func (s *Server) AddRule(rule Rule) {
	if err := rule.check(); err != nil {
		panic(err)
	}
	s.rules.add(rule)
}

// Change alters the inventory while serving. An answer that has begun is not affected.
func (s *Server) Change(change func(*Inventory)) {
	s.inventoryMu.Lock()
	defer s.inventoryMu.Unlock()
	change(&s.inventory)
	s.data.Store(newSnapshot(s.inventory.clone(), &s.config))
}
