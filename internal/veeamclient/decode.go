package veeamclient

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxValue bounds one value of a body, such as one entity: about 1.3 kB is usual.
// The body as a whole is not bounded: 30 days of a large environment are 80 MB.
const maxValue = 8 << 20

var byteOrderMark = []byte("\xEF\xBB\xBF")

// formatError is a body that came whole and is not what it should be.
type formatError struct{ problem string }

func (e *formatError) Error() string { return e.problem }

// decoder reads JSON as a stream. Names are compared regardless of case, as encoding/json
// does for structs: build 13 writes camelCase, older builds PascalCase.
type decoder struct {
	*json.Decoder
	source *source
}

func newDecoder(r io.Reader) *decoder {
	s := &source{reader: r}
	d := &decoder{Decoder: json.NewDecoder(s), source: s}
	d.UseNumber() // sizes in bytes are larger than what a float64 holds exactly
	return d
}

// run decodes a body that must hold one JSON value and nothing behind it.
func (d *decoder) run(decode func(*decoder) error) error {
	err := decode(d)
	if err == nil {
		if _, err = d.Token(); errors.Is(err, io.EOF) {
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
		if read, known := members[strings.ToLower(name)]; known {
			return read
		}
		return func() error { return d.value(new(json.RawMessage)) }
	})
}

func (d *decoder) members(reader func(name string) func() error) error {
	opened, err := d.open('{')
	if err != nil || !opened {
		return err
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		text, _ := name.(string) // within an object every other token is a name
		if err := reader(text)(); err != nil {
			return err
		}
	}
	_, err = d.Token()
	return err
}

// within reads the one member that an object is expected to have. Another one that is not null
// is refused: rows under a name that is not known here must not pass for no rows.
func (d *decoder) within(name string, read func() error) error {
	return d.members(func(member string) func() error {
		if strings.EqualFold(member, name) {
			return read
		}
		return func() error {
			var other json.RawMessage
			err := d.value(&other)
			if err == nil && string(other) != "null" {
				err = &formatError{problem: fmt.Sprintf("the JSON has %s where %s was expected", member, name)}
			}
			return err
		}
	})
}

// array calls element for each element; it must read exactly that one. Null stands for no element.
func (d *decoder) array(element func() error) error {
	opened, err := d.open('[')
	if err != nil || !opened {
		return err
	}
	for d.More() {
		if err := element(); err != nil {
			return err
		}
	}
	_, err = d.Token()
	return err
}

// value decodes the next value into target.
func (d *decoder) value(target any) error {
	err := d.Decode(target)
	d.source.sinceValue = 0
	return err
}

func (d *decoder) open(delimiter json.Delim) (bool, error) {
	token, err := d.Token()
	switch {
	case err != nil:
		return false, err
	case token == nil:
		return false, nil
	case token != delimiter:
		return false, &formatError{problem: fmt.Sprintf("the JSON has %v where %v was expected", token, delimiter)}
	}
	return true, nil
}

// beginning is the first part of the body, for messages.
func (d *decoder) beginning() []byte { return d.source.head }

func (d *decoder) readExcerpt() { _, _ = io.ReadFull(d.source, make([]byte, 4*maxExcerpt)) }

// source is the body below the decoder: without byte order mark, its beginning kept,
// its values bounded, its errors told apart from the decoder's own.
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
	if missing := 4*maxExcerpt - len(s.head); missing > 0 {
		s.head = append(s.head, p[:min(n, missing)]...)
	}
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
	if err == nil && bytes.Equal(p[:n], byteOrderMark) {
		return s.reader.Read(p)
	}
	return n, err
}
