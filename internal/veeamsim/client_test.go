package veeamsim

import (
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// noon is when every test takes place, unless it says otherwise.
var noon = time.Date(2026, 6, 15, 12, 0, 0, 0, time.UTC)

// IDs of the small inventory, readable in failures.
const (
	server1     = "a0000000-0000-4000-8000-000000000001"
	server2     = "a0000000-0000-4000-8000-000000000002"
	job1        = "b0000000-0000-4000-8000-000000000001"
	agent1      = "b0000000-0000-4000-8000-000000000002"
	nas1        = "b0000000-0000-4000-8000-000000000003"
	copy1       = "b0000000-0000-4000-8000-000000000004"
	session1    = "c0000000-0000-4000-8000-000000000001"
	session2    = "c0000000-0000-4000-8000-000000000002"
	session3    = "c0000000-0000-4000-8000-000000000003"
	oldOne      = "c0000000-0000-4000-8000-000000000009"
	taskDB      = "d0000000-0000-4000-8000-000000000001"
	taskWeb     = "d0000000-0000-4000-8000-000000000002"
	taskRun     = "d0000000-0000-4000-8000-000000000003"
	taskOld     = "d0000000-0000-4000-8000-000000000009"
	repo1       = "e0000000-0000-4000-8000-000000000001"
	point1      = "f0000000-0000-4000-8000-000000000001"
	thumbprint1 = "0123456789ABCDEF0123456789ABCDEF01234567"

	unknown = "99999999-0000-4000-8000-000000000000"
)

func ago(d time.Duration) time.Time { return noon.Add(-d) }

// small is an inventory with one of everything.
func small() Inventory {
	return Inventory{
		BackupServers: []BackupServer{
			{ID: server1, Name: "vbr01.lab.example", Description: "one", Port: 9392, Version: "13.0.1.1071", Thumbprint: thumbprint1},
			{ID: server2, Name: "vbr02.lab.example", Port: 9393, Version: "12.3.0.310"},
		},
		Jobs: []Job{
			{
				ID: job1, Name: "Nightly", Description: "all", JobType: "Backup", Platform: "VMware", ServerID: server1,
				ScheduleConfigured: true, ScheduleEnabled: true, NextRun: noon.Add(8 * time.Hour),
				Retention: &Retention{LimitType: "Days", Cycles: 7, Days: 14, GFS: &GFS{
					Enabled: true, Weekly: GFSPeriod{true, 4, "Sunday"}, Monthly: GFSPeriod{false, 1, "First"},
					Yearly: GFSPeriod{false, 1, "January"},
				}},
			},
			{
				ID: agent1, Name: "Agents", JobType: "AgentBackup", Platform: "AgentForLinux", ServerID: server2,
				Retention: &Retention{LimitType: "Cycles", Cycles: 5},
			},
			{ID: nas1, Name: "Shares", JobType: "NasBackup", ServerID: server2, Retention: &Retention{Days: 28}},
			{ID: copy1, Name: "Copy", JobType: "ImmediateBackupCopy", Platform: "CustomPlatform", ServerID: server2},
		},
		Repositories: []Repository{{ID: repo1, Name: "Repo", Kind: "LinuxLocal", ServerID: server1, Capacity: 1 << 40, FreeSpace: 1 << 39}},
		BackupSessions: []BackupSession{
			{ID: session1, JobID: job1, Created: ago(8 * time.Hour), Ended: ago(7 * time.Hour), State: "Stopped", Result: "Failed", Progress: 100},
			{ID: session2, JobID: agent1, JobUIDType: "AgentBackupJob", Created: ago(time.Hour), State: "Working", Result: "None", Progress: 40},
			{ID: session3, JobID: unknown, JobName: "Agents - lnx01", JobType: "AgentManagement", ServerID: server2, Created: ago(time.Hour), State: "Working", ParentID: session2},
			{ID: oldOne, JobID: nas1, JobUIDType: "NasJob", Created: ago(31 * 24 * time.Hour), Ended: ago(31 * 24 * time.Hour), State: "Stopped", Result: "Success"},
		},
		TaskSessions: []TaskSession{
			{
				ID: taskDB, SessionID: session1, VMName: "db 01", VMUID: "urn:VMware:Vm:r.vm-1", Created: ago(8 * time.Hour),
				Ended: ago(8*time.Hour - 90*time.Second), State: "Completed", Result: "Failed", Reason: `No "space" left.`,
			},
			{
				ID: taskWeb, SessionID: session1, VMName: "web01", VMUID: "urn:VMware:Vm:r.vm-2", Created: ago(7*time.Hour + 30*time.Minute),
				Ended: ago(7 * time.Hour), State: "Completed", Result: "Success", TotalSize: 12 << 30, RestorePointID: point1,
			},
			{ID: taskRun, SessionID: session2, VMName: "lnx01", Created: ago(time.Hour), State: "InProgress", Result: "None"},
			{ID: taskOld, SessionID: oldOne, VMName: "old01", Created: ago(31 * 24 * time.Hour), Ended: ago(31 * 24 * time.Hour), State: "Completed", Result: "Success"},
		},
	}
}

// client talks to a server in process, logged on.
type client struct {
	t      *testing.T
	server *Server
	prefix string
	token  string
}

type reply struct {
	status int
	header http.Header
	body   string
}

func newServer(t *testing.T, config Config) *Server {
	t.Helper()
	if config.Clock == nil {
		config.Clock = func() time.Time { return noon }
	}
	if config.LinkHost == "" {
		config.LinkHost = "http://em-internal.lab.example:9399" // as far from the host dialled as a real one may be
	}
	s, err := New(config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

func newClient(t *testing.T, config Config) *client {
	t.Helper()
	if config.Inventory.BackupServers == nil {
		config.Inventory = small()
	}
	c := &client{t: t, server: newServer(t, config), prefix: config.PathPrefix}
	account := DefaultAccount
	if len(config.Accounts) > 0 {
		account = config.Accounts[0]
	}
	answer := c.do(c.logonRequest(account.Username, account.Password))
	if answer.status != http.StatusCreated {
		t.Fatalf("logon answered %d: %s", answer.status, answer.body)
	}
	c.token = answer.header.Get("X-RestSvcSessionId")
	return c
}

func (c *client) logonRequest(username, password string) *http.Request {
	r := c.request(http.MethodPost, "/sessionMngr/?v=latest")
	r.SetBasicAuth(username, password)
	return r
}

func (c *client) request(method, path string) *http.Request {
	r := httptest.NewRequest(method, c.prefix+"/api"+path, nil)
	r.Header.Set("Accept", "application/json")
	if c.token != "" {
		r.Header.Set("X-RestSvcSessionId", c.token)
	}
	return r
}

func (c *client) do(r *http.Request) reply {
	recorder := httptest.NewRecorder()
	c.server.ServeHTTP(recorder, r)
	result := recorder.Result()
	body, err := io.ReadAll(result.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return reply{result.StatusCode, result.Header, string(body)}
}

// get reads a path that must answer 200.
func (c *client) get(path string) string {
	c.t.Helper()
	answer := c.do(c.request(http.MethodGet, path))
	if answer.status != http.StatusOK {
		c.t.Fatalf("GET %s answered %d: %s", path, answer.status, answer.body)
	}
	return answer.body
}

// status reads a path for its status.
func (c *client) status(method, path string) int { return c.do(c.request(method, path)).status }

// queryNames asks for entities and gives the names of the rows, in order.
func (c *client) queryNames(typeName, filter, more string) []string {
	c.t.Helper()
	path := "/query?type=" + typeName + "&format=Entities" + more
	if filter != "" {
		path += "&filter=" + url.QueryEscape(filter)
	}
	return names(c.t, c.get(path))
}

// names finds the name of every row in a body, in order: rows are the objects with a uid and a name.
func names(t *testing.T, body string) []string {
	t.Helper()
	var tree any
	if err := json.Unmarshal([]byte(body), &tree); err != nil {
		t.Fatalf("%v in %s", err, body)
	}
	found := []string{}
	var walk func(any)
	walk = func(node any) {
		switch n := node.(type) {
		case []any:
			for _, child := range n {
				walk(child)
			}
		case map[string]any:
			name, hasName := n["name"].(string)
			if _, hasUID := n["uid"]; hasUID && hasName {
				before, _, _ := strings.Cut(name, "@")
				found = append(found, before)
				return
			}
			for _, child := range n {
				walk(child)
			}
		}
	}
	walk(tree)
	return found
}

func sorted(list []string) []string {
	slices.Sort(list)
	return list
}

func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if g, w := plain(t, got), plain(t, want); g != w {
		t.Errorf("%s:\n got %s\nwant %s", what, g, w)
	}
}

// plain writes a value as JSON whose members are in order, whatever it was made of.
func plain(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(text, &tree); err != nil {
		t.Fatal(err)
	}
	text, _ = json.Marshal(tree)
	return string(text)
}

// sessionID is the SessionId of the logon session.
func (c *client) sessionID() string {
	c.t.Helper()
	id, err := base64.StdEncoding.DecodeString(c.token)
	if err != nil {
		c.t.Fatal(err)
	}
	return string(id)
}
