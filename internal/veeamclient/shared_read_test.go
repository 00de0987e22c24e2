package veeamclient_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// hold makes a rule that keeps requests for task sessions until it is released.
func hold() (rule veeamsim.Rule, arrived <-chan struct{}, release func()) {
	came, gate := make(chan struct{}, 10), make(chan struct{})
	rule = veeamsim.Rule{Path: "/backupSessions/*/taskSessions", Before: func(*veeamsim.Server) {
		came <- struct{}{}
		<-gate
	}}
	return rule, came, sync.OnceFunc(func() { close(gate) })
}

// waiting is a context that reports when somebody waits for its end: then a read has begun, or shares another one.
type waiting struct {
	context.Context
	report func()
}

func (w waiting) Done() <-chan struct{} {
	w.report()
	return w.Context.Done()
}

// readWaiting reads the task sessions of the one session in the background. Waiting is closed once that waits for an answer.
func readWaiting(ctx context.Context, client *veeamclient.Client) (isWaiting <-chan struct{}, result <-chan readResult) {
	began, done := make(chan struct{}), make(chan readResult, 1)
	ctx = waiting{ctx, sync.OnceFunc(func() { close(began) })}
	go func() {
		rows, err := client.BackupTaskSessions(ctx, veeamclient.TaskSessionScope{SessionID: sessionID})
		done <- readResult{rows, err}
	}()
	return began, done
}

type readResult struct {
	rows []veeamclient.BackupTaskSession
	err  error
}

func TestEqualReadsAtTheSameTimeShareOne(t *testing.T) {
	rule, arrived, release := hold()
	sim := startSim(t, veeamsim.Config{Inventory: inventory(5), Rules: []veeamsim.Rule{rule}})
	defer release()
	client := connect(t, sim.URL())
	first, result := readWaiting(t.Context(), client)
	<-first
	<-arrived
	results := []<-chan readResult{result}
	for range 9 {
		isWaiting, result := readWaiting(t.Context(), client)
		<-isWaiting
		results = append(results, result)
	}
	release()
	for _, result := range results {
		if r := <-result; r.err != nil || len(r.rows) != 5 {
			t.Errorf("%d rows, %v", len(r.rows), r.err)
		}
	}
	if n := reads(sim); n != 1 {
		t.Errorf("%d requests, want 1", n)
	}
	if _, err := readSession(t, client); err != nil {
		t.Fatal(err)
	}
	if n := reads(sim); n != 2 {
		t.Errorf("%d requests, want 2: an answer must not be kept", n)
	}
}

// TestFirstOneLeaves: the caller in whose context a shared read runs is interrupted, and the other one reads again.
func TestFirstOneLeaves(t *testing.T) {
	rule, arrived, release := hold()
	sim := startSim(t, veeamsim.Config{Inventory: inventory(5), Rules: []veeamsim.Rule{rule}})
	defer release()
	client := connect(t, sim.URL())
	ctx, cancel := context.WithCancel(t.Context())
	_, first := readWaiting(ctx, client)
	<-arrived
	isWaiting, second := readWaiting(t.Context(), client)
	<-isWaiting
	cancel()
	if r := <-first; !errors.Is(r.err, context.Canceled) || r.rows != nil {
		t.Errorf("the one that left: %d rows, %v", len(r.rows), r.err)
	}
	release()
	if r := <-second; r.err != nil || len(r.rows) != 5 {
		t.Errorf("the one that stayed: %d rows, %v", len(r.rows), r.err)
	}
	if n := reads(sim); n != 2 {
		t.Errorf("%d requests, want 2", n)
	}
}

// TestAnotherOneLeaves: a caller that shares a read is interrupted, which is nothing to the one whose read it is.
func TestAnotherOneLeaves(t *testing.T) {
	rule, arrived, release := hold()
	sim := startSim(t, veeamsim.Config{Inventory: inventory(5), Rules: []veeamsim.Rule{rule}})
	defer release()
	client := connect(t, sim.URL())
	_, first := readWaiting(t.Context(), client)
	<-arrived
	ctx, cancel := context.WithCancel(t.Context())
	isWaiting, second := readWaiting(ctx, client)
	<-isWaiting
	cancel()
	if r := <-second; !errors.Is(r.err, context.Canceled) {
		t.Errorf("the one that left: %d rows, %v", len(r.rows), r.err)
	}
	release()
	if r := <-first; r.err != nil || len(r.rows) != 5 {
		t.Errorf("the one that stayed: %d rows, %v", len(r.rows), r.err)
	}
	if n := reads(sim); n != 1 {
		t.Errorf("%d requests, want 1", n)
	}
}

// TestWaitIsJudgedByEachDeadline: a Retry-After that goes beyond the first caller's deadline does not for one with more time.
func TestWaitIsJudgedByEachDeadline(t *testing.T) {
	arrived, gate := make(chan struct{}), make(chan struct{})
	sim := startSim(t, veeamsim.Config{Inventory: inventory(5), Rules: []veeamsim.Rule{{
		Path: "/backupSessions/*/taskSessions", Times: 1, Before: func(*veeamsim.Server) { close(arrived); <-gate },
		Fault: veeamsim.Fault{Status: 503, Header: map[string][]string{"Retry-After": {"3600"}}},
	}}})
	client := connect(t, sim.URL())
	hurried, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	_, first := readWaiting(hurried, client)
	<-arrived
	isWaiting, second := readWaiting(t.Context(), client)
	<-isWaiting
	close(gate)
	var wait *veeamclient.RetryAfterError
	if r := <-first; !errors.As(r.err, &wait) {
		t.Errorf("the one in a hurry: %v", r.err)
	}
	if r := <-second; r.err != nil || len(r.rows) != 5 {
		t.Errorf("the one with time: %d rows, %v", len(r.rows), r.err)
	}
}

func TestDifferentScopesAreNotShared(t *testing.T) {
	sim := startSim(t, veeamsim.Config{Inventory: inventory(5), Latency: 5 * time.Millisecond}) // so that they are under way together
	client := connect(t, sim.URL())
	var group sync.WaitGroup
	for _, c := range []struct {
		scope veeamclient.JobScope
		want  int
	}{
		{veeamclient.JobScope{JobName: "Job 0001"}, 5}, {veeamclient.JobScope{JobName: "Job 0002"}, 0},
		// These print alike.
		{veeamclient.JobScope{JobNames: []string{"x Job 0001"}}, 0}, {veeamclient.JobScope{JobNames: []string{"x", "Job 0001"}}, 5},
	} {
		group.Go(func() {
			rows, err := client.BackupTaskSessions(t.Context(), veeamclient.TaskSessionScope{JobScope: c.scope})
			if err != nil || len(rows) != c.want {
				t.Errorf("%+v: %d rows, %v", c.scope, len(rows), err)
			}
		})
	}
	group.Wait()
}

// TestTimeThatCannotBeWritten: a year after 9999, or an offset of a day, is no crash.
func TestTimeThatCannotBeWritten(t *testing.T) {
	sim := startSim(t, veeamsim.Config{Inventory: inventory(5)})
	client := connect(t, sim.URL())
	for at, want := range map[time.Time]int{
		time.Date(2026, 1, 1, 0, 0, 0, 0, time.FixedZone("", 24*60*60)):          5,
		time.Date(9999, 12, 31, 23, 0, 0, 0, time.FixedZone("", -2*60*60)).UTC(): 0,
	} {
		rows, err := client.BackupTaskSessions(t.Context(), veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{CreatedAfter: at}})
		if len(rows) != want {
			t.Errorf("%s: %d rows, %v", at, len(rows), err)
		}
	}
}

// unheard is a context whose end nobody waits for: as if what it ends had ended at the same moment.
type unheard struct{ context.Context }

func (unheard) Done() <-chan struct{} { return nil }

// TestOwnTimeoutIsReported: a read and what it shares end at the same moment, and the read reports its own end.
func TestOwnTimeoutIsReported(t *testing.T) {
	sim := startSim(t, veeamsim.Config{Inventory: inventory(5)})
	client := connect(t, sim.URL())
	mine := errors.New("the read's own timeout")
	over, cancel := context.WithDeadlineCause(t.Context(), time.Now().Add(-time.Second), mine)
	defer cancel()
	ctx := unheard{over}
	if _, err := client.Now(ctx); !errors.Is(err, mine) {
		t.Errorf("while logging on: %v", err)
	}
	if _, err := client.BackupTaskSessions(ctx, veeamclient.TaskSessionScope{SessionID: sessionID}); !errors.Is(err, mine) {
		t.Errorf("while reading: %v", err)
	}
}
