package veeamclient_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// TestAnswersFromACache: what a proxy has kept for more than a minute is of another time, at reads and at the logon, whose Date is as old.
func TestAnswersFromACache(t *testing.T) {
	for _, method := range []string{http.MethodPost, http.MethodGet} {
		for _, c := range []struct {
			age      []string
			via      string
			believed bool
		}{
			{nil, "", true}, {[]string{"0"}, "", true}, {[]string{"60"}, "1.1 squid", true}, {[]string{" 7 "}, "", true},
			{[]string{"61"}, "1.1 squid.lab.example", false}, {[]string{"90000"}, "", false}, {[]string{"99999999999999999999"}, "", false},
			{[]string{"5, 61"}, "", false}, {[]string{"5", "61"}, "", false}, {[]string{"-1"}, "", false}, {[]string{"a day"}, "", false}, {[]string{"61.5"}, "", false},
		} {
			asked := 0
			sim := scripted(t, answer(`{"Refs":null}`))
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.Header.Get("Cache-Control") != "no-cache" {
					t.Errorf("%s does not say that no cache may answer: %v", r.Method, r.Header)
				}
				if r.Method == method {
					asked++
					w.Header()["Age"], w.Header()["Via"] = c.age, []string{c.via}
				}
				if strings.HasSuffix(r.URL.Path, sessionID) {
					answer(`{"UID":"urn:veeam:BackupJobSession:`+sessionID+`"}`)(w, r)
					return
				}
				sim.Config.Handler.ServeHTTP(w, r)
			}))
			_, err := readSession(t, connect(t, server.URL))
			server.Close()
			var cached *veeamclient.CachedError
			switch {
			case c.believed && err != nil:
				t.Errorf("%s, age %q: %v", method, c.age, err)
			case !c.believed && (!errors.As(err, &cached) || !strings.HasSuffix(strings.Join(c.age, ", "), cached.Age) || asked != 1):
				t.Errorf("%s, age %q: %v after %d requests", method, c.age, err, asked)
			case !c.believed && c.via != "" && cached.Via != "Via: "+c.via, !c.believed && c.via == "" && cached.Via != "a proxy that does not name itself":
				t.Errorf("%s: the proxy is named %q", method, cached.Via)
			}
		}
	}
}
