package veeamclient

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// Entity is what every entity of EM has (https://helpcenter.veeam.com/docs/vbr/em_rest/representations.html).
type Entity struct {
	// UID is urn:veeam:<type>:<GUID>.
	UID string
	// Name is for display.
	Name string
	// BackupServerName is the name of the backup server that the entity comes from, BackupServerID that server's GUID. Either
	// is "" where the link to the server does not have it.
	BackupServerName string `json:"-"`
	BackupServerID   string `json:"-"`
}

// AsEntity gives the Entity that is embedded in a row of any kind.
func (e *Entity) AsEntity() *Entity { return e }

// ID is the GUID at the end of the UID.
func (e *Entity) ID() string { return IDOf(e.UID) }

// missing names the first member that an entity cannot be believed without, or "".
func (e *Entity) missing() string {
	if e.ID() == "" {
		return "UID"
	}
	return ""
}

// Session is what sessions of every kind have.
type Session struct {
	Entity
	CreationTime Time `json:"CreationTimeUTC"`
	// EndTime is zero while the session waits or runs, and where EM sends a time before the beginning: neither is an end.
	EndTime Time `json:"EndTimeUTC"`
	// State and Result are words of package em. The result is a verdict only when the state says that the session has ended.
	State, Result string
}

// AsSession gives the Session that is embedded in a row of any kind of sessions.
func (s *Session) AsSession() *Session { return s }

// created is when it began, by the clock of the backup server.
func (s *Session) created() time.Time { return s.CreationTime.Time }

// finish drops the end of a session that has not ended. That of a task session is finished by TaskSession.
func (s *Session) finish() {
	if !em.IsFinished(s.State) {
		s.EndTime = Time{}
	}
}

// Seconds is how many whole seconds the session took; nil while it runs.
func (s *Session) Seconds() *int64 {
	if s.EndTime.IsZero() {
		return nil
	}
	seconds := int64(s.EndTime.Sub(s.CreationTime.Time) / time.Second)
	return &seconds
}

// missing names the first member that a session cannot be believed without, or "".
func (s *Session) missing() string {
	switch {
	case s.Entity.missing() != "":
		return s.Entity.missing()
	case s.State == "":
		return "State"
	}
	return ""
}

// Link points from one entity to another. Its Href is never followed: its host, port and even its
// path have been observed to be wrong. Only the id at its end is taken where nothing else has it.
type Link struct {
	Rel, Type, Name, Href string
}

type links []Link

// name is the name of what is linked, or "".
func (l links) name(rel, entityType string) string {
	if link := l.find(rel, entityType); link != nil {
		return link.Name
	}
	return ""
}

// id is the GUID at the end of the Href of what is linked, or "".
func (l links) id(rel, entityType string) string {
	if link := l.find(rel, entityType); link != nil {
		return link.id()
	}
	return ""
}

// find gives the link to an entity or to its reference, or nil.
func (l links) find(rel, entityType string) *Link {
	for i := range l {
		if l[i].leadsTo(rel, entityType) {
			return &l[i]
		}
	}
	return nil
}

// leadsTo reports whether a link is to an entity of a type, or to its reference: the same type, with Reference behind it.
func (l *Link) leadsTo(rel, entityType string) bool {
	return strings.EqualFold(l.Rel, rel) && strings.EqualFold(strings.TrimSuffix(l.Type, "Reference"), entityType)
}

// id is the GUID at the end of the Href, or "".
func (l *Link) id() string {
	path, _, _ := strings.Cut(l.Href, "?")
	id := path[strings.LastIndexByte(path, '/')+1:]
	if !isGUID(id) {
		return ""
	}
	return id
}

// Time is an instant in UTC with up to seven decimals; zero where EM sent null, nothing,
// or one of its "never" dates (year 1 or 1753, observed).
type Time struct{ time.Time }

// UnmarshalJSON reads RFC 3339. A time without zone is UTC: EM's "never" is written that way.
func (t *Time) UnmarshalJSON(text []byte) error {
	text = bytes.Trim(text, `"`)
	if len(text) == 0 || bytes.Equal(text, []byte("null")) {
		t.Time = time.Time{}
		return nil
	}
	read, err := time.Parse(time.RFC3339Nano, string(text))
	if err != nil {
		if read, err = time.Parse("2006-01-02T15:04:05.999999999", string(text)); err != nil {
			return fmt.Errorf("%q is no time", text)
		}
	}
	if read = read.UTC(); read.Year() <= 1753 {
		read = time.Time{}
	}
	t.Time = read
	return nil
}
