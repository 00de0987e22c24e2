package veeamsim

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"
)

func TestDateOfAnotherClock(t *testing.T) {
	t.Parallel()
	late, early := ago(10*time.Minute), noon.Add(time.Hour)
	c := newClient(t, Config{Clock: func() time.Time { return late }, DateClock: func() time.Time { return early }})
	equal(t, "Date", c.do(c.request("GET", "/jobs")).header.Get("Date"), "Mon, 15 Jun 2026 13:00:00 GMT")
	equal(t, "now", c.server.Requests()[0].Time, late)
}

func TestClockOfABackupServer(t *testing.T) {
	t.Parallel()
	inv := small()
	inv.BackupServers[0].ClockOffset = 9 * time.Hour // its sessions begin in EM's future
	inv.BackupServers[1].ClockOffset = -time.Minute
	c := newClient(t, Config{Inventory: inv})
	body := c.get("/backupSessions/" + session1 + "?format=Entity")
	for _, want := range []string{
		`"creationTimeUTC":"2026-06-15T13:00:00Z"`, `"endTimeUTC":"2026-06-15T14:00:00Z"`, `"name":"Nightly@2026-06-15 13:00:00"`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("there is no %s in %s", want, body)
		}
	}
	equal(t, "in EM's future", sorted(c.queryNames("BackupTaskSession", `CreationTime>"2026-06-15T12:00:00Z"`, "")), []string{"db 01", "web01"})
	equal(t, "of the late server", c.queryNames("BackupTaskSession", `CreationTime=="2026-06-15T10:59:00Z"`, ""), []string{"lnx01"})
	if body := c.get(jobPath + "?format=Entity"); !strings.Contains(body, `"nextRun":"2026-06-16T05:00:00Z"`) {
		t.Errorf("the job runs next by another clock: %s", body)
	}
	if body := c.get("/backupTaskSessions/" + taskRun + "?format=Entity"); !strings.Contains(body, `"endTimeUTC":null`) {
		t.Errorf("what runs has an end: %s", body)
	}
}

// oneOfEachTime is small with a row of every further kind that has a time, all of the first server.
func oneOfEachTime() Inventory {
	inv := small()
	id := func(n int) string { return fmt.Sprintf("a1000000-0000-4000-8000-%012d", n) }
	when := ago(5 * time.Hour)
	inv.Backups = []Backup{{ID: id(1), Name: "Nightly", JobID: job1, ServerID: server1}}
	inv.RestorePoints = []RestorePoint{{ID: id(2), BackupID: id(1), Created: when}}
	inv.BackupFiles = []BackupFile{
		{ID: id(3), RestorePointID: id(2), Path: "/b/a.vbk"}, {ID: id(4), RestorePointID: id(2), Path: "/b/b.vib", Created: when},
	}
	inv.VMRestorePoints = []VMRestorePoint{{ID: id(5), RestorePointID: id(2), VMName: "web01", Created: when}}
	inv.AgentRestorePoints = []AgentRestorePoint{{ID: id(6), RestorePointID: id(2), ComputerName: "lnx01", Created: when}}
	inv.Replicas = []Replica{{ID: id(7), Name: "Replica", ServerID: server1}}
	inv.ReplicaPoints = []ReplicaPoint{{ID: id(8), ReplicaID: id(7), VMName: "web01", Created: when}}
	inv.ReplicaSessions = []ReplicaSession{{ID: id(9), JobName: "Replica", ServerID: server1, Created: when, Ended: when.Add(time.Minute)}}
	inv.ReplicaTaskSessions = []ReplicaTaskSession{{ID: id(10), SessionID: id(9), VMName: "web01", Created: when, Ended: when.Add(time.Second)}}
	return inv
}

// TestClockOfABackupServerIsThatOfAllItsRows compares an inventory with itself under another clock: each time is shifted once.
func TestClockOfABackupServerIsThatOfAllItsRows(t *testing.T) {
	t.Parallel()
	shifted := oneOfEachTime()
	shifted.BackupServers[0].ClockOffset, shifted.BackupServers[1].ClockOffset = 3*time.Hour, 3*time.Hour
	right, ahead := newClient(t, Config{Inventory: oneOfEachTime()}), newClient(t, Config{Inventory: shifted})
	times := regexp.MustCompile(`"(?:creationTimeUtc|creationTimeUTC|endTimeUTC|backupDateUTC)":"([^"]+)"`)
	for _, name := range []string{
		"BackupJobSession", "BackupTaskSession", "ReplicaJobSession", "ReplicaTaskSession", "RestorePoint", "VmRestorePoint",
		"AgentRestorePoint", "VmReplicaPoint", "BackupFile",
	} {
		path := "/query?type=" + name + "&format=Entities&sortAsc=UID&pageSize=1000"
		want, got := times.FindAllStringSubmatch(right.get(path), -1), times.FindAllStringSubmatch(ahead.get(path), -1)
		if len(want) == 0 || len(got) != len(want) {
			t.Errorf("%s: %d times, %d with another clock", name, len(want), len(got))
			continue
		}
		for i := range want {
			before, _ := time.Parse(time.RFC3339, want[i][1])
			after, _ := time.Parse(time.RFC3339, got[i][1])
			if !after.Equal(before.Add(3 * time.Hour)) {
				t.Errorf("%s: %s became %s", name, want[i][1], got[i][1])
			}
		}
	}
}

func TestOddEnds(t *testing.T) {
	t.Parallel()
	for text, before := range map[string]bool{
		"1899-12-30T00:00:00Z": true, "1900-01-01T00:00:00": true, "1970-01-01T00:00:00Z": true, "2026-06-14T00:00:00.5Z": true, "never": false,
	} {
		c := newClient(t, Config{RunningEnd: text})
		want := fmt.Sprintf(`"endTimeUTC":%q,"state":"InProgress"`, text)
		if body := c.get("/backupTaskSessions/" + taskRun + "?format=Entity"); !strings.Contains(body, want) {
			t.Errorf("a running task session is %s", body)
		}
		if body := c.get("/backupSessions/" + session2 + "?format=Entity"); !strings.Contains(body, fmt.Sprintf(`"endTimeUTC":%q`, text)) {
			t.Errorf("a running session is %s", body)
		}
		if body := c.get("/backupTaskSessions/" + taskDB + "?format=Entity"); strings.Contains(body, text) {
			t.Errorf("what has ended has an odd end: %s", body)
		}
		found := c.queryNames("BackupTaskSession", `EndTime<"2026-06-15";VmDisplayName==lnx01`, "")
		equal(t, "found by its end "+text, len(found) == 1, before)
	}
	c := newClient(t, Config{})
	c.server.Change(func(inv *Inventory) {
		inv.TaskSessions[0].EndText = "1900-01-01T00:00:00Z"
		inv.TaskSessions[1].Ended = inv.TaskSessions[1].Created.Add(-time.Hour) // before its beginning
	})
	equal(t, "one row", c.queryNames("BackupTaskSession", `EndTime=="1900-01-01"`, ""), []string{"db 01"})
	if body := c.get("/backupTaskSessions/" + taskWeb + "?format=Entity"); !strings.Contains(body, `"endTimeUTC":"2026-06-15T03:30:00Z"`) {
		t.Errorf("the end before the beginning is %s", body)
	}
}

func TestAnOddEndIsNoEndInReports(t *testing.T) {
	t.Parallel()
	const path = "/reports/summary/job_statistics"
	plain, odd := newClient(t, Config{Inventory: Lab(noon)}), newClient(t, Config{Inventory: Lab(noon), RunningEnd: "1899-12-30T00:00:00Z"})
	equal(t, "statistics", odd.get(path), plain.get(path))
}

// page is one page of the task sessions in the order of their names.
func (c *client) page(number int) []string {
	c.t.Helper()
	return c.queryNames("BackupTaskSession", "", fmt.Sprintf("&sortAsc=Name&pageSize=2&page=%d", number))
}

func TestRowsMoveBetweenAndDuringRequests(t *testing.T) {
	t.Parallel()
	second := func(rule Rule) *client {
		rule.Path, rule.Query, rule.Times = "/query", "page=2", 1
		return newClient(t, Config{Rules: []Rule{rule}})
	}
	// In order: db 01, lnx01, old01, web01. The oldest session is that of old01.
	c := second(Rule{Before: RowsGo})
	equal(t, "go before page 2", [][]string{c.page(1), c.page(2), c.page(2)}, [][]string{{"db 01", "lnx01"}, {"web01"}, {"web01"}})
	c = second(Rule{During: RowsGo})
	equal(t, "go during page 2", [][]string{c.page(1), c.page(2), c.page(2)}, [][]string{{"db 01", "lnx01"}, {"old01", "web01"}, {"web01"}})
	c = second(Rule{During: RowsCome}) // the newest session is that of the agent job; its machine is lnx01
	equal(t, "come during page 2", [][]string{c.page(2), c.page(2), c.page(3)}, [][]string{{"old01", "web01"}, {"lnx01", "old01"}, {"web01"}})
	equal(t, "the session of those that came", c.queryNames("BackupJobSession", `CreationTime=="2026-06-15T12:00:00Z";State==Working`, ""), []string{"Agents"})
	c = second(Rule{During: RowsGrow})
	running := `State==InProgress`
	equal(t, "before", len(c.queryNames("BackupTaskSession", running, "")), 1)
	c.page(2)
	equal(t, "grown", [][]string{c.queryNames("BackupTaskSession", running, ""), c.queryNames("BackupTaskSession", "TotalSize==1073741824", "")},
		[][]string{{}, {"lnx01"}})
	equal(t, "sessions that run", c.queryNames("BackupJobSession", "State!=Stopped", ""), []string{})
	empty := newServer(t, Config{})
	RowsGo(empty)
	RowsCome(empty)
	RowsGrow(empty) // nothing to do, and no panic
}

func TestPageSizesRefusedAndIgnored(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{RefusePageSizeAbove: 100, PageSize: 3})
	equal(t, "above", c.status("GET", "/query?type=Job&pageSize=101"), 400)
	answer := c.do(c.request("GET", "/query?type=Job&pageSize=1000"))
	if !strings.Contains(answer.body, "query parameter pageSize is 1000, but must not be above 100") {
		t.Errorf("body is %s", answer.body)
	}
	equal(t, "not above", c.status("GET", "/query?type=Job&pageSize=100"), 200)

	c = newClient(t, Config{IgnorePageSize: true, PageSize: 3})
	for _, size := range []string{"1", "1000"} {
		body := c.get("/query?type=BackupTaskSession&sortAsc=Name&pageSize=" + size)
		equal(t, "rows of "+size, len(names(t, body)), 3)
		if !strings.Contains(body, `"pageNum":1,"pageSize":3,"pagesCount":2`) {
			t.Errorf("PagingInfo is of another page: %s", body)
		}
	}
}

func TestDuplicateMembers(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		build int
		fault Fault
		want  string
	}{
		{13, Fault{Kind: DuplicateMembers}, `"type":"BackupTaskSession","result":"Failed"}`},
		{12, Fault{Kind: DuplicateMembers}, `"Type":"BackupTaskSession","Result":"Failed"}`},
		{13, Fault{Kind: DuplicateCase}, `"type":"BackupTaskSession","rESULT":"Failed"}`},
		{12, Fault{Kind: DuplicateCase, Member: "totalsize"}, `"Type":"BackupTaskSession","tOTALSIZE":12884901889}`},
		{13, Fault{Kind: DuplicateMembers, Member: "VmUid"}, `"type":"BackupTaskSession","vmUid":"Success"}`},
	} {
		c := newClient(t, Config{Build: test.build, Rules: []Rule{{Method: "GET", Fault: test.fault}}})
		body := c.get("/backupTaskSessions/" + taskWeb + "?format=Entity")
		if !strings.HasSuffix(body, test.want) {
			t.Errorf("%v: %s", test.fault, body)
		}
	}
	c := newClient(t, Config{Rules: []Rule{{Method: "GET", Fault: Fault{Kind: DuplicateMembers}}}})
	if body := c.get("/backupTaskSessions/" + taskWeb); !strings.HasSuffix(body, `"type":"BackupTaskSessionReference","name":"Success"}`) {
		t.Errorf("a reference has no result, but another name: %s", body)
	}
	if _, err := New(Config{Rules: []Rule{{Fault: Fault{Member: "Name"}}}}); err == nil || !strings.Contains(err.Error(), `member "Name" needs the kind`) {
		t.Errorf("a member without its kind gives %v", err)
	}
}

func TestEchoOfRequestHeaders(t *testing.T) {
	t.Parallel()
	s := started(t, Config{Rules: []Rule{
		{Path: "/sessionMngr", Times: 1, Fault: Fault{Kind: EchoHeaders, Status: 403}}, {Path: "/jobs", Fault: Fault{Kind: EchoHeaders}},
	}})
	status, header, body := raw(t, s, post("/api/sessionMngr/?v=latest")+"X-Note: <b>\nContent-Length: 0\n\n")
	equal(t, "logon", []string{status, headerValue(header, "Content-Type")}, []string{"403 Forbidden", "text/html; charset=utf-8"})
	for _, want := range []string{"POST /api/sessionMngr/?v=latest HTTP/1.1\n", strings.TrimSpace(basicAuth) + "\n", "X-Note: &lt;b&gt;\n"} {
		if !strings.Contains(body, want) {
			t.Errorf("there is no %q in %s", want, body)
		}
	}
	token := logOn(t, s)
	status, _, body = raw(t, s, "GET /api/jobs HTTP/1.1\nHost: em\nConnection: close\nX-RestSvcSessionId: "+token+"\n\n")
	equal(t, "jobs", status, "500 Internal Server Error")
	if !strings.Contains(body, token) {
		t.Errorf("the token is not echoed: %s", body)
	}
	s = started(t, Config{Rules: []Rule{{Fault: Fault{Kind: EchoHeaders, Status: 400, ContentType: "application/json"}}}})
	status, header, body = raw(t, s, post("/api/sessionMngr/")+"Accept: application/json\nContent-Length: 0\n\n")
	var message struct{ Message string }
	decode(t, body, &message)
	equal(t, "in JSON", []string{status, headerValue(header, "Content-Type")}, []string{"400 Bad Request", "application/json"})
	if !strings.Contains(message.Message, strings.TrimSpace(basicAuth)) {
		t.Errorf("the message echoes nothing: %s", body)
	}
}

func TestAgeOfACachedAnswer(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{Rules: []Rule{{Path: "/jobs", Fault: Fault{Header: http.Header{"Age": {"600"}, "date": {"Mon, 15 Jun 2026 11:50:00 GMT"}}}}}})
	answer := c.do(c.request("GET", "/jobs"))
	equal(t, "cached", []any{answer.status, answer.header["Age"], answer.header["Date"]}, []any{200, []string{"600"}, []string{"Mon, 15 Jun 2026 11:50:00 GMT"}})
}
