package veeamsim

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// Fault is what a rule does to an answer. Its parts may be combined: a delay, a header and a kind of
// damage work on the real answer as well as on one with another status.
type Fault struct {
	Delay       time.Duration // before the answer; with SlowBody, before each byte
	Status      int           // answer with this status instead; 0: the real answer
	Header      http.Header   // set on the answer
	ContentType string        // instead of the real one
	Body        string        // with Status; empty: the server's own error body
	NoBody      bool          // with Status: no body at all
	Kind        FaultKind
	Member      string // with DuplicateMembers and DuplicateCase: the member; empty: Result, or Name in rows without one
}

// FaultKind is a kind of damage to an answer or to its connection.
type FaultKind string

// The kinds of damage. The first two and Hang end without an orderly answer.
const (
	ResetBefore    FaultKind = "reset-before"     // connection reset, no byte
	ResetInBody    FaultKind = "reset-in-body"    // headers, half the body, then reset
	CutRightLength FaultKind = "cut-right-length" // half the body, Content-Length says just that
	CutWrongLength FaultKind = "cut-wrong-length" // half the body, Content-Length says all, connection closed
	SlowBody       FaultKind = "slow-body"        // one byte per Delay (100 ms if 0) until the client goes away
	Hang           FaultKind = "hang"             // never answers, until the client goes away or Close
	Gzip           FaultKind = "gzip"             // compressed, whatever was asked for
	BrokenGzip     FaultKind = "broken-gzip"      // says that it is compressed, and is damaged
	HTML           FaultKind = "html"             // 200, a proxy's logon page
	XML            FaultKind = "xml"              // 200, the XML body though JSON was asked for
	EmptyBody      FaultKind = "empty-body"       // 200 application/json, no byte
	UnknownFields  FaultKind = "unknown-fields"   // entities have members that nobody knows
	NullFields     FaultKind = "null-fields"      // every member of every entity is null
	WrongType      FaultKind = "wrong-type"       // TotalSize a string, CreationTimeUTC a number
	Garbage        FaultKind = "garbage"          // 200 application/json, 20 MiB of noise
	NoToken        FaultKind = "no-token"         // a logon answers 201 with neither header nor cookie

	// Rows of JSON have one member twice, with two values: under the same name, or under one that differs by letter case.
	DuplicateMembers FaultKind = "duplicate-members"
	DuplicateCase    FaultKind = "duplicate-case"
	// EchoHeaders is a page of 500, or of Status, that shows the request with all its headers, secrets included, as debug pages and
	// firewalls do. With a ContentType of JSON or XML it is an error body whose message shows them.
	EchoHeaders FaultKind = "echo-headers"
)

var faultKinds = []FaultKind{
	ResetBefore, ResetInBody, CutRightLength, CutWrongLength, SlowBody, Hang, Gzip, BrokenGzip, HTML, XML,
	EmptyBody, UnknownFields, NullFields, WrongType, Garbage, NoToken, DuplicateMembers, DuplicateCase, EchoHeaders,
}

func (f Fault) check() error {
	if f.Kind != "" && !slices.Contains(faultKinds, f.Kind) {
		return fmt.Errorf("fault kind %q is not one of %q", f.Kind, faultKinds)
	}
	if f.Status != 0 && (f.Status < 200 || f.Status > 599) {
		return fmt.Errorf("status %d is not between 200 and 599", f.Status)
	}
	if f.Member != "" && f.Kind != DuplicateMembers && f.Kind != DuplicateCase {
		return fmt.Errorf("member %q needs the kind %s or %s", f.Member, DuplicateMembers, DuplicateCase)
	}
	if f.Delay < 0 {
		return fmt.Errorf("delay %s is negative", f.Delay)
	}
	return nil
}

// replaces reports whether the fault answers in place of the server, which then does nothing.
func (f Fault) replaces() bool {
	return f.Status != 0 || slices.Contains([]FaultKind{ResetBefore, Hang, HTML, EmptyBody, Garbage, EchoHeaders}, f.Kind)
}

// twisted is an entity as a fault makes it.
func twisted(fields []field, fault Fault) []field {
	switch fault.Kind {
	case DuplicateMembers, DuplicateCase:
		return duplicated(fields, fault)
	case UnknownFields:
		unknown := []field{
			element("ImmutableUntilUTC", "2199-01-01T00:00:00Z"),
			element("Insights", object{element("Score", 7), element("Hints", []string{"a", "b"}), element("Owner", nil)}),
		}
		return append(unknown, fields...)
	case NullFields:
		fields = slices.Clone(fields)
		for i := range fields {
			fields[i].value = nil
		}
	case WrongType:
		fields = slices.Clone(fields)
		for i, f := range fields {
			switch f.name {
			case "TotalSize":
				fields[i].value = fmt.Sprint(f.value)
			case "CreationTimeUTC":
				fields[i].value = int64(20260615)
			}
		}
	}
	return fields
}

// duplicated has one member twice. The second one stands at the end, where most decoders take the last.
func duplicated(fields []field, fault Fault) []field {
	for _, name := range []string{fault.Member, "Result", "Name"} {
		i := slices.IndexFunc(fields, func(f field) bool { return strings.EqualFold(f.name, name) })
		if i < 0 {
			continue
		}
		twin := field{fields[i].name, fields[i].place, anotherValue(fields[i].value)}
		if fault.Kind == DuplicateCase {
			twin.name = strings.ToLower(twin.name[:1]) + strings.ToUpper(twin.name[1:]) // rESULT is neither Result nor result
		}
		return append(slices.Clone(fields), twin)
	}
	return fields
}

func anotherValue(value any) any {
	switch v := value.(type) {
	case string:
		if v == "Success" {
			return "Failed"
		}
		return "Success"
	case int:
		return v + 1
	case int64:
		return v + 1
	case bool:
		return !v
	case nil:
		return "Success"
	}
	return nil
}
