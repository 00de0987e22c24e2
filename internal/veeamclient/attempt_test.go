package veeamclient_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// slogFunc is a logger that hands each record's message to a function.
func slogFunc(f func(message string)) *slog.Logger {
	return slog.New(recorder{func(r slog.Record) { f(r.Message) }})
}

type recorder struct{ take func(slog.Record) }

func (recorder) Enabled(context.Context, slog.Level) bool          { return true }
func (r recorder) Handle(_ context.Context, rec slog.Record) error { r.take(rec); return nil }
func (r recorder) WithAttrs([]slog.Attr) slog.Handler              { return r }
func (r recorder) WithGroup(string) slog.Handler                   { return r }

func TestConcurrentRequestsAreCapped(t *testing.T) {
	sim := startSim(t, veeamsim.Config{Inventory: inventory(1), Latency: 5 * time.Millisecond})
	client := connect(t, sim.URL(), func(c *veeamclient.Config) { c.MaxConcurrentRequests = 3 })
	var group sync.WaitGroup
	for number := range 30 {
		group.Go(func() {
			if _, err := readApart(t, client, number); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if n := sim.MaxConcurrent(); n != 3 {
		t.Errorf("%d requests at once, want 3", n)
	}
}

// TestRequestTimeout covers the answer that never comes and the body that never ends. Neither is repeated.
func TestRequestTimeout(t *testing.T) {
	for _, kind := range []veeamsim.FaultKind{veeamsim.Hang, veeamsim.SlowBody} {
		sim := startSim(t, veeamsim.Config{Inventory: inventory(50), Rules: []veeamsim.Rule{{
			Path: "/backupSessions/*/taskSessions", Fault: veeamsim.Fault{Kind: kind},
		}}})
		_, err := readSession(t, connect(t, sim.URL(), func(c *veeamclient.Config) { c.RequestTimeout = 500 * time.Millisecond }))
		if !errors.Is(err, veeamclient.ErrRequestTimeout) {
			t.Errorf("%s: error is %T %v", kind, err, err)
		}
		if n := reads(sim); n != 1 {
			t.Errorf("%s: %d attempts, want 1", kind, n)
		}
	}
}

// TestWaitingForAPlaceIsNotTheRequestsTime: with one place, the last of the requests waits longer than the timeout.
func TestWaitingForAPlaceIsNotTheRequestsTime(t *testing.T) {
	const latency = 100 * time.Millisecond // a busy machine may add as much again to each, many times
	sim := startSim(t, veeamsim.Config{Inventory: inventory(1), Latency: latency})
	client := connect(t, sim.URL(), func(c *veeamclient.Config) {
		c.MaxConcurrentRequests, c.RequestTimeout = 1, 15*latency
	})
	var group sync.WaitGroup
	for number := range 20 {
		group.Go(func() {
			if _, err := readApart(t, client, number); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
}

func TestLogHasFactsAndNoSecrets(t *testing.T) {
	sim := startSim(t, veeamsim.Config{Inventory: inventory(1), Rules: []veeamsim.Rule{{Method: http.MethodGet, Times: 1, Fault: veeamsim.Fault{Status: 503}}}})
	var mutex sync.Mutex
	var lines []string
	client := connect(t, sim.URL(), func(c *veeamclient.Config) {
		c.Logger = slog.New(recorder{func(r slog.Record) {
			line := r.Message
			r.Attrs(func(a slog.Attr) bool {
				if a.Key != "milliseconds" && a.Key != "bytes" {
					line += " " + a.String()
				}
				return true
			})
			mutex.Lock()
			defer mutex.Unlock()
			lines = append(lines, line)
		}})
	})
	if _, err := readSession(t, client); err != nil {
		t.Fatal(err)
	}
	if err := client.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"EM request method=POST path=/api/sessionMngr/?v=latest attempt=1 status=201",
		"EM request method=GET path=/api/backupSessions/" + sessionID + "/taskSessions?format=Entity attempt=1 status=503",
		"EM request method=GET path=/api/backupSessions/" + sessionID + "/taskSessions?format=Entity attempt=2 status=200",
		"EM request method=DELETE path=/api/logonSessions/*** attempt=1 status=204",
	}
	if got := strings.Join(lines, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("log:\n%s", got)
	}
}
