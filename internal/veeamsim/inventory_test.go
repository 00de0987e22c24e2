package veeamsim

import (
	"bytes"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestGenerate(t *testing.T) {
	t.Parallel()
	counts := Counts{Servers: 2, Jobs: 4, SessionsPerJob: 5, MachinesPerSession: 10, FailedPercent: 3, WarningPercent: 5}
	inv := Generate(counts, noon)
	equal(t, "again", plain(t, Generate(counts, noon)), plain(t, inv))
	equal(t, "sizes", []int{len(inv.BackupServers), len(inv.Jobs), len(inv.BackupSessions), len(inv.TaskSessions)}, []int{2, 4, 20, 200})
	equal(t, "names", []string{inv.BackupServers[1].Name, inv.Jobs[3].Name, inv.TaskSessions[0].VMName, inv.TaskSessions[199].VMName},
		[]string{"vbr02.lab.example", "Job 0004", "vm-00001", "vm-00040"})
	equal(t, "servers of the jobs", inv.Jobs[3].ServerID, inv.BackupServers[1].ID)
	results := map[string]int{}
	for _, task := range inv.TaskSessions {
		results[task.Result]++
		if (task.Result == "Failed") != (task.RestorePointID == "") || (task.Result == "Success") != (task.Reason == "") {
			t.Errorf("a machine with %s has point %q and reason %q", task.Result, task.RestorePointID, task.Reason)
		}
		if !isGUID(task.ID) || !task.Ended.After(task.Created) || task.Ended.After(noon) {
			t.Errorf("task session %+v", task)
		}
	}
	equal(t, "results", results, map[string]int{"Failed": 6, "Warning": 10, "Success": 184})
	if _, err := Load(strings.NewReader(plain(t, inv)), noon); err != nil {
		t.Errorf("what is generated cannot be loaded: %v", err)
	}
	newest := inv.BackupSessions[4]
	equal(t, "newest session", newest.Created, noon.Add(-3*time.Hour))
	equal(t, "the one before", inv.BackupSessions[3].Created, noon.Add(-27*time.Hour))
	for _, s := range inv.BackupSessions {
		if s.Ended.After(noon) || !s.Ended.After(s.Created) {
			t.Errorf("session %+v", s)
		}
	}
}

func TestGenerateRetries(t *testing.T) {
	t.Parallel()
	inv := Generate(Counts{Jobs: 1, SessionsPerJob: 1, MachinesPerSession: 100, FailedPercent: 4, Retries: true}, noon)
	equal(t, "sessions", len(inv.BackupSessions), 2)
	first, retry := inv.BackupSessions[0], inv.BackupSessions[1]
	equal(t, "first", []any{first.Result, first.IsRetry}, []any{"Failed", false})
	equal(t, "retry", []any{retry.Result, retry.IsRetry}, []any{"Success", true})
	if !retry.Created.After(first.Ended) || retry.Ended.After(noon) {
		t.Errorf("the retry is from %s to %s", retry.Created, retry.Ended)
	}
	failed, repaired := []string{}, []string{}
	for _, task := range inv.TaskSessions {
		switch {
		case task.SessionID == retry.ID && task.Result == "Success":
			repaired = append(repaired, task.VMName)
		case task.Result == "Failed":
			failed = append(failed, task.VMName)
		}
	}
	equal(t, "failed", len(failed), 4)
	equal(t, "repaired", repaired, failed)
}

func TestGeneratedTaskSessionsAreOfTheRealSize(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{Inventory: Generate(Counts{Servers: 1, Jobs: 1, SessionsPerJob: 1, MachinesPerSession: 100}, noon)})
	if size := len(c.get("/backupTaskSessions?format=Entity")) / 100; size < 1200 || size > 1450 {
		t.Errorf("a task session takes %d bytes", size)
	}
}

func TestFiftyThousandTaskSessions(t *testing.T) {
	t.Parallel()
	inv := Generate(Counts{Servers: 4, Jobs: 25, SessionsPerJob: 20, MachinesPerSession: 100, FailedPercent: 2}, noon)
	c := newClient(t, Config{Inventory: inv})
	all := &sink{header: http.Header{}}
	c.server.ServeHTTP(all, c.request(http.MethodGet, "/backupTaskSessions?format=Entity"))
	equal(t, "rows", all.rows, 50000)
	if all.size < 60e6 || all.size > 70e6 || all.largest > 64<<10 {
		t.Errorf("%d bytes came, up to %d at once: not as a stream", all.size, all.largest)
	}
	var page paged
	decode(t, c.get("/query?type=BackupTaskSession&format=Entities&sortAsc=CreationTime&page=500&filter=Result%3E%3DSuccess"), &page)
	equal(t, "pages", page.PagingInfo.PagesCount, 500)
	equal(t, "rows of the last page", len(page.Entities.BackupTaskSessions.BackupTaskSessions), 100)
}

func TestLoad(t *testing.T) {
	t.Parallel()
	inv, err := Load(strings.NewReader("\ufeff"+`{"Repositories": null, "BackupServers": [{"ID": "`+server1+`", "ClockOffset": "-5m"}], "BackupSessions": [
		{"ID": "`+session1+`", "Created": "-8h30m", "Ended": "2026-06-15T06:00:00.5+02:00", "Result": "Failed"}],
		"Jobs": [{"ID": "`+job1+`", "NextRun": "+2h", "Retention": {"Days": 7}}],
		"TaskSessions": [{"ID": "`+taskDB+`", "TotalSize": 9007199254740993, "Omit": ["UID"]}]}`), noon)
	if err != nil {
		t.Fatal(err)
	}
	s := inv.BackupSessions[0]
	equal(t, "times", []time.Time{s.Created, s.Ended.UTC(), inv.Jobs[0].NextRun},
		[]string{"2026-06-15T03:30:00Z", "2026-06-15T04:00:00.5Z", "2026-06-15T14:00:00Z"})
	equal(t, "size", inv.TaskSessions[0].TotalSize == 9007199254740993, true)
	equal(t, "duration", inv.BackupServers[0].ClockOffset, -5*time.Minute)
	equal(t, "rest", []any{s.Result, inv.Jobs[0].Retention.Days, inv.TaskSessions[0].Omit}, []any{"Failed", 7, []string{"UID"}})
}

func TestLoadErrorsNameTheLineAndTheRow(t *testing.T) {
	t.Parallel()
	good := `{"ID": "` + taskDB + `"}`
	for text, want := range map[string]string{
		"{\"Machines\": []}":               `line 1: there is no list "Machines"`,
		"{\"Jobs\":\n {}}":                 `line 2: Jobs must be a list`,
		"[]":                               `line 1: an inventory is an object of lists`,
		"{}\n{}":                           `line 2: invalid character '{' after top-level value`,
		"{\n\n":                            `line 3: unexpected end of JSON input`,
		"{\"Jobs\": [\n{\"ID\": \"a\",}]}": `line 2: invalid character '}' looking for beginning of object key string`,
		"{\"TaskSessions\": [\n" + good + ",\n{\"ID\": \"" + taskWeb + "\",\n\"Size\": 1}]}": `line 4: TaskSessions[1]: there is no member "Size"`,
		"{\"TaskSessions\": [\n{\"Name\": \"a\",\n\"Created\": \"yesterday\"}]}": `line 3: TaskSessions[0]: Created: ` +
			`"yesterday" is neither an RFC 3339 time nor relative to now, as -8h30m or +2h`,
		"{\"taskSessions\": [{\"Ended\": \"8h\"}]}":              `line 1: TaskSessions[0]: Ended: "8h" is neither an RFC 3339 time`,
		"{\"BackupServers\": [\n{\n\"Port\": \"9392\"}]}":        `line 3: BackupServers[0]: Port: a string is not a int`,
		"{\"BackupServers\": [\n{\n\"ClockOffset\": \"late\"}]}": `line 3: BackupServers[0]: ClockOffset: "late" is no duration such as 5m`,
		"{\"Jobs\": [{\n\"Retention\": {\n\"Nights\": 7}}]}":     `line 3: Jobs[0]: there is no member "Nights"`,
		"{\"Jobs\": [\n7]}":                                       `line 2: Jobs[0]: `,
		"{\"TaskSessions\": [\n{\"ID\": \"1\"}]}":                 `line 2: TaskSessions[0]: ID "1" is not a GUID`,
		"{\"TaskSessions\": [\n" + good + ",\n" + good + "\n]}":   `line 3: TaskSessions[1]: ID ` + taskDB + ` is that of TaskSessions[0] already`,
		"{\"TaskSessions\": [{\"ID\": \"1\"},\n{\"ID\": \"2\"}]}": "line 1: TaskSessions[0]: ID \"1\" is not a GUID\nline 2: TaskSessions[1]: ID",
	} {
		_, err := Load(strings.NewReader(text), noon)
		if err == nil || !strings.HasPrefix(err.Error(), "veeamsim: inventory: "+want) {
			t.Errorf("%s gives %v", text, err)
		}
	}
	_, err := Load(strings.NewReader(`{"Jobs": [`+strings.Repeat("{},", 14)+`{}]}`), noon)
	if err == nil || strings.Count(err.Error(), "\n") != mostProblems || !strings.HasSuffix(err.Error(), "\nand 5 more") {
		t.Errorf("fifteen problems give %v", err)
	}
}

func TestLab(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{Inventory: Lab(noon)})
	count := func(filter string) int {
		return len(c.queryNames("BackupTaskSession", filter, "&sortAsc=UID"))
	}
	const newest = "JobSessionUid==" + LabFailedSession
	equal(t, "machines", count(newest), 12)
	equal(t, "results", []int{count(newest + ";Result==Success"), count(newest + ";Result==Warning"), count(newest + ";Result==Failed")}, []int{8, 1, 3})
	equal(t, "session", ownMembers(t, c.get("/backupSessions/"+LabFailedSession+"?format=Entity")),
		`{"isRetry":false,"jobUid":"urn:veeam:Job:`+Lab(noon).Jobs[0].ID+`","jobName":"Nightly VMs","jobType":"Backup",`+
			`"creationTimeUTC":"2026-06-15T04:00:03.627Z","endTimeUTC":"2026-06-15T05:10:12.3Z","state":"Stopped","result":"Failed",`+
			`"progress":100,"failureMessage":null`)
	equal(t, "retry", c.queryNames("BackupJobSession", "IsRetry==True;Result==Success", ""), []string{"Nightly VMs"})
	equal(t, "running", c.queryNames("BackupJobSession", `State==Working;JobType==AgentBackup`, ""), []string{"Linux Agents"})
	equal(t, "success before the end", c.queryNames("BackupTaskSession", "State==InProgress;Result==Success", ""), []string{"db01"})
	equal(t, "two machines of one name", []int{
		count(`VmDisplayName==db01;BackupServerName=="vbr01.lab.example";JobName=="Nightly VMs"`),
		count(`VmDisplayName==db01;BackupServerName=="vbr02.lab.example";JobName=="Linux Agents"`),
	}, []int{3, 4})
	equal(t, "copies", len(c.queryNames("BackupJobSession", "JobType==ImmediateBackupCopyWorker", "")), 3)
	equal(t, "a repository without capacity", c.queryNames("Repository", `Capacity=="-1"`, ""), []string{"Offsite Object Storage"})
	equal(t, "jobs", sorted(append(append(names(t, c.get("/jobs")), names(t, c.get("/agents/jobs"))...), names(t, c.get("/nas/jobs"))...)),
		[]string{"File Shares", "Intranet Archive", "Linux Agents", "Month-End Reports", "Nightly VMs", "Offsite Copy", "SQL Servers",
			"Standby Replication"})
}

func TestLabHoldsTogether(t *testing.T) {
	t.Parallel()
	lab := Lab(noon)
	ended := map[string]time.Time{}
	for _, s := range lab.BackupSessions {
		ended[s.ID] = s.Ended
		if s.Ended.After(noon) || s.Created.After(noon) {
			t.Errorf("session %s is in the future", s.ID)
		}
	}
	reasons := map[string]bool{}
	for _, task := range lab.TaskSessions {
		end, known := ended[task.SessionID]
		if !known || !end.IsZero() && task.Ended.After(end) {
			t.Errorf("%s ended %s, after its session at %s", task.VMName, task.Ended, end)
		}
		if task.SessionID == LabFailedSession && task.Result == "Failed" {
			reasons[task.Reason] = true
		}
	}
	equal(t, "different reasons", len(reasons), 3)
}

func BenchmarkFiftyThousandTaskSessions(b *testing.B) {
	s, err := New(Config{Inventory: Generate(Counts{Servers: 4, Jobs: 25, SessionsPerJob: 20, MachinesPerSession: 100}, noon)})
	if err != nil {
		b.Fatal(err)
	}
	v := view{snapshot: s.data.Load(), config: &s.config}
	for b.Loop() {
		size := counter(0)
		w := &jsonWriter{out: &size, camelCase: true}
		if err := w.write(taskSessionKind.list(v, taskSessionKind.table(v.snapshot).rows, true)); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(size))
	}
}

// sink is a client that keeps nothing.
type sink struct {
	header              http.Header
	rows, size, largest int
}

func (s *sink) Header() http.Header { return s.header }
func (s *sink) WriteHeader(int)     {}

// Write counts rows; whole rows arrive at a time.
func (s *sink) Write(p []byte) (int, error) {
	s.rows += bytes.Count(p, []byte(`"vmDisplayName":`))
	s.size += len(p)
	s.largest = max(s.largest, len(p))
	return len(p), nil
}

// counter counts what is written.
type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

func TestCloneSharesNothing(t *testing.T) {
	t.Parallel()
	inv := small()
	inv.TaskSessions[0].Omit = []string{"UID"}
	copied := inv.clone()
	equal(t, "clone", copied, inv)
	copied.Jobs[0].Name, copied.TaskSessions[0].Omit[0] = "changed", "changed"
	copied.Jobs[0].Retention.Days, copied.Jobs[0].Retention.GFS.Enabled = 99, false
	original := small()
	original.TaskSessions[0].Omit = []string{"UID"}
	equal(t, "original", inv, original)
}

func TestGeneratedSessionsMadePoints(t *testing.T) {
	t.Parallel()
	inv := Generate(Counts{Servers: 2, Jobs: 3, SessionsPerJob: 4, MachinesPerSession: 25, FailedPercent: 4, Retries: true}, noon)
	made := map[string]TaskSession{}
	for _, task := range inv.TaskSessions {
		if task.RestorePointID != "" {
			made[task.RestorePointID] = task
		}
	}
	equal(t, "points", len(inv.VMRestorePoints), len(made))
	c := newClient(t, Config{Inventory: inv})
	crawl := &crawl{c: c, accept: "application/json", seen: map[string]bool{}}
	crawl.follow(t, "/jobs?format=Entity", "", "")
	for _, p := range inv.VMRestorePoints {
		if task := made[p.ID]; task.VMName != p.VMName || !crawl.seen["/vmRestorePoints/"+p.ID+"?format=Entity"] {
			t.Errorf("no link leads to the point of %s at %s", p.VMName, p.Created)
		}
	}
	equal(t, "one session failed whole", len(Generate(Counts{Jobs: 1, SessionsPerJob: 1, MachinesPerSession: 2, FailedPercent: 100}, noon).RestorePoints), 0)
	equal(t, "machines of the virtual host", len(inv.HierarchyItems), 75)
	equal(t, "when the collection ended", inv.SystemSessions[0].Ended, noon.Add(-5*time.Minute))
}
