package veeamsim

import (
	"strings"
	"testing"
	"time"
)

func TestCollections(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{})
	for path, want := range map[string]struct {
		key   string
		names []string
	}{
		"/backupSessions": {"backupJobSessions", []string{"Agents", "Agents - lnx01", "Nightly"}},
		"/backupSessions/" + session1 + "/taskSessions":            {"backupTaskSessions", []string{"db 01", "web01"}},
		"/backupSessions/" + session2 + "/agentManagementSessions": {"backupJobSessions", []string{"Agents - lnx01"}},
		"/agents/backupSessions":                                   {"backupJobSessions", []string{"Agents", "Agents - lnx01"}},
		"/nas/backupSessions":                                      {"backupJobSessions", []string{}}, // older than 30 days
		"/backupTaskSessions":                                      {"backupTaskSessions", []string{"db 01", "lnx01", "web01"}},
		"/jobs":                                                    {"jobs", []string{"Copy", "Nightly"}},
		"/jobs/" + job1 + "/backupSessions":                        {"backupJobSessions", []string{"Nightly"}},
		"/agents/jobs":                                             {"agentBackupJobs", []string{"Agents"}},
		"/agents/jobs/" + agent1 + "/backupSessions":               {"backupJobSessions", []string{"Agents"}},
		"/nas/jobs":                                                {"nasJobs", []string{"Shares"}},
		"/nas/jobs/" + nas1 + "/backupSessions":                    {"backupJobSessions", []string{}},
		"/backupServers":                                           {"backupServers", []string{"vbr01.lab.example", "vbr02.lab.example"}},
		"/repositories":                                            {"repositories", []string{"Repo"}},
	} {
		references := c.get(path)
		if !strings.HasPrefix(references, `{"refs":[`) {
			t.Errorf("%s does not answer references: %s", path, references)
		}
		equal(t, path, sorted(names(t, references)), want.names)
		for _, format := range []string{"Entity", "entity"} {
			entities := c.get(path + "?format=" + format)
			if !strings.HasPrefix(entities, `{"`+want.key+`":[`) {
				t.Errorf("%s does not answer entities: %s", path, entities)
			}
			equal(t, path, sorted(names(t, entities)), want.names)
		}
	}
}

func TestReferencesThoughEntitiesWereAsked(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{References: true})
	for _, path := range []string{
		"/backupSessions/" + session1 + "/taskSessions?format=Entity", "/query?type=BackupTaskSession&format=Entities",
		"/query?type=Replica&format=Entities",
	} {
		if body := c.get(path); !strings.Contains(body, `"refs":[`) || strings.Contains(body, "totalSize") {
			t.Errorf("%s is %s", path, body)
		}
	}
	if body := c.get("/backupTaskSessions/" + taskWeb + "?format=Entity"); !strings.Contains(body, `"totalSize":12884901888`) {
		t.Errorf("a single entity is not to be had: %s", body)
	}
}

func TestStatuses(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{})
	for request, want := range map[string]int{
		"GET /":                                                       200,
		"POST /":                                                      405,
		"GET /nothing":                                                404,
		"GET /jobs/":                                                  404,
		"GET /jobs/" + unknown:                                        404,
		"GET /jobs/" + agent1:                                         404, // an agent job is not found under /jobs
		"GET /agents/jobs/" + agent1:                                  200,
		"GET /jobs/" + strings.ToUpper(job1):                          200,
		"GET /agents/jobs/" + job1:                                    404,
		"GET /nas/jobs/" + unknown:                                    404,
		"GET /jobs/" + unknown + "/backupSessions":                    404,
		"GET /backupServers/" + unknown:                               404,
		"GET /repositories/" + unknown:                                404,
		"GET /backupTaskSessions/" + unknown:                          404,
		"GET /backupSessions/" + unknown:                              404,
		"GET /backupSessions/" + oldOne:                               404, // beyond the 30 days
		"GET /backupSessions/" + unknown + "/taskSessions":            404,
		"GET /backupSessions/" + oldOne + "/taskSessions":             404,
		"GET /backupSessions/" + unknown + "/agentManagementSessions": 404,
		"POST /jobs":                                                  405,
		"PUT /backupSessions/" + session1:                             405,
		"DELETE /backupTaskSessions/" + taskWeb:                       405,
		"GET /jobs/Nightly":                                           400,
		"GET /backupSessions/" + session1[1:] + "/taskSessions":       400,
		"GET /jobs?format=%zz":                                        400,
	} {
		method, path, _ := strings.Cut(request, " ")
		equal(t, request, c.status(method, path), want)
	}
	answer := c.do(c.request("POST", "/logonSessions/"+unknown))
	equal(t, "Allow", answer.header.Get("Allow"), "GET, DELETE")
}

func TestUnknownSessionEmpty(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{UnknownSessionEmpty: true})
	equal(t, "body", c.get("/backupSessions/"+unknown+"/taskSessions?format=Entity"), `{"backupTaskSessions":[]}`)
	equal(t, "the session itself", c.status("GET", "/backupSessions/"+unknown), 404)
}

func TestWindowFollowsTheClock(t *testing.T) {
	t.Parallel()
	now := noon
	c := newClient(t, Config{Clock: func() time.Time { return now }, IdleTimeout: 1000 * time.Hour})
	path := "/backupSessions/" + session1
	now = ago(8 * time.Hour).Add(30 * 24 * time.Hour)
	equal(t, "30 days old", c.status("GET", path), 200)
	equal(t, "its task sessions", sorted(names(t, c.get("/backupSessions/"+session1+"/taskSessions"))), []string{"db 01", "web01"})
	now = now.Add(time.Second)
	equal(t, "a second older", c.status("GET", path), 404)
	equal(t, "younger ones", sorted(names(t, c.get("/backupTaskSessions"))), []string{"lnx01", "web01"})
	equal(t, "the query service", sorted(c.queryNames("BackupTaskSession", "", "")), []string{"db 01", "lnx01", "old01", "web01"})
}

func TestRoot(t *testing.T) {
	t.Parallel()
	c := &client{t: t, server: newServer(t, Config{LinkHost: "https://em:9398"})}
	version := func(name string) string {
		return `{"name":"` + name + `","links":[{"rel":"Create","href":"https://em:9398/api/sessionMngr/?v=` + name + `","name":null,"type":"LogonSession"}]}`
	}
	equal(t, "body", c.get("/"), `{"supportedVersions":{"supportedVersions":[`+version("v1_5")+","+version("v1_6")+","+version("v1_7")+`]},`+
		`"links":[{"rel":"Down","href":"https://em:9398/api/logonSessions","name":null,"type":"LogonSessionList"},`+
		`{"rel":"Create","href":"https://em:9398/api/sessionMngr/?v=latest","name":null,"type":"LogonSession"}],"href":null,"type":null}`)
}

func TestPathPrefix(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{PathPrefix: "/backup"})
	if body := c.get("/jobs"); !strings.Contains(body, "http://em-internal.lab.example:9399/api/jobs/") {
		t.Errorf("the server knows of the proxy before it: %s", body)
	}
	c.prefix = ""
	equal(t, "without the prefix", c.status("GET", "/jobs"), 404)
	paths := []string{}
	for _, r := range c.server.Requests() {
		paths = append(paths, r.Path)
	}
	equal(t, "record", paths, []string{"/sessionMngr/", "/jobs", "/api/jobs"})
}

func TestRoles(t *testing.T) {
	t.Parallel()
	paths := []string{
		"/backupSessions", "/backupSessions/" + session1, "/backupSessions/" + session1 + "/taskSessions",
		"/backupTaskSessions/" + taskWeb, "/jobs", "/jobs/" + job1, "/jobs/" + job1 + "/backupSessions", "/agents/jobs",
		"/agents/backupSessions", "/nas/jobs", "/nas/backupSessions", "/backupServers", "/repositories", "/querySvc",
		"/logonSessions", "/query?type=BackupTaskSession", "/query?type=Job", "/query?type=Repository",
		"/query?type=VmRestorePoint", "/query?type=CloudTenant", "/nas/jobs/" + nas1 + "/backupSessions",
	}
	all := "......................"[:len(paths)]
	for role, want := range map[Role]string{
		PortalAdministrator: all,
		PortalUser:          "....xx.x.x......x..x.",
		RestoreOperator:     "xxxxxxxxxxxxx..xxx.xx",
	} {
		c := newClient(t, Config{Accounts: []Account{{Username: "u", Password: "p", Role: role}}})
		got := ""
		for _, path := range paths {
			answer := c.do(c.request("GET", path))
			switch answer.status {
			case 200:
				got += "."
			case 403:
				got += "x"
				if !strings.Contains(answer.body, `"message":"Access is denied: the role of the account does not allow this."`) {
					t.Errorf("%s: %s", path, answer.body)
				}
			default:
				t.Errorf("%s: %s answered %d", role, path, answer.status)
			}
		}
		equal(t, string(role), got, want)
	}
}
