package veeamsim

import (
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"
)

func decode(t *testing.T, body string, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(body), into); err != nil {
		t.Fatalf("%v in %s", err, body)
	}
}

// many is an inventory of n machines in one session, created a second apart, two at a time.
func many(n int) Inventory {
	inv := small()
	inv.TaskSessions = nil
	for i := range n {
		inv.TaskSessions = append(inv.TaskSessions, TaskSession{
			ID: fmt.Sprintf("d0000000-0000-4000-8000-%012d", (i*7)%n), SessionID: session1, VMName: fmt.Sprintf("vm%03d", i),
			Created: ago(time.Hour).Add(time.Duration(i/2) * time.Second), State: "Completed", Result: "Success",
		})
	}
	return inv
}

type paged struct {
	Entities struct {
		BackupTaskSessions struct {
			BackupTaskSessions []struct{ UID, VMDisplayName string }
		}
	}
	PagingInfo *struct {
		PageNum, PageSize, PagesCount int
		Links                         []struct{ Rel, Href string }
	}
}

func TestQueryWithoutPageSizeAnswersAHundred(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{Inventory: many(250), LinkHost: "https://em:1"})
	var page paged
	decode(t, c.get("/query?type=BackupTaskSession&format=Entities&sortAsc=CreationTime"), &page)
	equal(t, "rows", len(page.Entities.BackupTaskSessions.BackupTaskSessions), 100)
	equal(t, "paging", page.PagingInfo, map[string]any{
		"PageNum": 1, "PageSize": 100, "PagesCount": 3, "Links": []map[string]string{
			{"Rel": "First", "Href": "https://em:1/api/query?type=BackupTaskSession&format=Entities&sortAsc=CreationTime&pageSize=100&page=1"},
			{"Rel": "Next", "Href": "https://em:1/api/query?type=BackupTaskSession&format=Entities&sortAsc=CreationTime&pageSize=100&page=2"},
			{"Rel": "Last", "Href": "https://em:1/api/query?type=BackupTaskSession&format=Entities&sortAsc=CreationTime&pageSize=100&page=3"},
		},
	})
}

func TestPagesCoverAllRowsInOrder(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{Inventory: many(50), MaxPageSize: 20})
	for order, want := range map[string]string{"sortAsc": "000001002003", "sortDesc": "048049046047"} {
		var uids, all []string
		for n := 1; n <= 4; n++ {
			var page paged
			decode(t, c.get(fmt.Sprintf("/query?type=BackupTaskSession&format=Entities&%s=creationtime&pageSize=500&page=%d", order, n)), &page)
			equal(t, "page size cut down", page.PagingInfo.PageSize, 20)
			equal(t, "pages", page.PagingInfo.PagesCount, 3)
			equal(t, "page", page.PagingInfo.PageNum, n)
			equal(t, "rows", len(page.Entities.BackupTaskSessions.BackupTaskSessions), []int{20, 20, 10, 0}[n-1])
			for _, row := range page.Entities.BackupTaskSessions.BackupTaskSessions {
				uids, all = append(uids, row.UID), append(all, strings.TrimPrefix(row.VMDisplayName, "vm"))
			}
		}
		equal(t, "different rows", len(unique(uids)), 50)
		// Rows of the same second stand in the order of their UIDs, whichever way the rest runs.
		got := strings.Join(all[:4], "")
		if order == "sortDesc" {
			equal(t, order, pairwise(got), pairwise(want))
		} else {
			equal(t, order, got, want)
		}
		for i := 0; i+1 < len(uids); i += 2 {
			if uids[i] > uids[i+1] {
				t.Errorf("%s: the tie %s, %s is not in order", order, uids[i], uids[i+1])
			}
		}
	}
}

func unique(list []string) map[string]bool {
	set := make(map[string]bool)
	for _, s := range list {
		set[s] = true
	}
	return set
}

// pairwise sorts each two names of three letters.
func pairwise(text string) string {
	var out string
	for i := 0; i+6 <= len(text); i += 6 {
		out += strings.Join(sorted([]string{text[i : i+3], text[i+3 : i+6]}), "")
	}
	return out
}

func TestUnsortedRowsComeInNoOrder(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{Inventory: many(100)})
	first := c.queryNames("BackupTaskSession", "", "&pageSize=50&page=1")
	second := c.queryNames("BackupTaskSession", "", "&pageSize=50&page=2")
	if len(unique(append(first, second...))) == 100 {
		t.Error("paging without a sort finds every row")
	}
	equal(t, "asked again", c.queryNames("BackupTaskSession", "", "&pageSize=50&page=1"), first)
	other := newClient(t, Config{Inventory: many(100), Seed: 1})
	if strings.Join(other.queryNames("BackupTaskSession", "", "&pageSize=50"), "") == strings.Join(first, "") {
		t.Error("another seed gives the same order")
	}
	plain := names(t, c.get("/backupTaskSessions"))
	equal(t, "rows of the plain collection", len(unique(plain)), 100)
	if plain[0] == "vm000" && plain[1] == "vm001" && plain[2] == "vm002" {
		t.Error("the plain collection is in order")
	}
}

func TestSortBy(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{})
	for sort, want := range map[string][]string{
		"sortAsc=VmDisplayName":  {"db 01", "lnx01", "old01", "web01"},
		"sortDesc=vmdisplayname": {"web01", "old01", "lnx01", "db 01"},
		"sortAsc=Result":         {"web01", "old01", "db 01", "lnx01"}, // ties by UID
		"sortDesc=State":         {"db 01", "web01", "old01", "lnx01"},
		"sortAsc=EndTime":        {"lnx01", "old01", "db 01", "web01"}, // none comes first
		"sortDesc=TotalSize":     {"web01", "db 01", "lnx01", "old01"},
		"sortDesc=UID":           {"old01", "lnx01", "web01", "db 01"},
	} {
		equal(t, sort, c.queryNames("BackupTaskSession", "", "&"+sort), want)
	}
	equal(t, "flags", c.queryNames("Job", "", "&sortDesc=ScheduleEnabled"), []string{"Nightly", "Copy"})
}

func TestQueriesRefused(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{})
	for query, want := range map[string]string{
		"":                                   "query parameter type is missing",
		"type=Machine":                       `there is no type \"Machine\"`,
		"type=Job&pageSize=0":                `query parameter pageSize is \"0\", but must be a whole number from 1 up`,
		"type=Job&page=-1":                   `query parameter page is \"-1\", but must be a whole number from 1 up`,
		"type=Job&page=two":                  `query parameter page is \"two\", but must be a whole number from 1 up`,
		"type=Job&sortAsc=Size":              `sortAsc: there is no parameter \"Size\"`,
		"type=Job&sortAsc=Name&sortDesc=UID": "sortAsc and sortDesc exclude each other",
		"type=Task&filter=a":                 "filter: expected an operator",
		"type=Job&filter=%zz":                `the value of query parameter \"filter\" is not properly encoded`,
	} {
		answer := c.do(c.request("GET", "/query?"+query))
		equal(t, query, answer.status, 400)
		if !strings.Contains(answer.body, "The query is not valid: "+want) {
			t.Errorf("%s: %s", query, answer.body)
		}
	}
}

func TestBareSemicolonsAndEncodedOnes(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{})
	for _, filter := range []string{
		`JobName==Nightly;Result==Failed`,
		`JobName%3D%3D%22Nightly%22%3BResult%3D%3DFailed`,
		`JobName==%22Nightly%22;VmDisplayName==%22db+01%22`,
		`JobName=="Nightly";Result>="Warning"`,
		`CreationTime>=2026-06-15+04:00:00;CreationTime<"2026-06-15+04:30:00"`,
		`(JobName==Nightly);(CreationTime<2026-06-15T04:30:00.000)`,
	} {
		r := c.request("GET", "/query")
		r.URL.RawQuery = "type=BackupTaskSession&format=Entities&filter=" + filter
		equal(t, filter, names(t, c.do(r).body), []string{"db 01"})
	}
}

func TestShapeOfQueryResults(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{Build: 12, OmitPagingInfo: true})
	for query, want := range map[string]string{
		"type=Repository&format=Entities&filter=Name==x":     `{"Refs":null,"Entities":{"Repositories":{"Repositories":[]}},"Resources":null,"Links":null}`,
		"type=Repository&filter=Name==x":                     `{"Refs":{"Refs":[]},"Entities":null,"Resources":null,"Links":null}`,
		"type=nasjob&format=entities&filter=Name==x":         `{"Refs":null,"Entities":{"NASJobs":{"NASJobs":[]}},"Resources":null,"Links":null}`,
		"type=AgentBackupJob&format=Entities&filter=Name==x": `{"Refs":null,"Entities":{"AgentBackupJob":{"AgentBackupJobs":[]}},"Resources":null,"Links":null}`,
		"type=CdpPolicy&format=Entities":                     `{"Refs":null,"Entities":{"CdpPolicies":{"CdpPolicies":[]}},"Resources":null,"Links":null}`,
		"type=VAPPRESTOREPOINT&format=Entities&filter=a==b":  `{"Refs":null,"Entities":{"VAppRestorePoints":{"VAppRestorePoints":[]}},"Resources":null,"Links":null}`,
		"type=Replica":                   `{"Refs":{"Refs":[]},"Entities":null,"Resources":null,"Links":null}`,
		"type=Task":                      `{"Refs":null,"Entities":null,"Resources":{"Tasks":{"Tasks":[]}},"Links":null}`,
		"type=NasObject&format=Entities": `{"Refs":null,"Entities":null,"Resources":{"NASObjects":{"NASObjects":[]}},"Links":null}`,
	} {
		equal(t, query, withoutNullLists(t, c.get("/query?"+query)), want)
	}
	r := newClient(t, Config{LinkHost: "https://em:1"}).request("GET", "/query?type=Repository&format=Entities&pageSize=5")
	r.Header.Del("Accept")
	c = newClient(t, Config{LinkHost: "https://em:1"})
	r.Header.Set("X-RestSvcSessionId", c.token)
	body := c.do(r).body
	for _, part := range []string{
		`<QueryResult xmlns="http://www.veeam.com/ent/v1.0"><Entities><Repositories><Repository Name="Repo"`,
		`</Repository></Repositories></Entities><PagingInfo PageNum="1" PageSize="5" PagesCount="1"><Links>` +
			`<Link Rel="First" Href="https://em:1/api/query?type=Repository&amp;format=Entities&amp;pageSize=5&amp;page=1"/>`,
	} {
		if !strings.Contains(body, part) {
			t.Errorf("there is no %s\nin the XML %s", part, body)
		}
	}
}

// withoutNullLists takes the lists that are null out of Entities, which has fifty lists in all.
func withoutNullLists(t *testing.T, body string) string {
	t.Helper()
	before, rest, found := strings.Cut(body, `"Entities":{`)
	if !found {
		return body
	}
	lists, after, _ := strings.Cut(rest, `},"Resources"`)
	null := regexp.MustCompile(`"\w+":null`)
	equal(t, "lists that are null", len(null.FindAllString(lists, -1)), 49)
	kept := strings.Trim(regexp.MustCompile(`,+`).ReplaceAllString(null.ReplaceAllString(lists, ""), ","), ",")
	return before + `"Entities":{` + kept + `},"Resources"` + after
}

func TestPageLinks(t *testing.T) {
	t.Parallel()
	path := "/query?type=BackupTaskSession&sortAsc=Name&pageSize=1&page=2&filter=Result!=None"
	rels := func(config Config) (all []string, last string) {
		var page paged
		decode(t, newClient(t, config).get(path), &page)
		for _, l := range page.PagingInfo.Links {
			all, last = append(all, l.Rel), l.Href
		}
		return all, last
	}
	all, last := rels(Config{})
	equal(t, "relations", all, []string{"First", "Prev", "Next", "Last"})
	base := "http://em-internal.lab.example:9399/api/query?type=BackupTaskSession&sortAsc=Name&pageSize=1&page=3"
	equal(t, "last", last, base+"&filter=Result!%3dNone")
	_, last = rels(Config{PageLinksLoseFilter: true})
	equal(t, "filter lost", last, base)
}

func TestPagesCountIsOne(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{PagesCountIsOne: true})
	for number, next := range map[string]bool{"1": true, "2": true, "3": false} {
		var page paged
		decode(t, c.get("/query?type=BackupTaskSession&sortAsc=Name&pageSize=1&filter=Result!=None&page="+number), &page)
		equal(t, "pages", page.PagingInfo.PagesCount, 1)
		hasNext := false
		for _, l := range page.PagingInfo.Links {
			hasNext = hasNext || l.Rel == "Next"
		}
		equal(t, "a link to the page after "+number, hasNext, next)
	}
}

func TestPageLinksAreEscapedAsDotNETDoes(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{})
	var page paged
	decode(t, c.get("/query?filter="+url.QueryEscape(`Name=="a b+ü";UID!=`+unknown)+"&page=7&Type=BackupTaskSession&format=entities"), &page)
	equal(t, "first", page.PagingInfo.Links[0].Href, "http://em-internal.lab.example:9399/api/query?"+
		"filter=Name%3d%3d%22a+b%2b%c3%bc%22%3bUID!%3d"+unknown+"&page=1&Type=BackupTaskSession&format=entities&pageSize=100")
}

func TestQuerySvcOffersEveryDocumentedType(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{})
	var body struct {
		Links []struct{ Rel, Href, Type string }
	}
	decode(t, c.get("/querySvc"), &body)
	equal(t, "first link", body.Links[0].Rel+" "+body.Links[0].Type, "Up LogonSession")
	equal(t, "types", len(body.Links[1:]), 50)
	for _, l := range body.Links[1:] {
		_, query, _ := strings.Cut(l.Href, "/api")
		equal(t, l.Type, c.status("GET", query), 200)
	}
}
