package veeamsim

import (
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestLogon(t *testing.T) {
	t.Parallel()
	c := &client{t: t, server: newServer(t, Config{})}
	answer := c.do(c.logonRequest(`lab\READER`, DefaultAccount.Password))
	equal(t, "status", answer.status, 201)
	token := answer.header.Get("X-RestSvcSessionId")
	equal(t, "cookie", answer.header.Get("Set-Cookie"), "X-RestSvcSessionId="+token+"; Path=/api;")

	var body struct {
		SessionID string `json:"sessionId"`
		UserName  string `json:"userName"`
		Href      string `json:"href"`
		Type      string `json:"type"`
		Links     []struct{ Rel, Href string }
	}
	if err := json.Unmarshal([]byte(answer.body), &body); err != nil {
		t.Fatal(err)
	}
	equal(t, "token", token, base64.StdEncoding.EncodeToString([]byte(body.SessionID)))
	equal(t, "user", body.UserName, `LAB\reader`)
	equal(t, "type", body.Type, "LogonSession")
	self := "http://em-internal.lab.example:9399/api/logonSessions/" + body.SessionID
	equal(t, "href", body.Href, self)
	last := body.Links[len(body.Links)-1]
	equal(t, "last link", last.Rel+" "+last.Href, "Delete "+self)
}

func TestLogonRefused(t *testing.T) {
	t.Parallel()
	good := func(c *client) *http.Request { return c.logonRequest(DefaultAccount.Username, DefaultAccount.Password) }
	for name, test := range map[string]struct {
		request func(c *client) *http.Request
		status  int
	}{
		"wrong password":       {func(c *client) *http.Request { return c.logonRequest(DefaultAccount.Username, "lab-Pass") }, 401},
		"password in capitals": {func(c *client) *http.Request { return c.logonRequest(DefaultAccount.Username, "LAB-PASS:WÖRD") }, 401},
		"unknown account":      {func(c *client) *http.Request { return c.logonRequest("reader", DefaultAccount.Password) }, 401},
		"no Authorization":     {func(c *client) *http.Request { return c.request("POST", "/sessionMngr/?v=v1_7") }, 401},
		"not POST":             {func(c *client) *http.Request { return c.request("GET", "/sessionMngr/?v=latest") }, 405},
		"unknown version":      {func(c *client) *http.Request { return c.request("POST", "/sessionMngr/?v=v1_4") }, 400},
		"empty version":        {func(c *client) *http.Request { return c.request("POST", "/sessionMngr/?v=") }, 400},
		"form": {func(c *client) *http.Request {
			r := good(c)
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			return r
		}, 415},
		"tenant": {func(c *client) *http.Request {
			r := good(c)
			r.Body = io.NopCloser(strings.NewReader("<LoginSpec><TenantCredentials/></LoginSpec>"))
			return r
		}, 400},
		"organisation": {func(c *client) *http.Request {
			r := good(c)
			r.Body = io.NopCloser(strings.NewReader("<LoginSpec><VCloudOrganizationCredentials/></LoginSpec>"))
			return r
		}, 400},
	} {
		c := &client{t: t, server: newServer(t, Config{})}
		answer := c.do(test.request(c))
		equal(t, name, answer.status, test.status)
		if test.status == 401 {
			equal(t, name, answer.header.Get("WWW-Authenticate"), "Basic Realm=RestSvc")
		}
		if answer.header.Get("X-RestSvcSessionId") != "" || c.server.Logons() != 0 {
			t.Errorf("%s: logged on", name)
		}
		if !strings.Contains(answer.body, `"statusCode":`) {
			t.Errorf("%s: no error body: %s", name, answer.body)
		}
	}
}

func TestEveryDocumentedVersionLogsOn(t *testing.T) {
	t.Parallel()
	c := &client{t: t, server: newServer(t, Config{})}
	for _, version := range []string{"latest", "v1_5", "v1_6", "v1_7"} {
		r := c.request("POST", "/sessionMngr/?v="+version)
		r.SetBasicAuth(DefaultAccount.Username, DefaultAccount.Password)
		equal(t, version, c.do(r).status, 201)
	}
	equal(t, "sessions", c.server.OpenLogonSessions(), 4)
	equal(t, "logons", c.server.Logons(), 4)
	equal(t, "attempts", c.server.LogonAttempts(), 4)
}

func TestCookieWinsOverHeader(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{})
	r := c.request("GET", "/jobs")
	r.AddCookie(&http.Cookie{Name: "X-RestSvcSessionId", Value: "stale"})
	equal(t, "stale cookie, good header", c.do(r).status, 401)

	r = c.request("GET", "/jobs")
	r.AddCookie(&http.Cookie{Name: "X-RestSvcSessionId", Value: c.token})
	r.Header.Set("X-RestSvcSessionId", "stale")
	equal(t, "good cookie, stale header", c.do(r).status, 200)

	r = c.request("GET", "/jobs")
	r.Header.Del("X-RestSvcSessionId")
	equal(t, "neither", c.do(r).status, 401)
	r.SetBasicAuth(DefaultAccount.Username, DefaultAccount.Password)
	equal(t, "Basic instead of a token", c.do(r).status, 401)
}

func TestIdleSessionEndsAndEveryRequestRenewsIt(t *testing.T) {
	t.Parallel()
	now := noon
	c := newClient(t, Config{Clock: func() time.Time { return now }})
	for range 3 {
		now = now.Add(14 * time.Minute)
		equal(t, "within 15 minutes", c.status("GET", "/jobs"), 200)
	}
	now = now.Add(15 * time.Minute)
	equal(t, "open", c.server.OpenLogonSessions(), 0)
	equal(t, "after 15 minutes", c.status("GET", "/jobs"), 401)
}

func TestExpireLogonSessions(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{})
	c.server.ExpireLogonSessions()
	equal(t, "status", c.status("GET", "/jobs"), 401)
	equal(t, "logons", c.server.Logons(), 1)
	equal(t, "open", c.server.OpenLogonSessions(), 0)
}

func TestMaxLogonSessions(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{MaxLogonSessions: 1})
	second := c.do(c.logonRequest(DefaultAccount.Username, DefaultAccount.Password))
	equal(t, "second logon", second.status, 503)
	if !strings.Contains(second.body, `"message":"The server has reached its maximum number of logon sessions."`) {
		t.Errorf("body is %s", second.body)
	}
	c.server.ExpireLogonSessions()
	equal(t, "after the first ended", c.do(c.logonRequest(DefaultAccount.Username, DefaultAccount.Password)).status, 201)
}

func TestLogoff(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{})
	id, err := base64.StdEncoding.DecodeString(c.token)
	if err != nil {
		t.Fatal(err)
	}
	path := "/logonSessions/" + string(id)
	for _, list := range []string{"/logonSessions", path} {
		if body := c.get(list); !strings.Contains(body, `"sessionId":"`+string(id)+`"`) {
			t.Errorf("%s is %s", list, body)
		}
	}
	equal(t, "another one", c.status("DELETE", "/logonSessions/"+unknown), 404)
	answer := c.do(c.request("DELETE", path))
	equal(t, "logoff", answer.status, 204)
	equal(t, "its body", answer.body, "")
	equal(t, "afterwards", c.status("GET", "/jobs"), 401)
	equal(t, "open", c.server.OpenLogonSessions(), 0)
}

func TestLogonSessionsAreOnesOwn(t *testing.T) {
	t.Parallel()
	other := Account{Username: "other", Password: "pw", Role: PortalUser}
	c := newClient(t, Config{Accounts: []Account{DefaultAccount, other}})
	id, _ := base64.StdEncoding.DecodeString(c.token)
	c.token = c.do(c.logonRequest(other.Username, other.Password)).header.Get("X-RestSvcSessionId")
	if body := c.get("/logonSessions"); strings.Contains(body, string(id)) {
		t.Errorf("another account's session is listed: %s", body)
	}
	equal(t, "another account's session", c.status("DELETE", "/logonSessions/"+string(id)), 404)
}
