package veeamclient

import (
	"fmt"

	"github.com/go-json-experiment/json/jsontext"
)

// envelope reads the object that a list comes in. Its members are named in lower case. Links are skipped; rows under a name that is
// not known here must not pass for no rows, so what is not known is looked at.
type envelope struct {
	// unknown is the first member that is not known and holds an object or a list, rows the first one that has something in it.
	unknown, rows string
}

// read reads the object; it resets what an earlier attempt has found.
func (e *envelope) read(d *decoder, members map[string]func() error) error {
	*e = envelope{}
	return d.members(func(name string) func() error {
		if read, known := members[foldMember(name)]; known {
			return read
		}
		if foldMember(name) == "links" || !d.holdsMore() {
			return d.skip
		}
		return func() error {
			filled, err := d.skipContainer()
			if e.unknown == "" {
				e.unknown = name
			}
			if filled && e.rows == "" {
				e.rows = name
			}
			return err
		}
	})
}

// otherThan is the error of an answer that has something else than the list that was expected.
func (e *envelope) otherThan(name, list string) error {
	return &formatError{problem: fmt.Sprintf("the JSON has %s where %s was expected", name, list)}
}

// skipContainer skips an object or a list, and reports whether there is any value in it.
func (d *decoder) skipContainer() (filled bool, err error) {
	outside := d.tokens.StackDepth()
	for {
		token, err := d.tokens.ReadToken()
		if err != nil {
			return false, err
		}
		switch token.Kind() {
		case jsontext.KindNumber, jsontext.KindTrue, jsontext.KindFalse:
			filled = true
		case jsontext.KindString:
			kind, count := d.tokens.StackIndex(d.tokens.StackDepth())
			filled = filled || kind == jsontext.KindBeginArray || count%2 == 0 // of an object every other text is a name
		}
		if d.tokens.StackDepth() == outside {
			d.source.sinceValue = 0
			return filled, nil
		}
	}
}
