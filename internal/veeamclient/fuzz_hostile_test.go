package veeamclient

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// decodeUntyped decodes a body as a value of any shape.
func decodeUntyped(body []byte) (value any, err error) {
	response := &http.Response{Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(bytes.NewReader(body))}
	_, err = decodeJSON(response, func(d *decoder) error { return d.value(&value) })
	return value, err
}

// depthOf is how deep a value nests.
func depthOf(value any) (deepest int) {
	switch v := value.(type) {
	case map[string]any:
		for _, member := range v {
			deepest = max(deepest, depthOf(member)+1)
		}
	case []any:
		for _, element := range v {
			deepest = max(deepest, depthOf(element)+1)
		}
	}
	return deepest
}

// FuzzUntyped: what is read of any shape is what encoding/json reads, nests no deeper than is believed, and is refused in words.
func FuzzUntyped(f *testing.F) {
	for _, seed := range []string{
		`{"a":[1,"x",true,null,{"b":1.5e3}]}`, `[[[[]]]]`, strings.Repeat("[", 200) + strings.Repeat("]", 200), `1e10000000`, `{"a":1e-401}`, `9223372036854775808`,
		`{"a":1,"A":1}`, `{"a":1,"a":2}`, `"` + "\\ud800" + `"`, ``, `nul`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		value, err := decodeUntyped(body)
		var refused *formatError
		switch {
		case err != nil:
			if !errors.As(err, &refused) || refused.problem == "" {
				t.Errorf("%T %v", err, err)
			}
			return
		case depthOf(value) > maxDepth+1:
			t.Errorf("nests %d deep", depthOf(value))
		}
		plain := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(body, byteOrderMark)))
		plain.UseNumber()
		var want any
		if err := plain.Decode(&want); err != nil {
			t.Fatalf("read without complaint, and no JSON: %q: %v", body, err)
		}
		if !reflect.DeepEqual(withoutTwins(want), withoutTwins(value)) {
			t.Errorf("%q: got %#v, want %#v", body, value, want)
		}
	})
}

// withoutTwins leaves of members whose names stand for the same only one: their values are equal where they are believed.
func withoutTwins(value any) any {
	switch v := value.(type) {
	case map[string]any:
		single := map[string]any{}
		for name, member := range v {
			single[foldMember(name)] = withoutTwins(member)
		}
		return single
	case []any:
		single := make([]any, len(v))
		for i, element := range v {
			single[i] = withoutTwins(element)
		}
		return single
	}
	return value
}

// FuzzDuplicateMembers: a row in which a member that is read comes twice with two values is refused, in whatever case it is written, and
// with one value it is believed.
func FuzzDuplicateMembers(f *testing.F) {
	f.Add(uint8(0), uint16(0), "Failed", "Success")
	f.Add(uint8(1), uint16(1), "a", "a")
	f.Add(uint8(2), uint16(0xffff), "", "x")
	names := []string{"Result", "Reason", "VmUid", "VmDisplayName", "JobSessionUid", "Name"}
	f.Fuzz(func(t *testing.T, which uint8, flips uint16, first, second string) {
		if !utf8.ValidString(first) || !utf8.ValidString(second) {
			t.Skip("JSON holds no such text")
		}
		name := names[int(which)%len(names)]
		row := fmt.Sprintf(`{%s,"UID":"urn:veeam:BackupTaskSession:40000000-0000-4000-8000-000000000001","State":"Completed","CreationTimeUTC":"2026-06-15T23:20:45Z",%s}`,
			member(name, first), member(inCase(name, flips), second))
		rows, err := decodeRows([]byte(`{"BackupTaskSessions":[` + row + `]}`))
		if first == second && (err != nil || len(rows) != 1) {
			t.Errorf("%s: %v", row, err)
		}
		if first != second && (err == nil || !strings.Contains(err.Error(), "twice")) {
			t.Errorf("%s: %v, %v", row, rows, err)
		}
	})
}

func member(name, value string) string {
	text, _ := json.Marshal(value) // a text is always written
	return `"` + name + `":` + string(text)
}

// inCase turns the case of the letters whose bits are set.
func inCase(name string, flips uint16) string {
	turned := []byte(name)
	for i := range turned {
		if flips>>i&1 == 1 {
			turned[i] ^= 'a' - 'A'
		}
	}
	return string(turned)
}

// FuzzSecrets: a secret is in no text that is cleaned, in whatever spelling it is repeated and wherever the text was cut off.
func FuzzSecrets(f *testing.F) {
	f.Add("lab-Pass:w\u00f6rd", "Authorization: ", uint8(0), uint16(200))
	f.Add("p\"<&>'\\\n", "x", uint8(3), uint16(7))
	f.Add("longer than four", "", uint8(9), uint16(10))
	f.Fuzz(func(t *testing.T, password, around string, spelling uint8, cut uint16) {
		if !utf8.ValidString(password) || !utf8.ValidString(around) || len(password) < 2*leastPart {
			t.Skip("no password")
		}
		known := &secrets{}
		known.addLogin("user", password)
		written := spellings(password)
		said := written[int(spelling)%len(written)]
		if strings.Contains(strings.ToLower(hidden+around+hidden), strings.ToLower(said)) || strings.Contains(around, hidden) {
			t.Skip("the text around is the secret")
		}
		text := around + said + around
		if got := known.hide(text); strings.Contains(got, said) || !strings.Contains(got, hidden) {
			t.Errorf("%q in %q", said, got)
		}
		if got := known.clean(text); strings.Contains(got, em.Printable(said)) {
			t.Errorf("%q in %q", said, got)
		}
		// Of what is cut off within it, at most a few letters are left.
		part := text[:min(len(text), len(around)+int(cut)%(len(said)+1))]
		if got := known.hideCut(part); len(part)-len(around) >= leastPart && strings.HasSuffix(got, part[len(around):]) {
			t.Errorf("%q is left of %q", got, said)
		}
	})
}
