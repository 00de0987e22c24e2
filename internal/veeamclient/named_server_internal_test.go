package veeamclient

import (
	"errors"
	"fmt"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestCompleteServers: what an entity lacks of its backup server comes from one that has both, in any letter case. A name that two
// servers have stands for neither.
func TestCompleteServers(t *testing.T) {
	type server struct{ id, name string }
	for name, c := range map[string]struct{ given, want []server }{
		"a name is completed":           {[]server{{"a", "vbr01"}, {"A", ""}}, []server{{"a", "vbr01"}, {"A", "vbr01"}}},
		"an id is completed":            {[]server{{"", "VBR01"}, {"a", "vbr01"}}, []server{{"a", "VBR01"}, {"a", "vbr01"}}},
		"only ids":                      {[]server{{"a", ""}, {"b", ""}}, []server{{"a", ""}, {"b", ""}}},
		"only names":                    {[]server{{"", "vbr01"}, {"", "vbr02"}}, []server{{"", "vbr01"}, {"", "vbr02"}}},
		"an id and a name of nobody":    {[]server{{"a", ""}, {"", "vbr01"}, {"", ""}}, []server{{"a", ""}, {"", "vbr01"}, {"", ""}}},
		"nothing is taken for a server": {[]server{{"a", "vbr01"}, {"", ""}, {"", "vbr02"}, {"b", ""}}, []server{{"a", "vbr01"}, {"", ""}, {"", "vbr02"}, {"b", ""}}},
		"another server's":              {[]server{{"a", "vbr01"}, {"b", "vbr02"}}, []server{{"a", "vbr01"}, {"b", "vbr02"}}},
		"one server, twice":             {[]server{{"a", "vbr01"}, {"A", "VBR01"}, {"", "vbr01"}}, []server{{"a", "vbr01"}, {"A", "VBR01"}, {"a", "vbr01"}}},
		"two servers of one name": {[]server{{"a", "vbr01"}, {"b", "VBR01"}, {"", "vbr01"}, {"b", ""}},
			[]server{{"a", "vbr01"}, {"b", "VBR01"}, {"", "vbr01"}, {"b", "VBR01"}}},
	} {
		entities := make([]*Entity, len(c.given))
		for i, s := range c.given {
			entities[i] = &Entity{BackupServerID: s.id, BackupServerName: s.name}
		}
		completeServers(entities...)
		got := make([]server, len(entities))
		for i, e := range entities {
			got[i] = server{e.BackupServerID, e.BackupServerName}
		}
		if diff := cmp.Diff(c.want, got, cmp.AllowUnexported(server{})); diff != "" {
			t.Error(name, diff)
		}
	}
}

// TestIsRefused: 403 and 400 say that EM does not let the account ask, or does not understand; a refused logon is another matter.
func TestIsRefused(t *testing.T) {
	for status, want := range map[int]bool{http.StatusForbidden: true, http.StatusBadRequest: true, http.StatusNotFound: false, http.StatusInternalServerError: false} {
		for _, logon := range []bool{false, true} {
			if err := fmt.Errorf("asked: %w", &APIError{Status: status, Logon: logon}); isRefused(err) != (want && !logon) {
				t.Errorf("%d, at the logon %t: %t", status, logon, !want)
			}
		}
	}
	if isRefused(nil) || isRefused(errors.New("reset")) {
		t.Error("what is no answer of EM is taken for a refusal")
	}
}
