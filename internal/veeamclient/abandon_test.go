package veeamclient_test

import (
	"encoding/base64"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// TestLogonThatIsNotUsedIsLoggedOff: with its token, or where that did not come with the one that the id makes; one that has no name
// can't be.
func TestLogonThatIsNotUsedIsLoggedOff(t *testing.T) {
	const id = "15a3fc97-0325-4119-b789-5c0367c6c565"
	for name, c := range map[string]struct {
		token, age, body string
		want             []string // the token of each logging off
	}{
		"no token":     {"", "", `{"SessionId":"` + id + `"}`, []string{base64.StdEncoding.EncodeToString([]byte(id))}},
		"from a cache": {"token", "7200", `{"SessionId":"` + id + `"}`, []string{"token"}},
		"no name":      {"", "", `{}`, nil},
	} {
		var loggedOff []string
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodDelete {
				if r.URL.Path == "/api/logonSessions/"+id {
					loggedOff = append(loggedOff, r.Header.Get("X-RestSvcSessionId"))
				} else {
					t.Errorf("%s: %s", name, r.URL.Path)
				}
				return
			}
			for header, value := range map[string]string{"X-RestSvcSessionId": c.token, "Age": c.age, "Content-Type": "application/json"} {
				if value != "" {
					w.Header().Set(header, value)
				}
			}
			w.WriteHeader(http.StatusCreated)
			_, _ = w.Write([]byte(c.body))
		}))
		t.Cleanup(server.Close)
		if _, err := readSession(t, connect(t, server.URL)); err == nil {
			t.Errorf("%s: no error", name)
		}
		if !slices.Equal(loggedOff, c.want) {
			t.Errorf("%s: logged off with %q, want %q", name, loggedOff, c.want)
		}
	}
}

// TestAnswersToALogoff: 200 to 299 say that the session has ended, 300 and above do not.
func TestAnswersToALogoff(t *testing.T) {
	for status, want := range map[int]bool{http.StatusOK: true, 299: true, http.StatusMultipleChoices: false, http.StatusForbidden: false} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			switch r.Method {
			case http.MethodPost:
				w.Header().Set("X-RestSvcSessionId", "token")
				w.Header().Set("Content-Type", "application/json")
				w.WriteHeader(http.StatusCreated)
				_, _ = w.Write([]byte(`{"SessionId":"15a3fc97-0325-4119-b789-5c0367c6c565"}`))
			case http.MethodDelete:
				w.WriteHeader(status)
			default:
				answer(`{"BackupTaskSessions":[]}`)(w, r)
			}
		}))
		t.Cleanup(server.Close)
		client := connect(t, server.URL)
		if _, err := readSession(t, client); err != nil {
			t.Error(err)
		}
		err := client.Close(t.Context())
		var redirect *veeamclient.RedirectError
		if (err == nil) != want || errors.As(err, &redirect) != (status == http.StatusMultipleChoices) {
			t.Errorf("%d: %T %v", status, err, err)
		}
	}
}
