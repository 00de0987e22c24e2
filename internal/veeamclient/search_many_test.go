package veeamclient_test

import (
	"sync/atomic"
	"testing"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// TestSearchOfManyPages: 5,000 matches, the pages after the first a few at a time.
func TestSearchOfManyPages(t *testing.T) {
	const latency = 50 * time.Millisecond
	sim := startSim(t, veeamsim.Config{Inventory: inventory(5000), Latency: latency, MaxPageSize: 100})
	var reports atomic.Int64
	client := connect(t, sim.URL(), func(c *veeamclient.Config) {
		c.Logger = slogFunc(func(message string) {
			if message == "EM search goes on" {
				reports.Add(1)
			}
		})
	})
	if _, err := readSession(t, client); err != nil { // the logon is not what is looked at
		t.Fatal(err)
	}
	before, began := len(sim.Requests()), time.Now()
	got, err := searchAll(t, client, veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{JobName: generatedJob}})
	took := time.Since(began)
	if err != nil || len(got) != 5000 {
		t.Fatalf("%d rows, %v", len(got), err)
	}
	if n := len(sim.Requests()) - before; n != 66 {
		t.Errorf("%d requests, want 50 pages, the ends of slices, one of backup sessions, and two to learn whether EM compares case", n)
	}
	if n := sim.MaxConcurrent(); n < 2 || n > veeamclient.DefaultMaxConcurrentRequests {
		t.Errorf("%d requests at once, want at most %d", n, veeamclient.DefaultMaxConcurrentRequests)
	}
	if n := reports.Load(); n != 6 {
		t.Errorf("%d reports of progress, want one per 10 pages", n)
	}
	t.Logf("%d requests, %s at %s of latency", len(sim.Requests())-before, took.Round(time.Millisecond), latency)
}
