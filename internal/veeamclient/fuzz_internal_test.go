package veeamclient

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

// decodeRows decodes a body as a list of task sessions.
func decodeRows(body []byte) (rows []BackupTaskSession, err error) {
	response := &http.Response{Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(bytes.NewReader(body))}
	_, err = decodeJSON(response, func(d *decoder) error {
		return d.object(map[string]func() error{"backuptasksessions": func() (err error) {
			rows, err = backupTaskSessions.decodeRows(d)
			return err
		}})
	})
	return rows, err
}

// FuzzDecode: whatever the body, there is no panic, a refusal says why, and a row that is believed has what it is judged by.
func FuzzDecode(f *testing.F) {
	const row = `{"UID":"urn:veeam:BackupTaskSession:40000000-0000-4000-8000-000000000001","State":"Completed","CreationTimeUTC":"2026-06-15T23:20:45Z"}`
	for _, seed := range []string{
		`{"BackupTaskSessions":[` + row + `]}`, "\xEF\xBB\xBF" + `{"backupTaskSessions":[` + strings.ToLower(row) + `]}`,
		`{"BackupTaskSessions":null}`, `{"BackupTaskSessions":[null]}`, `[]`, `{"a":{"b":[1,{}]},"BackupTaskSessions":[` + row + `,`, `<html>`, "", "\xEF\xBB", "null",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		rows, err := decodeRows(body)
		var refused *formatError
		if err != nil && (!errors.As(err, &refused) || refused.problem == "") {
			t.Errorf("%T %v", err, err)
		}
		if err != nil {
			return
		}
		for i := range rows {
			if rows[i].missing() != "" || IDOf(rows[i].UID) == "" || rows[i].State == "" || rows[i].CreationTime.IsZero() {
				t.Errorf("believed without %s: %+v", rows[i].missing(), rows[i])
			}
		}
		if err == nil && !json.Valid(bytes.TrimPrefix(body, byteOrderMark)) {
			t.Errorf("read without complaint, and no JSON: %q", body)
		}
	})
}

// FuzzDecodeBuilds: both builds' names decode to the same values, which are the ones that were written.
func FuzzDecodeBuilds(f *testing.F) {
	f.Add("web01", "Success", "no space on [D:\\x] \"1\"", "vbr01", int64(12884901888))
	f.Add("", "None", "", "", int64(-1))
	f.Fuzz(func(t *testing.T, vm, result, reason, server string, size int64) {
		for _, text := range []string{vm, result, reason, server} {
			if !utf8.ValidString(text) {
				t.Skip("JSON holds no such text")
			}
		}
		body := func(name func(string) string) []byte {
			text, err := json.Marshal(map[string]any{name("BackupTaskSessions"): []any{map[string]any{
				name("UID"): "urn:veeam:BackupTaskSession:40000000-0000-4000-8000-000000000001", name("State"): "Completed",
				name("CreationTimeUTC"): "2026-06-15T23:20:45Z", name("VmDisplayName"): vm, name("Result"): result, name("Reason"): reason, name("TotalSize"): size,
				name("Links"): []any{map[string]any{name("Rel"): "Up", name("Type"): "BackupServerReference", name("Name"): server}},
			}}})
			if err != nil {
				t.Fatal(err)
			}
			return text
		}
		older, err := decodeRows(body(func(name string) string { return name }))
		if err != nil {
			t.Fatal(err)
		}
		newer, err := decodeRows(body(camelCase))
		if err != nil || !reflect.DeepEqual(older, newer) {
			t.Errorf("%v: %+v and %+v", err, older, newer)
		}
		got := older[0]
		if got.VMDisplayName != vm || got.Result != result || got.Reason != reason || got.BackupServerName != server {
			t.Errorf("%+v", got)
		}
		if (size == -1) != (got.TotalSize == nil) || size != -1 && *got.TotalSize != size {
			t.Errorf("size %d: %v", size, got.TotalSize)
		}
	})
}

// camelCase is how build 13 writes a name: its leading capitals in lower case, but for the one that begins a word.
func camelCase(name string) string {
	upper := 0
	for upper < len(name) && name[upper] >= 'A' && name[upper] <= 'Z' {
		upper++
	}
	if upper > 1 && upper < len(name) {
		upper--
	}
	return strings.ToLower(name[:upper]) + name[upper:]
}

// FuzzErrorMessage: whatever the body of an error, its message is readable text, and the stack trace is not in it.
func FuzzErrorMessage(f *testing.F) {
	for _, seed := range []string{
		`{"Message":"gone","StackTrace":"at Veeam"}`, `<Error Message="gone" StatusCode="400"><StackTrace>at Veeam</StackTrace></Error>`,
		"<html>", "", "\xEF\xBB\xBF{}", `{"Message":1}`, `[]`, "\x00\xff",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		message, ems := errorMessage(body)
		if !ems {
			message = excerptOf(message)
		}
		if !utf8.ValidString(message) {
			t.Errorf("no text: %q", message)
		}
		var known struct{ Message, StackTrace string }
		if json.Unmarshal(body, &known) == nil && known.Message != "" && message != strings.TrimSpace(known.Message) {
			t.Errorf("%q is not the message of %q", message, body)
		}
		if len(message) > len(body)+3*len(body) {
			t.Errorf("longer than the body: %d of %d", len(message), len(body))
		}
	})
}

// FuzzParseID: what is taken for an id is a GUID that can stand in a path, and is taken again in each of its forms.
func FuzzParseID(f *testing.F) {
	for _, seed := range []string{"88322206-a645-4aa3-9228-028ce51e7c0f", "urn:veeam:Job:88322206-A645-4aa3-9228-028ce51e7c0f", "urn:veeam:Job:", "../..", ""} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		id, err := ParseID(text, "Job", "NasJob")
		if err != nil {
			if id != "" || !strings.Contains(err.Error(), "urn:veeam:NasJob:<GUID>") {
				t.Errorf("%q: %q, %v", text, id, err)
			}
			return
		}
		if !isGUID(id) || id != strings.ToLower(id) || !strings.EqualFold(IDOf(text), id) {
			t.Errorf("%q: %q", text, id)
		}
		for _, form := range []string{id, strings.ToUpper(id), "urn:veeam:NasJob:" + id} {
			if again, err := ParseID(form, "NasJob"); err != nil || again != id {
				t.Errorf("%q: %q, %v", form, again, err)
			}
		}
	})
}
