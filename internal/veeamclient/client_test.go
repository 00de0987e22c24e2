package veeamclient_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// TestMain refuses to end with a goroutine left: a closed client leaves none.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var now = time.Date(2026, 6, 16, 8, 0, 0, 0, time.UTC)

// startSim runs a simulator over plain HTTP on loopback until the test ends.
func startSim(t *testing.T, config veeamsim.Config) *veeamsim.Server {
	t.Helper()
	if config.Clock == nil {
		config.Clock = func() time.Time { return now }
	}
	if config.LinkHost == "" {
		config.LinkHost = "http://em-internal.lab.example:9399" // a link that is followed leads nowhere
	}
	sim, err := veeamsim.New(config)
	if err != nil {
		t.Fatal(err)
	}
	if err := sim.Start(""); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(sim.Close)
	return sim
}

// connect makes a client for a server, with back-off that tests don't wait for. It is closed at the end.
func connect(t *testing.T, endpoint string, adjust ...func(*veeamclient.Config)) *veeamclient.Client {
	t.Helper()
	return connectTo(t, endpoint, adjust...)
}

// connectTo is connect for fuzz targets and benchmarks.
func connectTo(t testing.TB, endpoint string, adjust ...func(*veeamclient.Config)) *veeamclient.Client {
	t.Helper()
	u, err := veeamclient.ParseEndpoint(endpoint)
	if err != nil {
		t.Fatal(err)
	}
	config := veeamclient.Config{
		Endpoint: u, Username: veeamsim.DefaultAccount.Username, Password: veeamsim.DefaultAccount.Password,
		MaxRetries: 2, RetryWaitMin: time.Millisecond, RetryWaitMax: time.Millisecond,
		Now: func() time.Time { return now }, // as the simulator's
	}
	for _, a := range adjust {
		a(&config)
	}
	client := veeamclient.New(config)
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), time.Second) // a logon may hang
		defer cancel()
		_ = client.Close(ctx)
	})
	return client
}

// scripted serves a logon and one answer for everything else.
func scripted(t *testing.T, answer http.HandlerFunc) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.Method {
		case http.MethodPost:
			w.Header().Set("X-RestSvcSessionId", "token")
			w.Header().Set("Content-Type", "application/json; charset=utf-8")
			w.WriteHeader(http.StatusCreated)
			_, _ = w.Write([]byte(`{"SessionId":"15a3fc97-0325-4119-b789-5c0367c6c565"}`))
		case http.MethodDelete:
			w.WriteHeader(http.StatusNoContent)
		default:
			answer(w, r)
		}
	}))
	t.Cleanup(server.Close)
	return server
}

// answer writes a JSON body.
func answer(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		_, _ = w.Write([]byte(body))
	}
}

func uidsOfRows(rows []veeamclient.BackupTaskSession) []string {
	uids := make([]string, len(rows))
	for i := range rows {
		uids[i] = rows[i].UID
	}
	return uids
}

const sessionID = "30000000-0000-4000-8000-000000000001"

// readSession reads the task sessions of the one session that the tests use.
func readSession(t *testing.T, client *veeamclient.Client) ([]veeamclient.BackupTaskSession, error) {
	t.Helper()
	return client.BackupTaskSessions(t.Context(), veeamclient.TaskSessionScope{SessionID: sessionID})
}

// readApart reads the same task sessions by a scope of its own, so that it shares no request with others.
func readApart(t *testing.T, client *veeamclient.Client, number int) ([]veeamclient.BackupTaskSession, error) {
	t.Helper()
	return client.BackupTaskSessions(t.Context(), veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{
		CreatedAfter: now.Add(-time.Duration(100+number) * time.Hour),
	}})
}

func mustURL(t *testing.T, text string) *url.URL {
	t.Helper()
	u, err := url.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return u
}
