package veeamclient_test

import (
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// A list changes at random while it is read: rows come, some with times long past, go and grow, between two requests and while an
// answer is under way. Whatever the server does with the page size, every row that was there throughout is in what was read exactly
// once, and none that never was. Where page numbers are read, the read may fail instead.

// movingList is a simulator whose rows change as drawn, and what became of each row.
type movingList struct {
	sim    *veeamsim.Server
	client *veeamclient.Client

	mutex    sync.Mutex
	requests int
	plan     map[int][]move
	perPage  int
	// oddPages: the server has no PagingInfo, or does not filter.
	oddPages bool
	// stay are the rows that have been there throughout, ever all that have been there, by their ids.
	stay, ever map[string]time.Time
}

// move is one change of the list, before the rows of an answer are chosen or right after.
type move struct {
	during   bool
	kind     string // come, go or grow
	row      int    // which row goes or grows, counted round
	creation time.Time
}

// drawTime gives times that crowd some seconds. Some lie in the future of EM's clock.
func drawTime(t *rapid.T) time.Time {
	minute := rapid.SampledFrom([]int{-40000, -3000, -600, -5, -4, -1, 0, 90}).Draw(t, "minute")
	second := rapid.IntRange(0, 5).Draw(t, "second")
	fraction := rapid.SampledFrom([]int{0, 1, 500, 999}).Draw(t, "millisecond")
	return now.Add(time.Duration(minute)*time.Minute + time.Duration(second)*time.Second + time.Duration(fraction)*time.Millisecond)
}

// drawServer is one that does with the page size what servers do: caps it, refuses it, ignores it.
func drawServer(t *rapid.T) (config veeamsim.Config, perPage int) {
	config = veeamsim.Config{
		Build: rapid.SampledFrom([]int{12, 13}).Draw(t, "build"),
		Clock: func() time.Time { return now },
	}
	perPage = rapid.SampledFrom([]int{2, 3, 7, 15, 100}).Draw(t, "rows per page")
	switch rapid.SampledFrom([]string{"caps", "refuses", "ignores"}).Draw(t, "page size") {
	case "caps":
		config.MaxPageSize = perPage
	case "refuses":
		config.RefusePageSizeAbove, perPage = 100, 100
	case "ignores":
		config.IgnorePageSize, config.PageSize = true, perPage
	}
	switch rapid.IntRange(0, 7).Draw(t, "paging") {
	case 0:
		config.OmitPagingInfo = true
	case 1:
		config.PagesCountIsOne = true
	case 2:
		config.IgnoreFilter = true
	}
	return config, perPage
}

// startMoving draws a server, a list of rows, and how it changes at requests for the query type.
func startMoving(t *rapid.T, queryType string, add func(inv *veeamsim.Inventory, id string, creation time.Time)) *movingList {
	config, perPage := drawServer(t)
	rows := rapid.SampledFrom([]int{0, 1, perPage - 1, perPage, perPage + 1, 2 * perPage, 3*perPage + 1, 4*perPage + 10}).Draw(t, "rows")
	list := &movingList{
		plan: map[int][]move{}, perPage: perPage, oddPages: config.OmitPagingInfo || config.IgnoreFilter,
		stay: map[string]time.Time{}, ever: map[string]time.Time{},
	}
	for range rows {
		creation := drawTime(t)
		id := guid(4, len(list.ever))
		list.stay[id], list.ever[id] = creation, creation
		add(&config.Inventory, id, creation)
	}
	for range rapid.SampledFrom([]int{0, 1, 2, 4, 8, 16}).Draw(t, "moves") {
		request := rapid.IntRange(1, 20).Draw(t, "request")
		list.plan[request] = append(list.plan[request], move{
			rapid.Bool().Draw(t, "during"), rapid.SampledFrom([]string{"come", "go", "go", "grow"}).Draw(t, "kind"),
			rapid.IntRange(0, 1000).Draw(t, "row"), drawTime(t),
		})
	}
	config.Rules = []veeamsim.Rule{{
		Path: "/query", Query: "type=" + queryType + "&",
		Before: func(s *veeamsim.Server) { list.change(s, false, add) },
		During: func(s *veeamsim.Server) { list.change(s, true, add) },
	}}
	var err error
	if list.sim, err = veeamsim.New(config); err != nil {
		t.Fatal(err)
	}
	if err := list.sim.Start(""); err != nil {
		t.Fatal(err)
	}
	endpoint, err := veeamclient.ParseEndpoint(list.sim.URL())
	if err != nil {
		t.Fatal(err)
	}
	list.client = veeamclient.New(veeamclient.Config{
		Endpoint: endpoint, Username: veeamsim.DefaultAccount.Username, Password: veeamsim.DefaultAccount.Password,
		MaxConcurrentRequests: rapid.SampledFrom([]int{1, 3, 10}).Draw(t, "at once"),
	})
	return list
}

// change makes the moves that are planned for a request. Those after its answer are made at the same request.
func (l *movingList) change(s *veeamsim.Server, during bool, add func(*veeamsim.Inventory, string, time.Time)) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if !during {
		l.requests++
	}
	for _, m := range l.plan[l.requests] {
		if m.during == during {
			s.Change(func(inv *veeamsim.Inventory) { l.make(m, inv, add) })
		}
	}
}

func (l *movingList) make(m move, inv *veeamsim.Inventory, add func(*veeamsim.Inventory, string, time.Time)) {
	rows := len(inv.TaskSessions) + len(inv.Jobs)
	switch {
	case m.kind == "come":
		id := guid(4, len(l.ever))
		l.ever[id] = m.creation
		add(inv, id, m.creation)
	case rows == 0:
	case m.kind == "go" && len(inv.Jobs) > 0:
		delete(l.stay, inv.Jobs[m.row%rows].ID)
		inv.Jobs = slices.Delete(inv.Jobs, m.row%rows, m.row%rows+1)
	case m.kind == "go":
		delete(l.stay, inv.TaskSessions[m.row%rows].ID)
		inv.TaskSessions = slices.Delete(inv.TaskSessions, m.row%rows, m.row%rows+1)
	case len(inv.Jobs) > 0:
		inv.Jobs[m.row%rows].Description += "!"
	default:
		inv.TaskSessions[m.row%rows].TotalSize++
	}
}

// check ends the list and judges what was read.
func (l *movingList) check(t *rapid.T, uids []string, err error, byNumber bool) {
	_ = l.client.Close(t.Context())
	l.sim.Close()
	if byNumber && errors.Is(err, veeamclient.ErrChanging) {
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, uid := range uids {
		id := veeamclient.IDOf(uid)
		if _, ever := l.ever[id]; !ever || found[id] {
			t.Errorf("%s is there twice, or never was", uid)
		}
		found[id] = true
	}
	for id, creation := range l.stay {
		if !found[id] {
			t.Errorf("%s of %s is missing in %d of %d rows", id, creation, len(uids), len(l.ever))
		}
	}
}

// needsNumbers reports whether page numbers may have been read: a server without PagingInfo or time filter, or a second that ever
// had as many rows as a page.
func (l *movingList) needsNumbers() bool {
	seconds := map[time.Time]int{}
	most := 0
	for _, creation := range l.ever {
		seconds[creation.Truncate(time.Second)]++
		most = max(most, seconds[creation.Truncate(time.Second)])
	}
	return l.oddPages || most >= l.perPage
}

func addTaskSession(inv *veeamsim.Inventory, id string, creation time.Time) {
	inv.TaskSessions = append(inv.TaskSessions, veeamsim.TaskSession{
		ID: id, SessionID: sessionID, VMName: "vm", Created: creation, State: "InProgress", Result: "None",
	})
}

// addJob gives a job a name that says where it stands.
func addJob(inv *veeamsim.Inventory, id string, creation time.Time) {
	inv.Jobs = append(inv.Jobs, veeamsim.Job{ID: id, Name: creation.Format(time.RFC3339Nano), JobType: "Backup", Platform: "VMware"})
}

// TestModelOfTimes reads kinds with a creation time.
func TestModelOfTimes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := startMoving(t, "BackupTaskSession", addTaskSession)
		rows, err := list.client.BackupTaskSessions(t.Context(), veeamclient.TaskSessionScope{
			JobScope: veeamclient.JobScope{CreatedAfter: now.AddDate(0, 0, -30)},
		})
		list.check(t, uidsOfRows(rows), err, list.needsNumbers())
	})
}

// TestModelOfNumbers reads kinds without one.
func TestModelOfNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := startMoving(t, "Job", addJob)
		rows, err := list.client.Jobs(t.Context(), veeamclient.NameScope{})
		uids := make([]string, len(rows))
		for i := range rows {
			uids[i] = rows[i].UID
		}
		list.check(t, uids, err, true)
	})
}

// TestModelOfQueries reads in EM's own words. With a limit it is never more than that, and never less without saying so.
func TestModelOfQueries(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := startMoving(t, "BackupTaskSession", addTaskSession)
		raw := veeamclient.RawQuery{Type: "BackupTaskSession", SortDesc: "CreationTime", Limit: rapid.IntRange(0, 50).Draw(t, "limit")}
		found, err := list.client.Query(t.Context(), raw)
		if found.Truncated {
			if len(found.Entities) != raw.Limit {
				t.Errorf("%d rows, truncated by a limit of %d", len(found.Entities), raw.Limit)
			}
			clear(list.stay)
		}
		var uids []string
		for _, entity := range found.Entities {
			for name, value := range entity {
				if uid, _ := value.(string); name == "UID" || name == "uid" {
					uids = append(uids, uid)
				}
			}
		}
		list.check(t, uids, err, true)
	})
}
