package veeamclient

import (
	"bytes"
	"fmt"
	"strings"
	"time"
)

// Entity is what every entity of EM has: its UID (urn:veeam:<type>:<GUID>), a display name and links.
type Entity struct {
	UID   string
	Name  string
	Links []Link
}

// Link points from one entity to another. Its Href is never followed: its host, port and even its
// path have been observed to be wrong. Only the id at its end is taken where nothing else has it.
type Link struct {
	Rel, Type, Name, Href string
}

// ID is the GUID at the end of the UID.
func (e *Entity) ID() string { return IDOf(e.UID) }

// BackupServerName is the name of the backup server that the entity comes from, or "".
func (e *Entity) BackupServerName() string { return e.linkName("Up", "BackupServerReference") }

// BackupServerID is the GUID of that server, or "": a link's name may be missing where its Href tells the id.
func (e *Entity) BackupServerID() string { return e.linkID("Up", "BackupServerReference") }

func (e *Entity) linkName(rel, kind string) string {
	if link := e.link(rel, kind); link != nil {
		return link.Name
	}
	return ""
}

// linkID is the id at the end of a link's Href, or "".
func (e *Entity) linkID(rel, kind string) string {
	link := e.link(rel, kind)
	if link == nil {
		return ""
	}
	path, _, _ := strings.Cut(link.Href, "?")
	id := path[strings.LastIndexByte(path, '/')+1:]
	if !isGUID(id) {
		return ""
	}
	return id
}

// link finds the link to the entity or to its reference: both forms name the same thing.
func (e *Entity) link(rel, kind string) *Link {
	for i := range e.Links {
		link := &e.Links[i]
		if strings.EqualFold(link.Rel, rel) &&
			strings.EqualFold(strings.TrimSuffix(link.Type, "Reference"), strings.TrimSuffix(kind, "Reference")) {
			return link
		}
	}
	return nil
}

// lacks names the first member that an entity cannot be believed without.
func (e *Entity) lacks() string {
	if e.ID() == "" {
		return "UID"
	}
	return ""
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
