package veeamclient_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// reads counts the attempts to read task sessions.
func reads(sim *veeamsim.Server) (n int) {
	for _, r := range sim.Requests() {
		if strings.HasSuffix(r.Path, "/taskSessions") {
			n++
		}
	}
	return n
}

// TestReadsAreRepeated: a passing fault is repeated and leaves the right rows, a lasting one ends after max_retries.
func TestReadsAreRepeated(t *testing.T) {
	for name, c := range map[string]struct {
		fault   veeamsim.Fault
		repeats bool
	}{
		"429":                     {veeamsim.Fault{Status: 429}, true},
		"429 with Retry-After":    {veeamsim.Fault{Status: 429, Header: http.Header{"Retry-After": {"0"}}}, true},
		"500":                     {veeamsim.Fault{Status: 500, Body: `{"Message":"Object reference not set to an instance of an object."}`}, true},
		"502":                     {veeamsim.Fault{Status: 502, ContentType: "text/html", Body: "<html>"}, true},
		"503":                     {veeamsim.Fault{Status: 503}, true},
		"504":                     {veeamsim.Fault{Status: 504}, true},
		"reset before the body":   {veeamsim.Fault{Kind: veeamsim.ResetBefore}, true},
		"reset in the body":       {veeamsim.Fault{Kind: veeamsim.ResetInBody}, true},
		"shorter than its length": {veeamsim.Fault{Kind: veeamsim.CutWrongLength}, true},
		"cut with right length":   {veeamsim.Fault{Kind: veeamsim.CutRightLength}, false},
		"400":                     {veeamsim.Fault{Status: 400}, false},
		"403":                     {veeamsim.Fault{Status: 403}, false},
		"404":                     {veeamsim.Fault{Status: 404}, false},
		"405":                     {veeamsim.Fault{Status: 405}, false},
		"501":                     {veeamsim.Fault{Status: 501}, false},
		"HTML with 200":           {veeamsim.Fault{Kind: veeamsim.HTML}, false},
	} {
		t.Run(name, func(t *testing.T) {
			rule := veeamsim.Rule{Path: "/backupSessions/*/taskSessions", Fault: c.fault}

			lasting := startSim(t, veeamsim.Config{Inventory: inventory(50), Rules: []veeamsim.Rule{rule}})
			if _, err := readSession(t, connect(t, lasting.URL())); err == nil {
				t.Error("a lasting fault is no error")
			}
			want := 1
			if c.repeats {
				want = 3
			}
			if c.fault.Kind == veeamsim.ResetBefore {
				want++ // net/http repeats once by itself where a used connection breaks before the first byte
			}
			if n := reads(lasting); n != want {
				t.Errorf("%d attempts, want %d", n, want)
			}

			if rule.Times = 1; !c.repeats {
				return
			}
			passing := startSim(t, veeamsim.Config{Inventory: inventory(50), Rules: []veeamsim.Rule{rule}})
			rows, err := readSession(t, connect(t, passing.URL()))
			if err != nil || len(rows) != 50 {
				t.Errorf("%d rows, %v; want 50", len(rows), err)
			}
		})
	}
}

func TestNoRetries(t *testing.T) {
	sim := startSim(t, veeamsim.Config{Rules: []veeamsim.Rule{{Method: http.MethodGet, Fault: veeamsim.Fault{Status: 503}}}})
	_, err := readSession(t, connect(t, sim.URL(), func(c *veeamclient.Config) { c.MaxRetries = 0 }))
	var api *veeamclient.APIError
	if !errors.As(err, &api) || api.Status != 503 {
		t.Errorf("error is %v", err)
	}
	if n := reads(sim); n != 1 {
		t.Errorf("%d attempts, want 1", n)
	}
}

// TestRetryAfterIsObeyed: the pause is the server's, not the back-off's of a millisecond.
func TestRetryAfterIsObeyed(t *testing.T) {
	for name, value := range map[string]func() string{
		"seconds": func() string { return "1" },
		"date":    func() string { return time.Now().Add(2 * time.Second).UTC().Format(http.TimeFormat) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := startSim(t, veeamsim.Config{Inventory: inventory(1), Rules: []veeamsim.Rule{{
				Path: "/backupSessions/*/taskSessions", Times: 1,
				Fault: veeamsim.Fault{Status: 503, Header: http.Header{"Retry-After": {value()}}},
			}}})
			began := time.Now()
			rows, err := readSession(t, connect(t, sim.URL()))
			if err != nil || len(rows) != 1 {
				t.Fatalf("%d rows, %v", len(rows), err)
			}
			if waited := time.Since(began); waited < 900*time.Millisecond {
				t.Errorf("waited %s", waited)
			}
			if n := reads(sim); n != 2 {
				t.Errorf("%d attempts, want 2", n)
			}
		})
	}
}

func TestRetryAfterBeyondTheDeadlineFailsAtOnce(t *testing.T) {
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		sim := startSim(t, veeamsim.Config{Rules: []veeamsim.Rule{{
			Method: method, Fault: veeamsim.Fault{Status: 429, Header: http.Header{"Retry-After": {"7200"}}},
		}}})
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		_, err := connect(t, sim.URL()).BackupTaskSessions(ctx, veeamclient.TaskSessionScope{SessionID: sessionID})
		cancel()
		var wait *veeamclient.RetryAfterError
		if !errors.As(err, &wait) || wait.Wait != 2*time.Hour || wait.Status != 429 {
			t.Errorf("%s: error is %T %v", method, err, err)
		}
	}
}

// TestBackOffEndsWithTheContext: an interrupt must not wait for a pause of hours.
func TestBackOffEndsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	sim := startSim(t, veeamsim.Config{Rules: []veeamsim.Rule{{Method: http.MethodGet, Fault: veeamsim.Fault{Status: 503, Header: http.Header{"Retry-After": {"7200"}}}}}})
	client := connect(t, sim.URL(), func(c *veeamclient.Config) {
		c.Logger = slogFunc(func(message string) {
			if message == "EM request" && reads(sim) > 0 {
				cancel() // the answer has come, the pause begins
			}
		})
	})
	_, err := client.BackupTaskSessions(ctx, veeamclient.TaskSessionScope{SessionID: sessionID})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v", err)
	}
}
