package veeamclient_test

import (
	"context"
	"errors"
	"runtime"
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

// waitFor waits until so many reads share one.
func waitFor(t *testing.T, client *veeamclient.Client, takers int) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); veeamclient.Takers(client) < takers; runtime.Gosched() {
		if time.Now().After(end) {
			t.Fatalf("%d reads share one, want %d", veeamclient.Takers(client), takers)
		}
	}
}

func TestSameQuestionAtTheSameTimeIsAskedOnce(t *testing.T) {
	rule, arrived, release := hold()
	sim := startSim(t, veeamsim.Config{Inventory: inventory(5), Rules: []veeamsim.Rule{rule}})
	client := connect(t, sim.URL())
	var group sync.WaitGroup
	for range 10 {
		group.Go(func() {
			if rows, err := readSession(t, client); err != nil || len(rows) != 5 {
				t.Errorf("%d rows, %v", len(rows), err)
			}
		})
	}
	waitFor(t, client, 10)
	<-arrived
	release()
	group.Wait()
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

// TestOneLeavesTheOthersStay: the first that asked is interrupted, its request goes on for the other.
func TestOneLeavesTheOthersStay(t *testing.T) {
	rule, arrived, release := hold()
	sim := startSim(t, veeamsim.Config{Inventory: inventory(5), Rules: []veeamsim.Rule{rule}})
	defer release()
	client := connect(t, sim.URL())
	scope := veeamclient.BackupTaskSessionScope{BackupSessionID: sessionID}
	ctx, cancel := context.WithCancel(t.Context())
	first, second := make(chan error), make(chan error)
	var left, stayed taskSessions
	go func() { first <- client.BackupTaskSessions(ctx, scope, &left) }()
	waitFor(t, client, 1)
	<-arrived
	go func() { second <- client.BackupTaskSessions(t.Context(), scope, &stayed) }()
	waitFor(t, client, 2)
	cancel()
	if err := <-first; !errors.Is(err, context.Canceled) {
		t.Errorf("the one who left: %v", err)
	}
	release()
	if err := <-second; err != nil || len(stayed.rows) != 5 {
		t.Errorf("the one who stayed: %d rows, %v", len(stayed.rows), err)
	}
	if len(left.rows) != 0 {
		t.Errorf("rows were added to one who had left: %d", len(left.rows))
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
			var rows taskSessions
			if err := client.BackupTaskSessions(t.Context(), veeamclient.BackupTaskSessionScope{JobScope: c.scope}, &rows); err != nil || len(rows.rows) != c.want {
				t.Errorf("%+v: %d rows, %v", c.scope, len(rows.rows), err)
			}
		})
	}
	group.Wait()
}

// TestTimeThatCannotBeWritten: a year beyond 9999, or an offset of a day, is no question that can be shared, and no crash.
func TestTimeThatCannotBeWritten(t *testing.T) {
	sim := startSim(t, veeamsim.Config{Inventory: inventory(5)})
	client := connect(t, sim.URL())
	for at, want := range map[time.Time]int{
		time.Date(2026, 1, 1, 0, 0, 0, 0, time.FixedZone("", 24*60*60)):          5,
		time.Date(9999, 12, 31, 23, 0, 0, 0, time.FixedZone("", -2*60*60)).UTC(): 0,
	} {
		var rows taskSessions
		err := client.BackupTaskSessions(t.Context(), veeamclient.BackupTaskSessionScope{JobScope: veeamclient.JobScope{CreatedAfter: at}}, &rows)
		if len(rows.rows) != want {
			t.Errorf("%s: %d rows, %v", at, len(rows.rows), err)
		}
	}
}

// unheard is a context whose end nobody waits for: as if what it ends had ended at the same moment.
type unheard struct{ context.Context }

func (unheard) Done() <-chan struct{} { return nil }

// TestOwnTimeoutIsTold: a read and what it shares end at the same moment, and the read tells its own end.
func TestOwnTimeoutIsTold(t *testing.T) {
	sim := startSim(t, veeamsim.Config{Inventory: inventory(5)})
	client := connect(t, sim.URL())
	mine := errors.New("the read's own timeout")
	over, cancel := context.WithDeadlineCause(t.Context(), time.Now().Add(-time.Second), mine)
	defer cancel()
	ctx := unheard{over}
	if _, err := client.Now(ctx); !errors.Is(err, mine) {
		t.Errorf("while logging on: %v", err)
	}
	var rows taskSessions
	if err := client.BackupTaskSessions(ctx, veeamclient.BackupTaskSessionScope{BackupSessionID: sessionID}, &rows); !errors.Is(err, mine) {
		t.Errorf("while reading: %v", err)
	}
}
