package veeamclient_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// inventory is one finished backup session of n machines.
func inventory(n int) veeamsim.Inventory {
	inv := veeamsim.Generate(veeamsim.Counts{Servers: 1, Jobs: 1, SessionsPerJob: 1, MachinesPerSession: n}, now)
	inv.BackupSessions[0].ID = sessionID
	for i := range inv.TaskSessions {
		inv.TaskSessions[i].SessionID = sessionID
	}
	return inv
}

func TestOneLogonForAllThatWait(t *testing.T) {
	sim := startSim(t, veeamsim.Config{Inventory: inventory(3)})
	client := connect(t, sim.URL())
	var group sync.WaitGroup
	for number := range 100 {
		group.Go(func() {
			if rows, err := readApart(t, client, number); err != nil || len(rows) != 3 {
				t.Errorf("%d rows, %v", len(rows), err)
			}
		})
	}
	group.Wait()
	if n := sim.LogonAttempts(); n != 1 {
		t.Errorf("%d logons, want 1", n)
	}
	if err := client.Close(t.Context()); err != nil {
		t.Error(err)
	}
	if n := sim.OpenLogonSessions(); n != 0 {
		t.Errorf("%d logon sessions left open", n)
	}
}

func TestNothingIsSentBeforeTheFirstRead(t *testing.T) {
	sim := startSim(t, veeamsim.Config{})
	client := connect(t, sim.URL())
	if err := client.Close(t.Context()); err != nil {
		t.Error(err)
	}
	if got := sim.Requests(); len(got) != 0 {
		t.Errorf("requests: %v", got)
	}
}

func TestExpiredLogonIsRenewedOnceForAll(t *testing.T) {
	sim := startSim(t, veeamsim.Config{Inventory: inventory(3)})
	client := connect(t, sim.URL())
	if _, err := readSession(t, client); err != nil {
		t.Fatal(err)
	}
	sim.ExpireLogonSessions()
	var group sync.WaitGroup
	for number := range 20 {
		group.Go(func() {
			if rows, err := readApart(t, client, number); err != nil || len(rows) != 3 {
				t.Errorf("%d rows, %v", len(rows), err)
			}
		})
	}
	group.Wait()
	if n := sim.Logons(); n != 2 {
		t.Errorf("%d logons, want 2", n)
	}
}

func TestFreshLogonRefusedIsAnError(t *testing.T) {
	sim := startSim(t, veeamsim.Config{Inventory: inventory(1), Rules: []veeamsim.Rule{
		{Method: http.MethodGet, Fault: veeamsim.Fault{Status: http.StatusUnauthorized}},
	}})
	_, err := readSession(t, connect(t, sim.URL()))
	var api *veeamclient.APIError
	if !errors.As(err, &api) || !errors.Is(err, veeamclient.ErrUnauthorized) || api.Logon {
		t.Fatalf("error is %T %v", err, err)
	}
	if n := sim.Logons(); n != 2 {
		t.Errorf("%d logons, want 2", n)
	}
}

func TestRejectedLogonIsRemembered(t *testing.T) {
	sim := startSim(t, veeamsim.Config{Inventory: inventory(1)})
	client := connect(t, sim.URL(), func(c *veeamclient.Config) { c.Password = "wrong-secret" })
	var group sync.WaitGroup
	for number := range 10 {
		group.Go(func() {
			_, err := readApart(t, client, number)
			var api *veeamclient.APIError
			if !errors.As(err, &api) || !api.Logon || !errors.Is(err, veeamclient.ErrUnauthorized) {
				t.Errorf("error is %T %v", err, err)
			} else if strings.Contains(err.Error(), "secret") {
				t.Errorf("the password is in the error: %v", err)
			}
		})
	}
	group.Wait()
	if n := sim.LogonAttempts(); n != 1 {
		t.Errorf("%d logon attempts, want 1: the account would be locked", n)
	}
}

func TestForbiddenLogonIsRemembered(t *testing.T) {
	sim := startSim(t, veeamsim.Config{Rules: []veeamsim.Rule{
		{Method: http.MethodPost, Times: 1, Fault: veeamsim.Fault{Status: http.StatusForbidden}},
	}})
	client := connect(t, sim.URL())
	for range 2 {
		if _, err := readSession(t, client); !errors.Is(err, veeamclient.ErrForbidden) {
			t.Errorf("error is %v", err)
		}
	}
	if n := sim.LogonAttempts(); n != 1 {
		t.Errorf("%d logon attempts, want 1", n)
	}
}

// TestLogonIsRepeatedOnlyWhereNothingCanHaveBeenOpened: each repeated logon may open another session or count as a failure.
func TestLogonIsRepeatedOnlyWhereNothingCanHaveBeenOpened(t *testing.T) {
	for name, c := range map[string]struct {
		fault    veeamsim.Fault
		attempts int
	}{
		"429":           {veeamsim.Fault{Status: http.StatusTooManyRequests}, 3},
		"503":           {veeamsim.Fault{Status: http.StatusServiceUnavailable}, 3},
		"500":           {veeamsim.Fault{Status: http.StatusInternalServerError}, 1},
		"502":           {veeamsim.Fault{Status: http.StatusBadGateway}, 1},
		"reset":         {veeamsim.Fault{Kind: veeamsim.ResetBefore}, 1},
		"within body":   {veeamsim.Fault{Kind: veeamsim.ResetInBody}, 1},
		"without token": {veeamsim.Fault{Kind: veeamsim.NoToken}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			sim := startSim(t, veeamsim.Config{Rules: []veeamsim.Rule{{Method: http.MethodPost, Fault: c.fault}}})
			_, err := readSession(t, connect(t, sim.URL()))
			if err == nil && name != "within body" {
				t.Error("no error")
			}
			attempts := 0
			for _, r := range sim.Requests() {
				if r.Method == http.MethodPost {
					attempts++
				}
			}
			if attempts != c.attempts {
				t.Errorf("%d attempts, want %d (%v)", attempts, c.attempts, err)
			}
		})
	}
}

func TestRefusedConnectionAtLogonIsRepeated(t *testing.T) {
	server := httptest.NewServer(nil)
	server.Close() // its port refuses connections now
	_, err := readSession(t, connect(t, server.URL))
	var connection *veeamclient.ConnectionError
	if !errors.As(err, &connection) {
		t.Fatalf("error is %T %v", err, err)
	}
	if connection.Attempts != 3 {
		t.Errorf("%d attempts, want 3", connection.Attempts)
	}
}

// TestLogonWithoutTokenHidesTheSession: the answer may be EM's own, whose SessionId is a secret.
func TestLogonWithoutTokenHidesTheSession(t *testing.T) {
	const id = "15a3fc97-0325-4119-b789-5c0367c6c565"
	for contentType, body := range map[string]string{
		"application/json": `{"SessionId":"` + id + `","Links":[`,
		"application/xml":  `<LogonSession><SessionId>` + id + `</SessionId></LogonSession>`,
		"text/html":        `<html>Log on`,
	} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", contentType)
			w.WriteHeader(http.StatusCreated)
			_, _ = w.Write([]byte(body))
		}))
		t.Cleanup(server.Close)
		_, err := readSession(t, connect(t, server.URL))
		if err == nil || strings.Contains(err.Error(), id) || strings.Contains(err.Error(), "<html>") != (contentType == "text/html") {
			t.Errorf("%s: error is %v", contentType, err)
		}
	}
}

// TestLogonAsDocumented looks at what a logon sends: EM answers 415 to a form's Content-Type.
func TestLogonAsDocumented(t *testing.T) {
	var seen *http.Request
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			seen = r
		}
		w.WriteHeader(http.StatusUnauthorized)
	}))
	t.Cleanup(server.Close)
	client := connect(t, server.URL+"/prefix", func(c *veeamclient.Config) {
		c.Username, c.Password, c.APIVersion = `LAB\ünser`, "p:a:ß%", "v1_6"
	})
	_, _ = readSession(t, client)
	if seen.URL.Path != "/prefix/api/sessionMngr/" || seen.URL.RawQuery != "v=v1_6" {
		t.Errorf("asked %s", seen.URL)
	}
	user, password, _ := seen.BasicAuth()
	if user != `LAB\ünser` || password != "p:a:ß%" {
		t.Errorf("account %q, %q", user, password)
	}
	if got := seen.Header.Values("Content-Type"); len(got) != 0 {
		t.Errorf("Content-Type %q", got)
	}
	if seen.ContentLength != 0 || seen.Header.Get("Content-Length") != "0" || len(seen.TransferEncoding) != 0 {
		t.Errorf("Content-Length %d, Transfer-Encoding %v", seen.ContentLength, seen.TransferEncoding)
	}
	if got := seen.Header.Get("Accept"); got != "application/json" {
		t.Errorf("Accept %q", got)
	}
}

// TestNoCookieIsSent: EM's cookie would win over the header, so a stale one would defeat a fresh token.
func TestNoCookieIsSent(t *testing.T) {
	sim := startSim(t, veeamsim.Config{Inventory: inventory(1)})
	client := connect(t, sim.URL())
	for range 2 {
		if _, err := readSession(t, client); err != nil {
			t.Fatal(err)
		}
		sim.ExpireLogonSessions() // a kept cookie would now be the stale one
	}
}

func TestWaiterLeavesALogonWithItsOwnContext(t *testing.T) {
	sim := startSim(t, veeamsim.Config{Rules: []veeamsim.Rule{{Method: http.MethodPost, Fault: veeamsim.Fault{Kind: veeamsim.Hang}}}})
	client := connect(t, sim.URL())
	ctx, cancel := context.WithCancelCause(t.Context())
	interrupted := errors.New("interrupted")
	cancel(interrupted)
	_, err := client.BackupTaskSessions(ctx, veeamclient.TaskSessionScope{SessionID: sessionID})
	if !errors.Is(err, interrupted) {
		t.Errorf("error is %v", err)
	}
}
