package veeamclient

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// maxValue bounds one value of a body, such as one entity: about 1.3 kB is usual.
// The body as a whole is not bounded: 30 days of a large environment are 80 MB.
const maxValue = 8 << 20

var byteOrderMark = []byte("\xEF\xBB\xBF")

// formatError is a body that came whole and is not what it should be.
type formatError struct{ problem string }

func (e *formatError) Error() string { return e.problem }

// decoder reads JSON as a stream, with what is to be encoding/json/v2: it takes half of encoding/json's time.
// Names are compared regardless of case: build 13 writes camelCase, older builds PascalCase. Like encoding/json it
// replaces bytes that are no UTF-8; unlike it, it refuses a member that comes twice with different values.
type decoder struct {
	tokens *jsontext.Decoder
	source *source
	texts  texts
}

func newDecoder(r io.Reader) *decoder {
	s := &source{reader: r}
	return &decoder{source: s, texts: texts{}, tokens: jsontext.NewDecoder(s, tolerant)}
}

// strict refuses members that come twice, in any letter case; tolerant takes the last one.
var (
	strict   = jsonv2.JoinOptions(jsonv2.MatchCaseInsensitiveNames(true), jsontext.AllowInvalidUTF8(true), jsontext.AllowDuplicateNames(false))
	tolerant = jsonv2.JoinOptions(strict, jsontext.AllowDuplicateNames(true))
)

// run decodes a body that must hold one JSON value and nothing behind it.
func (d *decoder) run(decode func(*decoder) error) error {
	err := decode(d)
	if err == nil {
		if _, err = d.tokens.ReadToken(); errors.Is(err, io.EOF) {
			return nil
		}
		err = errors.Join(&formatError{problem: "there is more behind the end of the JSON"}, err)
	}
	switch {
	case d.source.broken != nil:
		return d.source.broken // the connection's error, not the decoder's view of it
	case errors.Is(err, io.EOF) && d.source.bytes == 0:
		return &formatError{problem: "the answer is empty"}
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return &formatError{problem: "the JSON is cut short"}
	}
	var known *formatError
	if errors.As(err, &known) {
		return known
	}
	return &formatError{problem: "the JSON cannot be read: " + err.Error()}
}

// object reads an object member by member; members are named in lower case, others are skipped.
// Null stands for an object without members.
func (d *decoder) object(members map[string]func() error) error {
	return d.members(func(name string) func() error {
		if read, known := members[foldMember(name)]; known {
			return read
		}
		return d.skip
	})
}

func (d *decoder) members(reader func(name string) func() error) error {
	opened, err := d.open(jsontext.KindBeginObject)
	if err != nil || !opened {
		return err
	}
	var known []string
	for d.tokens.PeekKind() != jsontext.KindEndObject {
		token, err := d.tokens.ReadToken()
		if err != nil {
			return err
		}
		name := token.String()
		if slices.Contains(known, foldMember(name)) {
			return &formatError{problem: fmt.Sprintf("the JSON has %s twice", name)}
		}
		known = append(known, foldMember(name))
		if err := reader(name)(); err != nil {
			return err
		}
	}
	_, err = d.tokens.ReadToken()
	return err
}

// onlyMember reads the one member that an object is expected to have, by its name or another one that it may have. One that is not
// expected and not null is refused: rows under a name that is not known here must not pass for no rows.
func (d *decoder) onlyMember(name string, isExpected func(member string) bool, read func() error) error {
	return d.members(func(member string) func() error {
		if isExpected(member) {
			return read
		}
		return func() error {
			if d.tokens.PeekKind() != jsontext.KindNull {
				if err := d.skip(); err != nil {
					return err
				}
				return &formatError{problem: fmt.Sprintf("the JSON has %s where %s was expected", member, name)}
			}
			return d.skip()
		}
	})
}

// array calls element for each element; it must read exactly that one. Null stands for no element.
func (d *decoder) array(element func() error) error {
	opened, err := d.open(jsontext.KindBeginArray)
	if err != nil || !opened {
		return err
	}
	for d.tokens.PeekKind() != jsontext.KindEndArray {
		if err := element(); err != nil {
			return err
		}
	}
	_, err = d.tokens.ReadToken()
	return err
}

// value decodes the next value into target.
func (d *decoder) value(target any) error {
	defer func() { d.source.sinceValue = 0 }()
	if untyped, ok := target.(*any); ok {
		value, err := readUntyped(d.tokens, 0)
		*untyped = value
		return err
	}
	text, err := d.tokens.ReadValue()
	if err != nil {
		return err
	}
	err = jsonv2.Unmarshal(text, target, strict)
	if !errors.Is(err, jsontext.ErrDuplicateName) {
		return err
	}
	if _, err := readUntyped(jsontext.NewDecoder(bytes.NewReader(text), tolerant), 0); err != nil {
		return err // names the member
	}
	return jsonv2.Unmarshal(text, target, tolerant) // twice the same
}

// holdsMore reports whether the next value is an object or an array.
func (d *decoder) holdsMore() bool {
	kind := d.tokens.PeekKind()
	return kind == jsontext.KindBeginObject || kind == jsontext.KindBeginArray
}

// skip reads the next value and forgets it.
func (d *decoder) skip() error {
	err := d.tokens.SkipValue()
	d.source.sinceValue = 0
	return err
}

// open reads the beginning of an object or array; null is none.
func (d *decoder) open(delimiter jsontext.Kind) (bool, error) {
	token, err := d.tokens.ReadToken()
	switch {
	case err != nil:
		return false, err
	case token.Kind() == jsontext.KindNull:
		return false, nil
	case token.Kind() != delimiter:
		return false, &formatError{problem: fmt.Sprintf("the JSON has %v where %c was expected", token, delimiter)}
	}
	return true, nil
}

// beginning is the first part of the body, for messages.
func (d *decoder) beginning() []byte { return d.source.head }

func (d *decoder) readExcerpt() { _, _ = io.ReadFull(d.source, make([]byte, 4*maxExcerpt)) }

// source is the body below the decoder: without byte order mark, its beginning kept,
// its values bounded, its errors kept apart from the decoder's own.
type source struct {
	reader     io.Reader
	head       []byte
	bytes      int64
	sinceValue int
	broken     error
}

func (s *source) Read(p []byte) (int, error) {
	if s.sinceValue > maxValue {
		return 0, &formatError{problem: fmt.Sprintf("a value is longer than %d MiB", maxValue>>20)}
	}
	n, err := s.read(p)
	s.bytes += int64(n)
	s.sinceValue += n
	s.head = append(s.head, p[:min(n, 4*maxExcerpt-len(s.head))]...)
	if err != nil && !errors.Is(err, io.EOF) {
		s.broken = err
	}
	return n, err
}

// read drops the byte order mark that EM has been observed to send.
func (s *source) read(p []byte) (int, error) {
	if s.bytes > 0 || len(p) < len(byteOrderMark) {
		return s.reader.Read(p)
	}
	n := 0
	var err error
	for n < len(byteOrderMark) && err == nil {
		var more int
		more, err = s.reader.Read(p[n:len(byteOrderMark)])
		n += more
	}
	switch {
	case !bytes.Equal(p[:n], byteOrderMark):
		return n, err
	case err != nil: // nothing stands behind it
		return 0, err
	}
	return s.reader.Read(p)
}
