package veeamsim

import (
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"strings"
	"sync"
	"time"
)

// logonSession is what a token stands for.
type logonSession struct {
	id       string // the SessionId
	token    string
	account  Account
	lastUsed time.Time
}

// logonStore holds the open logon sessions.
type logonStore struct {
	clock func() time.Time
	idle  time.Duration
	limit int

	mu       sync.Mutex
	sessions map[string]*logonSession // by token
	attempts int
	logons   int
}

func newLogonStore(clock func() time.Time, idle time.Duration, limit int) *logonStore {
	return &logonStore{clock: clock, idle: idle, limit: limit, sessions: make(map[string]*logonSession)}
}

// add opens a session, or returns false where there are too many.
func (l *logonStore) add(account Account) (logonSession, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sweep()
	if l.limit > 0 && len(l.sessions) >= l.limit {
		return logonSession{}, false
	}
	id := newSessionID()
	// A token can be the base64 of the SessionId, which makes the SessionId a secret too.
	token := base64.StdEncoding.EncodeToString([]byte(id))
	one := &logonSession{id: id, token: token, account: account, lastUsed: l.clock()}
	l.sessions[token] = one
	l.logons++
	return *one, true
}

// use finds the session of a token and renews its idle time.
func (l *logonStore) use(token string) (logonSession, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sweep()
	one, ok := l.sessions[token]
	if !ok {
		return logonSession{}, false
	}
	one.lastUsed = l.clock()
	return *one, true
}

// of lists the open sessions of an account.
func (l *logonStore) of(account Account) []logonSession {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sweep()
	var found []logonSession
	for _, one := range l.sessions {
		if one.account.Username == account.Username {
			found = append(found, *one)
		}
	}
	return found
}

// end closes an account's session by its SessionId.
func (l *logonStore) end(account Account, id string) bool {
	for _, one := range l.of(account) {
		if strings.EqualFold(one.id, id) {
			l.mu.Lock()
			defer l.mu.Unlock()
			delete(l.sessions, one.token)
			return true
		}
	}
	return false
}

func (l *logonStore) sweep() {
	now := l.clock()
	for token, one := range l.sessions {
		if now.Sub(one.lastUsed) >= l.idle {
			delete(l.sessions, token)
		}
	}
}

func (l *logonStore) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	clear(l.sessions)
}

func (l *logonStore) open() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sweep()
	return len(l.sessions)
}

func (l *logonStore) attempted() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.attempts++
}

func (l *logonStore) tried() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.attempts
}

func (l *logonStore) succeeded() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.logons
}

func newSessionID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
