package veeamclient

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// kind says where the entities of one Go type live and how a row of them is decoded.
type kind[T any] struct {
	// queryType is the type's name in the query service, list the key of a list of it (in any letter case),
	// path its collection below /api.
	queryType, list, path string
	// alsoLists are other keys that such a list may have.
	alsoLists []string
	// uidParameter and createdParameter are what the query service calls UID and creation time; empty: UID and CreationTime.
	uidParameter, createdParameter string
	// entity gives the Entity that is embedded in a row, session the Session; session is nil for kinds that are no sessions.
	entity  func(*T) *Entity
	session func(*T) *Session
	// created gives the creation time, which a long list is read by; nil for kinds without one.
	created func(*T) time.Time
	// repeats tells rows of one UID apart, for kinds of which EM lists an entity more than once (a computer of two protection groups,
	// observed); nil for all others, of which one that comes twice has moved while it was read.
	repeats func(*T) string
	// finish takes what else the row needs from its links, and keeps once what repeats from row to row; nil for nothing.
	finish func(row *T, links links, texts texts)
}

// linkedRow is a row as EM sends it. The links are let go once the row has taken from them what it needs: they are more
// than half of its bytes.
type linkedRow[T any] struct {
	Row   T `json:",embed"`
	Links links
}

// isList reports whether a member is a list of the kind.
func (k kind[T]) isList(member string) bool {
	isNamed := func(list string) bool { return strings.EqualFold(member, list) }
	return isNamed(k.list) || slices.ContainsFunc(k.alsoLists, isNamed)
}

// creation is the parameter of the query service that a kind with a creation time is searched and sorted by.
func (k kind[T]) creation() string { return cmp.Or(k.createdParameter, "CreationTime") }

// createdIn asks for a span of creation times.
func (k kind[T]) createdIn(s span) condition[T] {
	return condition[T]{between(k.creation(), s.from, s.to), func(row *T) bool { return s.contains(k.created(row)) }}
}

// entities are rows as what all of them have.
func (k kind[T]) entities(rows []T) []*Entity {
	entities := make([]*Entity, len(rows))
	for i := range rows {
		entities[i] = k.entity(&rows[i])
	}
	return entities
}

// key names a row by its GUID, which is small and the same in every letter case.
func (k kind[T]) key(row *T) string {
	guid := guidOf(k.entity(row).UID)
	if k.repeats != nil {
		return string(guid[:]) + k.repeats(row)
	}
	return string(guid[:])
}

// decodeRow reads one row into read, whose room it uses again, and names the first member that the row has not and is
// judged by, or "".
func (k kind[T]) decodeRow(d *decoder, read *linkedRow[T]) (row T, missing string, err error) {
	*read = linkedRow[T]{Links: read.Links[:0]}
	if err := d.value(read); err != nil {
		return row, "", err
	}
	row = read.Row
	e := k.entity(&row)
	missing = e.missing()
	e.BackupServerName = d.texts.once(read.Links.name("Up", "BackupServer"))
	e.BackupServerID = d.texts.once(read.Links.id("Up", "BackupServer"))
	if k.session != nil {
		s := k.session(&row)
		missing = s.missing()
		s.State, s.Result = d.texts.once(s.State), d.texts.once(s.Result)
		if s.EndTime.Before(s.CreationTime.Time) { // of 1899, 1900, 1970 and other years (observed), with any state
			s.EndTime = Time{}
		}
	}
	if missing == "" && k.created != nil && k.created(&row).IsZero() {
		missing = "CreationTimeUTC"
	}
	if k.finish != nil {
		k.finish(&row, read.Links, d.texts)
	}
	return row, missing, nil
}

// decodeRows reads a list and refuses a row without a member that it is judged by.
func (k kind[T]) decodeRows(d *decoder) ([]T, error) {
	var read linkedRow[T]
	// Parts of a long list are put together once: rows that are moved each time the list grows cost as much as decoding them.
	const part = 1024
	var parts [][]T
	var rows []T
	err := d.array(func() error {
		row, missing, err := k.decodeRow(d, &read)
		if err == nil && missing != "" {
			err = &formatError{problem: fmt.Sprintf("row %d of %s has no %s", len(parts)*part+len(rows)+1, k.list, missing)}
		}
		if len(rows) == part {
			parts, rows = append(parts, rows), make([]T, 0, part)
		}
		rows = append(rows, row)
		return err
	})
	if len(parts) > 0 {
		rows = slices.Concat(append(parts, rows)...)
	}
	return rows, err
}

// texts keeps one copy of each text that repeats from row to row of an answer.
type texts map[string]string

func (t texts) once(text string) string {
	if kept, known := t[text]; known {
		return kept
	}
	t[text] = text
	return text
}
