package veeamclient_test

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// searchAll reads what the scope says and checks that no row comes twice.
func searchAll(t *testing.T, client *veeamclient.Client, scope veeamclient.TaskSessionScope) ([]string, error) {
	t.Helper()
	rows, err := client.BackupTaskSessions(t.Context(), scope)
	uids := uidsOfRows(rows)
	slices.Sort(uids)
	if n := len(slices.Compact(slices.Clone(uids))); n != len(uids) {
		t.Errorf("%d of %d rows are there twice", len(uids)-n, len(uids))
	}
	return uids, err
}

// queries are the searches for task sessions: those that find out whether EM compares case are not counted.
func queries(sim *veeamsim.Server) (asked []string) {
	for _, r := range sim.Requests() {
		if r.Path == "/query" && strings.HasPrefix(r.Query, "type=BackupTaskSession&") {
			asked = append(asked, r.Query)
		}
	}
	return asked
}

func uidsOf(inv veeamsim.Inventory) []string {
	uids := make([]string, len(inv.TaskSessions))
	for i, s := range inv.TaskSessions {
		uids[i] = "urn:veeam:BackupTaskSession:" + s.ID
	}
	slices.Sort(uids)
	return uids
}

const generatedJob = "Job 0001"

// TestSearchPagesToTheEnd: whatever the server's page size, with PagingInfo or without, as entities or as references.
func TestSearchPagesToTheEnd(t *testing.T) {
	for name, c := range map[string]struct {
		config   veeamsim.Config
		machines int
		requests int
	}{
		"one page":           {veeamsim.Config{}, 40, 1},
		"exactly one page":   {veeamsim.Config{}, 1000, 1},
		"two pages":          {veeamsim.Config{}, 1050, 2},
		"of 100":             {veeamsim.Config{MaxPageSize: 100}, 250, 3},
		"of 30":              {veeamsim.Config{MaxPageSize: 30}, 250, 12}, // nine pages, and the ends of slices
		"page size ignored":  {veeamsim.Config{IgnorePageSize: true}, 250, 3},
		"page size refused":  {veeamsim.Config{RefusePageSizeAbove: 999}, 250, 3}, // by the servers, which are asked for first
		"without PagingInfo": {veeamsim.Config{OmitPagingInfo: true}, 250, 7},     // the last second may go on on another page
		"without, and small": {veeamsim.Config{OmitPagingInfo: true, MaxPageSize: 30}, 250, 15},
		"build 12":           {veeamsim.Config{Build: 12, MaxPageSize: 100}, 250, 3},
		"references":         {veeamsim.Config{References: true, MaxPageSize: 100}, 120, 2},
		"nothing found":      {veeamsim.Config{}, 0, 1},
		"filter ignored":     {veeamsim.Config{IgnoreFilter: true, MaxPageSize: 100}, 250, 8}, // two by time, and three twice by number
	} {
		t.Run(name, func(t *testing.T) {
			c.config.Inventory = inventory(c.machines)
			sim := startSim(t, c.config)
			got, err := searchAll(t, connect(t, sim.URL()), veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{JobName: generatedJob}})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(uidsOf(c.config.Inventory), got); diff != "" {
				t.Error(diff)
			}
			if asked := queries(sim); len(asked) != c.requests {
				t.Errorf("%d queries, want %d:\n%s", len(asked), c.requests, strings.Join(asked, "\n"))
			}
		})
	}
}

// TestSearchIsSorted looks at the words of a search: sorted, with a beginning, the name within its quotes.
func TestSearchIsSorted(t *testing.T) {
	sim := startSim(t, veeamsim.Config{Inventory: inventory(5)})
	if _, err := searchAll(t, connect(t, sim.URL()), veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{JobName: `a";Result==Failed`}}); err != nil {
		t.Fatal(err)
	}
	want := `type=BackupTaskSession&format=Entities&filter=(JobName=="a"";Result==Failed");` +
		`(CreationTime>="2026-05-16T08:00:00Z")&sortAsc=CreationTime&pageSize=1000&page=1`
	if asked := queries(sim); asked[0] != want {
		t.Errorf("asked\n%s\nwant\n%s", strings.Join(asked, "\n"), want)
	}
}

func TestSearchScope(t *testing.T) {
	began := now.Add(-10 * time.Hour)
	session := func(n int, job string) veeamsim.BackupSession {
		return veeamsim.BackupSession{ID: guid(3, n), JobID: guid(2, n), JobName: job, JobType: "Backup", ServerID: guid(1, n), Created: began, Ended: now, State: "Stopped",
			Result: "Success"}
	}
	task := func(n, session int, vm string, created time.Time) veeamsim.TaskSession {
		return veeamsim.TaskSession{ID: guid(4, n), SessionID: guid(3, session), VMName: vm, Created: created, Ended: now, State: "Completed", Result: "Success"}
	}
	inv := veeamsim.Inventory{
		BackupServers:  []veeamsim.BackupServer{{ID: guid(1, 1), Name: "vbr01"}, {ID: guid(1, 2), Name: "vbr02"}},
		BackupSessions: []veeamsim.BackupSession{session(1, "Nightly VMs"), session(2, `a";Result==Failed`)},
		TaskSessions: []veeamsim.TaskSession{
			task(1, 1, "db 01", began), task(2, 1, "DB 01", began.Add(time.Hour)), task(3, 2, `x,y;(z)"`, began), task(4, 2, "db 010", began.Add(time.Microsecond)),
		},
	}
	for name, c := range map[string]struct {
		scope veeamclient.TaskSessionScope
		want  []int
	}{
		"job, regardless of case": {veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{JobName: "nightly vms"}}, []int{1, 2}},
		"job with quote":          {veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{JobName: `a";Result==Failed`}}, []int{3, 4}},
		"server":                  {veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{BackupServerName: "VBR02"}}, []int{3, 4}},
		"machine, whole name":     {veeamclient.TaskSessionScope{VMDisplayName: "db 01"}, []int{1, 2}},
		"machine of signs":        {veeamclient.TaskSessionScope{VMDisplayName: `x,y;(z)"`}, []int{3}},
		"after is inclusive":      {veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{CreatedAfter: began.Add(time.Hour)}}, []int{2}},
		"before is exclusive":     {veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{CreatedBefore: began.Add(time.Microsecond)}}, []int{1, 3}},
		"another zone":            {veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{CreatedAfter: began.Add(time.Hour).In(time.FixedZone("", 7200))}}, []int{2}},
		"all together": {veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{JobName: "Nightly VMs", BackupServerName: "vbr01", CreatedAfter: began,
			CreatedBefore: began.Add(time.Second)}, VMDisplayName: "db 01"}, []int{1}},
		"nothing": {veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{JobName: "Nightly"}}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			want := []string{}
			for _, n := range c.want {
				want = append(want, "urn:veeam:BackupTaskSession:"+guid(4, n))
			}
			sim := startSim(t, veeamsim.Config{Inventory: inv})
			got, err := searchAll(t, connect(t, sim.URL()), c.scope)
			if diff := cmp.Diff(want, got); err != nil || diff != "" {
				t.Error(err, diff)
			}
			if c.scope.JobName != "" {
				return // the entity does not carry its job's name: only the server can tell
			}
			sim = startSim(t, veeamsim.Config{Inventory: inv, IgnoreFilter: true})
			got, err = searchAll(t, connect(t, sim.URL()), c.scope)
			if diff := cmp.Diff(want, got); err != nil || diff != "" {
				t.Error("a server that understood the filter otherwise: ", err, diff)
			}
		})
	}
}

// TestRowWithoutTheFieldStays: what a row does not say is no reason to drop it.
func TestRowWithoutTheFieldStays(t *testing.T) {
	inv := inventory(1)
	inv.TaskSessions[0].Omit = []string{"VmDisplayName", "Links"}
	sim := startSim(t, veeamsim.Config{Inventory: inv, IgnoreFilter: true})
	got, err := searchAll(t, connect(t, sim.URL()), veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{BackupServerName: inv.BackupServers[0].Name},
		VMDisplayName: "web01"})
	if err != nil || len(got) != 1 {
		t.Errorf("%v, %v", got, err)
	}
}

// TestSearchBeforeATimeLongAgo: an EM that keeps more than is documented is not cut off where it should have ended.
func TestSearchBeforeATimeLongAgo(t *testing.T) {
	inv := inventory(2)
	inv.TaskSessions[0].Created = now.AddDate(0, 0, -40)
	scope := veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{CreatedBefore: now.AddDate(0, 0, -35)}}
	got, err := searchAll(t, connect(t, startSim(t, veeamsim.Config{Inventory: inv}).URL()), scope)
	if err != nil || len(got) != 1 {
		t.Errorf("%v, %v", got, err)
	}
}

// TestSearchUsesTheServersClock: with a local clock that is late, a search closed by it would miss the newest.
func TestSearchUsesTheServersClock(t *testing.T) {
	sim := startSim(t, veeamsim.Config{Inventory: inventory(2)})
	client := connect(t, sim.URL(), func(c *veeamclient.Config) {
		c.Now = func() time.Time { return now.AddDate(0, 0, -3) }
	})
	got, err := searchAll(t, client, veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{JobName: generatedJob}})
	if err != nil || len(got) != 2 {
		t.Errorf("%d rows, %v", len(got), err)
	}
}

// TestQueryAnswersThatAreNotBelieved: an empty list needs its key or PagingInfo, and rows under another key are no empty list.
func TestQueryAnswersThatAreNotBelieved(t *testing.T) {
	const paging = `"PagingInfo":{"Links":null,"PageNum":1,"PageSize":100,"PagesCount":1}`
	for name, c := range map[string]struct {
		body, problem string
	}{
		"empty with PagingInfo":  {`{"Refs":null,"Entities":null,"Resources":null,` + paging + `}`, ""},
		"empty list":             {`{"Entities":{"BackupTaskSessions":{"BackupTaskSessions":[]}}}`, ""},
		"null list":              {`{"Entities":{"BackupTaskSessions":{"BackupTaskSessions":null}}}`, ""},
		"rows on no page":        {`{"Entities":{"BackupTaskSessions":{"BackupTaskSessions":[` + queryRow + `]}},"PagingInfo":{}}`, "changed while they were read"},
		"no rows on page 1 of 2": {`{"Entities":null,"PagingInfo":{"PageNum":1,"PageSize":100,"PagesCount":2}}`, "changed while they were read"},
		"nothing":                {`{}`, "neither BackupTaskSessions nor PagingInfo"},
		"all null":               {`{"Refs":null,"Entities":null,"Resources":null,"Links":null,"PagingInfo":null}`, "neither BackupTaskSessions nor PagingInfo"},
		"rows under another key": {`{"Entities":{"Jobs":{"Jobs":[{}]}},` + paging + `}`, "the JSON has Jobs where BackupTaskSessions was expected"},
		"list of another kind":   {`{"BackupTaskSessions":[]}`, "the JSON has BackupTaskSessions where BackupTaskSessions was expected"},
		"rows under a new name":  {`{"Results":{"BackupTaskSessions":[` + queryRow + `]},` + paging + `}`, "the JSON has Results where BackupTaskSessions was expected"},
		"entities and refs": {`{"Refs":{"Refs":[{"UID":"` + taskUID + `"}]},"Entities":{"BackupTaskSessions":{"BackupTaskSessions":[` + queryRow + `]}},` + paging + `}`,
			"the JSON has entities and references"},
		"a reference twice": {`{"Refs":{"Refs":[{"UID":"` + taskUID + `"},{"UID":"` + taskUID + `"}]},` + paging + `}`, "the JSON has a reference twice"},
	} {
		t.Run(name, func(t *testing.T) {
			client := connect(t, scripted(t, answer(c.body)).URL)
			got, err := searchAll(t, client, veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{CreatedAfter: now.AddDate(-1, 0, 0)}})
			if c.problem == "" {
				if err != nil || len(got) != 0 {
					t.Errorf("%v, %v", got, err)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), c.problem) {
				t.Errorf("error is %T %v", err, err)
			}
		})
	}
}

const queryRow = `{"UID":"` + taskUID + `","State":"Completed","CreationTimeUTC":"2026-06-15T23:20:45Z"}`

// TestServerThatDoesNotPage answers the same whatever page is asked for: a short answer is the whole one,
// a full one may be cut off.
func TestServerThatDoesNotPage(t *testing.T) {
	for rows, problem := range map[int]string{3: "", 100: "changed while they were read"} {
		list := make([]string, rows)
		for i := range list {
			list[i] = strings.Replace(queryRow, taskUID, "urn:veeam:BackupTaskSession:"+guid(4, i), 1)
		}
		body := `{"Entities":{"BackupTaskSessions":{"BackupTaskSessions":[` + strings.Join(list, ",") + `]}}}`
		got, err := searchAll(t, connect(t, scripted(t, answer(body)).URL), veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{CreatedAfter: now.AddDate(-1, 0, 0)}})
		if problem == "" && (err != nil || len(got) != rows) || problem != "" && (err == nil || !strings.Contains(err.Error(), problem)) {
			t.Errorf("%d rows: %d, %v", rows, len(got), err)
		}
	}
}

func TestReferencesAreReadByUID(t *testing.T) {
	inv := inventory(30)
	sim := startSim(t, veeamsim.Config{Inventory: inv, References: true}) // its Hrefs point to a host that is not there
	rows, err := readSession(t, connect(t, sim.URL(), func(c *veeamclient.Config) { c.MaxConcurrentRequests = 4 }))
	if err != nil || len(rows) != 30 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	if n := sim.MaxConcurrent(); n > 4 {
		t.Errorf("%d requests at once", n)
	}
	got := uidsOfRows(rows)
	slices.Sort(got)
	if diff := cmp.Diff(uidsOf(inv), got); diff != "" {
		t.Error(diff)
	}
}

func TestReferencedEntityThatIsGoneIsAnError(t *testing.T) {
	sim := startSim(t, veeamsim.Config{Inventory: inventory(30), References: true, Rules: []veeamsim.Rule{
		{Path: "/backupTaskSessions/*", Skip: 7, Times: 1, Fault: veeamsim.Fault{Status: http.StatusNotFound}},
	}})
	if rows, err := readSession(t, connect(t, sim.URL())); !errors.Is(err, veeamclient.ErrNotFound) {
		t.Errorf("%d rows, %v", len(rows), err)
	}
}

func TestUnknownSession(t *testing.T) {
	for name, unknownEmpty := range map[string]bool{"404": false, "an empty list": true} {
		t.Run(name, func(t *testing.T) {
			sim := startSim(t, veeamsim.Config{UnknownSessionEmpty: unknownEmpty})
			scope := veeamclient.TaskSessionScope{SessionID: sessionID}
			if _, _, err := connect(t, sim.URL()).BackupTaskSessionsWithJobs(t.Context(), scope); !errors.Is(err, veeamclient.ErrNotFound) {
				t.Errorf("error is %v", err)
			}
		})
	}
}

// guid makes ids from two numbers.
func guid(kind, n int) string { return fmt.Sprintf("%08d-0000-4000-8000-%012d", kind, n) }
