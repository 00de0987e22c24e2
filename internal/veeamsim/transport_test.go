package veeamsim

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"
)

// basicAuth is the header of DefaultAccount, as clients put it together.
const basicAuth = "Authorization: Basic TEFCXHJlYWRlcjpsYWItUGFzczp3w7ZyZA==\n"

// started is a server on plain HTTP, whose links are those of the address that is dialled.
func started(t *testing.T, config Config) *Server {
	t.Helper()
	if config.Inventory.BackupServers == nil {
		config.Inventory = small()
	}
	config.Clock = func() time.Time { return noon }
	s, err := New(config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	if err := s.Start(""); err != nil {
		t.Fatal(err)
	}
	return s
}

// raw sends the bytes of a request and reads those of the answer: status line, header lines and body.
func raw(t *testing.T, s *Server, request string) (status string, header []string, body string) {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.URL(), "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := fmt.Fprint(conn, strings.ReplaceAll(request, "\n", "\r\n")); err != nil {
		t.Fatal(err)
	}
	all, err := io.ReadAll(bufio.NewReader(conn))
	if err != nil {
		t.Fatal(err)
	}
	head, body, _ := strings.Cut(string(all), "\r\n\r\n")
	lines := strings.Split(head, "\r\n")
	return strings.TrimPrefix(lines[0], "HTTP/1.1 "), lines[1:], body
}

// post is the head of a logon.
func post(target string) string {
	return "POST " + target + " HTTP/1.1\nHost: em\nConnection: close\n" + basicAuth
}

func TestLogonBodiesOnTheWire(t *testing.T) {
	t.Parallel()
	const form = "Content-Type: application/x-www-form-urlencoded\n"
	for _, test := range []struct {
		name, rest       string
		build12, build13 string
	}{
		{"no body and no word of it", "\n", "411 Length Required", "411 Length Required"},
		{"Content-Length: 0", "Content-Length: 0\n\n", "201 Created", "201 Created"},
		{"empty chunked body", "Transfer-Encoding: chunked\n\n0\n\n", "201 Created", "201 Created"},
		{"JSON type without a body", "Content-Type: application/json\nContent-Length: 0\n\n", "201 Created", "201 Created"},
		{"JSON body", "Content-Type: application/json\nContent-Length: 2\n\n{}", "201 Created", "201 Created"},
		{"form type without a body", form + "Content-Length: 0\n\n", "201 Created", "415 Unsupported Media Type"},
		{"form type, empty chunked body", form + "Transfer-Encoding: chunked\n\n0\n\n", "201 Created", "415 Unsupported Media Type"},
		{"form body", form + "Content-Length: 3\n\na=b", "201 Created", "415 Unsupported Media Type"},
		{"form with a charset", "Content-Type: Application/X-WWW-Form-URLEncoded; charset=utf-8\nContent-Length: 0\n\n",
			"201 Created", "415 Unsupported Media Type"},
		{"broken chunks", "Transfer-Encoding: chunked\n\nzz\n\n", "400 Bad Request", "400 Bad Request"},
	} {
		for build, want := range map[int]string{12: test.build12, 13: test.build13} {
			s := started(t, Config{Build: build})
			status, _, _ := raw(t, s, post("/api/sessionMngr/?v=latest")+test.rest)
			equal(t, fmt.Sprintf("%s, build %d", test.name, build), status, want)
		}
	}
}

func TestLogonPathsThatClientsDial(t *testing.T) {
	t.Parallel()
	s := started(t, Config{})
	for _, target := range []string{
		"/api/sessionMngr/?v=latest", "/api/sessionMngr?v=v1_7", "/api/sessionMngr", "/api/sessionMngr/", "/api//sessionMngr/?v=latest",
		"//api/sessionMngr/", "/api/SESSIONMNGR/?V=latest", "/API/sessionmngr",
	} {
		status, _, _ := raw(t, s, post(target)+"Content-Length: 0\n\n")
		equal(t, target, status, "201 Created")
	}
	for _, target := range []string{"/apis/sessionMngr/", "/sessionMngr/", "/api/session/Mngr/"} {
		status, _, _ := raw(t, s, post(target)+"Content-Length: 0\n\n")
		if status == "201 Created" {
			t.Errorf("%s logs on", target)
		}
	}
	equal(t, "attempts", s.LogonAttempts(), 8)
	equal(t, "record", s.Requests()[4].Path, "/sessionMngr/")
}

func TestPathsInAnyLetterCase(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{Rules: []Rule{{Name: "hit", Path: "/backupSessions/*/taskSessions"}}})
	for _, path := range []string{
		"/BACKUPSESSIONS/" + strings.ToUpper(session1) + "/tasksessions?Format=entity", "/backupsessions/" + session1 + "/TaskSessions",
		"/Query?Type=backuptasksession&FORMAT=ENTITIES&Filter=jobname==NIGHTLY", "//query?type=BackupTaskSession&filter=JobName==nightly",
	} {
		equal(t, path, sorted(names(t, c.get(path))), []string{"db 01", "web01"})
	}
	requests := c.server.Requests()
	equal(t, "rule", []string{requests[1].Rule, requests[2].Rule}, []string{"hit", "hit"})
	id := c.sessionID()
	equal(t, "logoff", c.status("DELETE", "/LOGONSESSIONS/"+strings.ToUpper(id)), 204)
	if all := fmt.Sprint(c.server.Requests()); strings.Contains(strings.ToLower(all), id) {
		t.Errorf("the record holds the SessionId: %s", all)
	}
}

func TestTokenHeaderIsWrittenAsDocumented(t *testing.T) {
	t.Parallel()
	s := started(t, Config{})
	_, header, _ := raw(t, s, post("/api/sessionMngr/?v=latest")+"Content-Length: 0\n\n")
	var token, cookie string
	for _, line := range header {
		if rest, found := strings.CutPrefix(line, "X-RestSvcSessionId: "); found {
			token = rest
		}
		if rest, found := strings.CutPrefix(line, "Set-Cookie: X-RestSvcSessionId="); found {
			cookie = rest
		}
	}
	if token == "" || cookie != token+"; Path=/api;" {
		t.Errorf("header is %q", header)
	}
	status, _, _ := raw(t, s, "GET /api/jobs HTTP/1.1\nHost: em\nConnection: close\nx-restsvcsessionid: "+token+"\n\n")
	equal(t, "sent back in small letters", status, "200 OK")
}

// TestTokenHeaderForAHandlerAround reads the answer as middleware of a test server does.
func TestTokenHeaderForAHandlerAround(t *testing.T) {
	t.Parallel()
	s := newServer(t, Config{})
	around := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer := httptest.NewRecorder()
		s.ServeHTTP(answer, r)
		w.Header().Set("Found", answer.Header().Get("X-RestSvcSessionId"))
	}))
	t.Cleanup(around.Close)
	request, err := http.NewRequest(http.MethodPost, around.URL+"/api/sessionMngr/", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	request.SetBasicAuth(DefaultAccount.Username, DefaultAccount.Password)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.Header.Get("Found") == "" {
		t.Error("the token is not where Go's handlers look for it")
	}
}

func TestEveryAnswerHasAContentLength(t *testing.T) {
	t.Parallel()
	s := started(t, Config{Inventory: many(3200)})
	_, header, body := raw(t, s, post("/api/sessionMngr/?v=latest")+"Accept: application/json\nContent-Length: 0\n\n")
	token := headerValue(header, "X-RestSvcSessionId")
	check := func(what string, header []string, body string) {
		t.Helper()
		equal(t, what, []any{headerValue(header, "Content-Length"), headerValue(header, "Transfer-Encoding")}, []any{strconv.Itoa(len(body)), ""})
	}
	check("logon", header, body)
	for _, target := range []string{"/api/", "/api/jobs", "/api/nothing", "/nothing", "/api/backupTaskSessions?format=Entity"} {
		for _, accept := range []string{"application/json", "application/xml"} {
			_, header, body := raw(t, s, "GET "+target+" HTTP/1.1\nHost: em\nConnection: close\nAccept: "+accept+"\nX-RestSvcSessionId: "+token+"\n\n")
			check(target+" in "+accept, header, body)
			if strings.HasPrefix(target, "/api/backupTaskSessions") && len(body) < keptBody {
				t.Errorf("%d bytes are not enough to be made twice", len(body))
			}
		}
	}
}

func headerValue(header []string, name string) string {
	for _, line := range header {
		if rest, found := strings.CutPrefix(line, name+": "); found {
			return rest
		}
	}
	return ""
}

func TestLinksOfARequestWithoutHost(t *testing.T) {
	t.Parallel()
	s := started(t, Config{})
	status, _, body := raw(t, s, "GET /api/ HTTP/1.0\n\n")
	if !strings.HasSuffix(status, "200 OK") || !strings.Contains(body, `"`+s.URL()+`/api/logonSessions"`) {
		t.Errorf("the root answers %s: %s", status, body)
	}
}

// TestPageLinksCanBeFollowed reads all rows of a query by its Next links, to the host that was dialled.
func TestPageLinksCanBeFollowed(t *testing.T) {
	t.Parallel()
	s := started(t, Config{Inventory: many(95)})
	token := logOn(t, s)
	filter := `(VmDisplayName>="vm 0";Result!=None);CreationTime>"2000-01-01 00:00:00"`
	next := s.URL() + "/api/query?format=Entities&filter=" + url.QueryEscape(filter) + "&sortAsc=Name&type=BackupTaskSession&pageSize=20"
	rows, pages := map[string]bool{}, 0
	for next != "" {
		if pages++; pages > 5 {
			t.Fatal("there is no end of pages")
		}
		body := fetch(t, next, token)
		for _, name := range names(t, body) {
			rows[name] = true
		}
		var page paged
		decode(t, body, &page)
		next = ""
		for _, l := range page.PagingInfo.Links {
			if l.Rel == "Next" {
				next = l.Href
			}
		}
	}
	equal(t, "rows and pages", []int{len(rows), pages}, []int{95, 5})
}

func logOn(t *testing.T, s *Server) string {
	t.Helper()
	request, err := http.NewRequest(http.MethodPost, s.URL()+"/api/sessionMngr/?v=latest", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	request.SetBasicAuth(DefaultAccount.Username, DefaultAccount.Password)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	return response.Header.Get("X-RestSvcSessionId")
}

// fetch reads an address that must answer 200, as JSON.
func fetch(t *testing.T, address, token string) string {
	t.Helper()
	request, err := http.NewRequest(http.MethodGet, address, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept", "application/json")
	request.Header.Set("X-RestSvcSessionId", token)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("%s answered %d, %v: %s", address, response.StatusCode, err, body)
	}
	return string(body)
}
