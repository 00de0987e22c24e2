package veeamclient

import (
	"context"
	"errors"
	"sync"

	"golang.org/x/sync/singleflight"
)

// logonSession is what a logon gives: the token for requests, and the id for logging off.
type logonSession struct{ token, id string }

// logonSessions holds the one current logon session of a client, and those that it has replaced.
type logonSessions struct {
	logon func(ctx context.Context) (logonSession, error)
	// closing is closed before close is called: it ends all waiting for a logon, and lets none begin.
	closing <-chan struct{}

	shared singleflight.Group

	mutex   sync.Mutex
	current logonSession
	// retired sessions were refused once: mostly they have ended, but a passing 401 leaves them open.
	retired []logonSession
	// rejected remembers a refused account: ten reads must not lock it.
	rejected error
}

// get returns the token, logging on where there is none. Any number of callers share one logon;
// each leaves it when its own context ends.
func (s *logonSessions) get(ctx context.Context) (string, error) {
	for {
		if token, err := s.known(); token != "" || err != nil {
			return token, err
		}
		result := s.shared.DoChan("logon", func() (any, error) { return nil, s.open(ctx) })
		select {
		case <-ctx.Done():
			return "", context.Cause(ctx)
		case <-s.closing:
			return "", ErrClosed
		case r := <-result:
			if r.Err != nil && ctx.Err() != nil {
				return "", context.Cause(ctx)
			}
			// A logon ends with the deadline of the request that began it; the others begin anew.
			if r.Err != nil && !errors.Is(r.Err, errLogonDeadline) {
				return "", r.Err
			}
		}
	}
}

func (s *logonSessions) known() (string, error) {
	select {
	case <-s.closing:
		return "", ErrClosed
	default:
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.current.token, s.rejected
}

// currentID is the id of the current logon session, "" without one.
func (s *logonSessions) currentID() string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.current.id
}

func (s *logonSessions) open(ctx context.Context) error {
	// Another logon may have ended since the caller looked.
	if token, err := s.known(); token != "" || err != nil {
		return err
	}
	opened, err := s.logon(ctx)
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if errors.Is(err, ErrUnauthorized) || errors.Is(err, ErrForbidden) {
		s.rejected = err
	}
	s.current = opened
	return err
}

// drop forgets a token that EM no longer takes, unless a newer one has replaced it already.
func (s *logonSessions) drop(token string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.current.token == token {
		s.retired = append(s.retired, s.current)
		s.current = logonSession{}
	}
}

// close waits for a logon under way and returns what is to be logged off.
func (s *logonSessions) close(ctx context.Context) []logonSession {
	select {
	case <-ctx.Done():
	case <-s.shared.DoChan("logon", func() (any, error) { return nil, ErrClosed }):
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	open := s.retired
	if s.current.token != "" {
		open = append([]logonSession{s.current}, open...)
	}
	s.current, s.retired = logonSession{}, nil
	return open
}
