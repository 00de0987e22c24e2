package veeamclient_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// allSessions is a scope without an upper end.
var allSessions = veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{CreatedAfter: now.AddDate(0, 0, -30)}}

// atOnce are rows that begin within one second.
func atOnce(n int) veeamsim.Inventory {
	inv := inventory(n)
	for i := range inv.TaskSessions {
		inv.TaskSessions[i].Created = now.Add(-time.Hour + time.Duration(i)*time.Microsecond)
	}
	return inv
}

// TestRowGoesWhileRowsAreChosen: a row of the second page goes as soon as the rows of that answer are chosen, so that by page numbers
// the first of the third page would be missed. It is the one that failed.
func TestRowGoesWhileRowsAreChosen(t *testing.T) {
	inv := inventory(250)
	failed := "urn:veeam:BackupTaskSession:" + inv.TaskSessions[200].ID
	sim := startSim(t, veeamsim.Config{Inventory: inv, MaxPageSize: 100, Rules: []veeamsim.Rule{{
		Path: "/query", Skip: 1, Times: 1, During: func(s *veeamsim.Server) {
			s.Change(func(inv *veeamsim.Inventory) { inv.TaskSessions = slices.Delete(inv.TaskSessions, 150, 151) })
		},
	}}})
	got, err := searchAll(t, connect(t, sim.URL()), allSessions)
	if err != nil || len(got) != 250 || !slices.Contains(got, failed) {
		t.Errorf("%d rows, %v", len(got), err)
	}
}

// TestRowsBeyondNow: sessions that a backup server with a fast clock began in EM's future are read, on one page and on several.
func TestRowsBeyondNow(t *testing.T) {
	for _, c := range []veeamsim.Config{{}, {MaxPageSize: 15}, {MaxPageSize: 15, OmitPagingInfo: true}} {
		c.Inventory = inventory(120)
		for i := range c.Inventory.TaskSessions {
			c.Inventory.TaskSessions[i].Created = now.Add(time.Duration(i-60) * time.Hour)
		}
		got, err := searchAll(t, connect(t, startSim(t, c).URL()), allSessions)
		if diff := cmp.Diff(uidsOf(c.Inventory), got); err != nil || diff != "" {
			t.Error(err, diff)
		}
	}
}

// TestUpperEndOfAScope: a scope that has an upper end gets nothing beyond it, whatever is there, and it may lie in the future.
func TestUpperEndOfAScope(t *testing.T) {
	inv := inventory(120)
	for i := range inv.TaskSessions {
		inv.TaskSessions[i].Created = now.Add(time.Duration(i-60)*time.Hour + 700*time.Millisecond)
	}
	for end, want := range map[time.Time]int{
		now: 60, now.Add(500 * time.Millisecond): 60, now.Add(700 * time.Millisecond): 60, now.Add(701 * time.Millisecond): 61, now.Add(30 * time.Hour): 90,
	} {
		for _, size := range []int{15, 1000} {
			sim := startSim(t, veeamsim.Config{Inventory: inv, MaxPageSize: size})
			scope := allSessions
			scope.CreatedBefore = end
			if got, err := searchAll(t, connect(t, sim.URL()), scope); err != nil || len(got) != want {
				t.Errorf("before %s by %d: %d rows, want %d, %v", end, size, len(got), want, err)
			}
		}
	}
}

// TestWholePageWithinASecond is read by page numbers, the rest by time.
func TestWholePageWithinASecond(t *testing.T) {
	inv := atOnce(250)
	inv.TaskSessions[0].Created = now.Add(-3 * time.Hour)
	inv.TaskSessions[249].Created = now.Add(-time.Minute)
	for name, c := range map[string]veeamsim.Config{
		"": {}, "build 12": {Build: 12}, "without PagingInfo": {OmitPagingInfo: true}, "more pages than it says": {PagesCountIsOne: true},
	} {
		c.Inventory, c.MaxPageSize = inv, 100
		sim := startSim(t, c)
		got, err := searchAll(t, connect(t, sim.URL()), allSessions)
		if diff := cmp.Diff(uidsOf(inv), got); err != nil || diff != "" {
			t.Error(name, err, diff)
		}
	}
}
