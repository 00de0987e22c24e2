package veeamsim

import (
	"net/http"
	"strings"
	"testing"
)

// statuses asks for a path so many times.
func (c *client) statuses(path string, times int) (all []int) {
	for range times {
		all = append(all, c.status("GET", path))
	}
	return all
}

func busy(rule Rule) Rule {
	rule.Fault.Status = http.StatusServiceUnavailable
	return rule
}

func TestRuleCounts(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		rule Rule
		want []int
	}{
		"all":            {Rule{Path: "/jobs"}, []int{503, 503, 503, 503}},
		"two":            {Rule{Path: "/jobs", Times: 2}, []int{503, 503, 200, 200}},
		"skip one":       {Rule{Path: "/jobs", Skip: 1}, []int{200, 503, 503, 503}},
		"skip two, once": {Rule{Path: "/jobs", Skip: 2, Times: 1}, []int{200, 200, 503, 200}},
	} {
		c := newClient(t, Config{Rules: []Rule{busy(test.rule)}})
		equal(t, name, c.statuses("/jobs", 4), test.want)
	}
}

func TestRuleMatches(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		rule Rule
		hits bool
	}{
		"empty":            {Rule{}, true},
		"method":           {Rule{Method: "get"}, true},
		"other method":     {Rule{Method: "POST"}, false},
		"pattern":          {Rule{Path: "/backupSessions/*/taskSessions"}, true},
		"slash at the end": {Rule{Path: "/backupSessions/*/taskSessions/"}, true},
		"shorter pattern":  {Rule{Path: "/backupSessions/*"}, false},
		"other path":       {Rule{Path: "/jobs"}, false},
		"query":            {Rule{Query: `filter=a=="b c"`}, true},
		"encoded query":    {Rule{Query: `%22`}, false},
		"all three":        {Rule{Method: "GET", Path: "/backupSessions/*/*", Query: "format=Entity"}, true},
	} {
		c := newClient(t, Config{})
		c.server.AddRule(busy(test.rule))
		want := 200
		if test.hits {
			want = 503
		}
		equal(t, name, c.status("GET", "/backupSessions/"+session1+"/taskSessions?format=Entity&filter=a%3D%3D%22b+c%22"), want)
	}
}

func TestFirstRuleThatIsDueHits(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{Rules: []Rule{
		{Name: "once", Path: "/jobs", Times: 1, Fault: Fault{Status: 500}},
		{Name: "later", Path: "/jobs", Skip: 1, Fault: Fault{Status: 503}},
	}})
	equal(t, "statuses", c.statuses("/jobs", 4), []int{500, 200, 503, 503})
	var hit []string
	for _, r := range c.server.Requests() {
		hit = append(hit, r.Rule)
	}
	equal(t, "record", hit, []string{"", "once", "", "later", "later"})
}

func TestPercentIsSeeded(t *testing.T) {
	t.Parallel()
	run := func(seed int64) (all []int) {
		c := newClient(t, Config{Seed: seed, Rules: []Rule{busy(Rule{Path: "/jobs", Percent: 30})}})
		return c.statuses("/jobs", 200)
	}
	first := run(1)
	equal(t, "same seed", run(1), first)
	if plain(t, run(2)) == plain(t, first) {
		t.Error("another seed hits the same requests")
	}
	hits := 0
	for _, status := range first {
		if status == 503 {
			hits++
		}
	}
	if hits < 40 || hits > 80 {
		t.Errorf("30%% of 200 requests are %d", hits)
	}
}

func TestBeforeRunsBeforeTheAnswer(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{Rules: []Rule{{
		Path: "/query", Query: "page=2", Times: 1,
		Before: func(s *Server) {
			s.Change(func(inv *Inventory) { inv.TaskSessions = inv.TaskSessions[:3] })
		},
	}}})
	equal(t, "page 1", c.queryNames("BackupTaskSession", "", "&sortAsc=UID&pageSize=2&page=1"), []string{"db 01", "web01"})
	equal(t, "page 2", c.queryNames("BackupTaskSession", "", "&sortAsc=UID&pageSize=2&page=2"), []string{"lnx01"})
}

func TestStatusFaults(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{Rules: []Rule{
		{Query: "case=own", Fault: Fault{Status: 503, Header: http.Header{"retry-after": {"2"}}}},
		{Query: "case=null", Fault: Fault{Status: 500}},
		{Query: "case=text", Fault: Fault{Status: 502, Body: "<html>bad gateway</html>", ContentType: "text/html"}},
		{Query: "case=none", Fault: Fault{Status: 500, NoBody: true}},
		{Query: "case=move", Fault: Fault{Status: 302, NoBody: true, Header: http.Header{"Location": {"https://elsewhere.example/"}}}},
		{Query: "case=real", Fault: Fault{Header: http.Header{"X-Proxy": {"yes"}}, ContentType: "text/plain"}},
	}})
	own := c.do(c.request("GET", "/jobs?case=own"))
	equal(t, "own", own.status, 503)
	equal(t, "Retry-After", own.header.Get("Retry-After"), "2")
	if !strings.Contains(own.body, `"message":"The server answers 503 because a rule says so."`) {
		t.Errorf("own body is %s", own.body)
	}
	if body := c.do(c.request("GET", "/jobs?case=null")).body; !strings.Contains(body, `"message":"Object reference not set to an instance of an object."`) {
		t.Errorf("body of 500 is %s", body)
	}
	text := c.do(c.request("GET", "/jobs?case=text"))
	equal(t, "text", []any{text.status, text.header.Get("Content-Type"), text.body}, []any{502, "text/html", "<html>bad gateway</html>"})
	none := c.do(c.request("GET", "/jobs?case=none"))
	equal(t, "none", []any{none.status, none.body}, []any{500, ""})
	move := c.do(c.request("GET", "/jobs?case=move"))
	equal(t, "move", []any{move.status, move.header.Get("Location")}, []any{302, "https://elsewhere.example/"})
	real := c.do(c.request("GET", "/jobs?case=real"))
	equal(t, "real", []any{real.status, real.header.Get("X-Proxy"), real.header.Get("Content-Type")}, []any{200, "yes", "text/plain"})
	if !strings.HasPrefix(real.body, `{"refs":[`) {
		t.Errorf("real body is %s", real.body)
	}
}

func TestRuleInPlaceOfALogon(t *testing.T) {
	t.Parallel()
	c := &client{t: t, server: newServer(t, Config{Rules: []Rule{busy(Rule{Path: "/sessionMngr", Times: 1})}})}
	logon := func() int { return c.do(c.logonRequest(DefaultAccount.Username, DefaultAccount.Password)).status }
	equal(t, "first", logon(), 503)
	equal(t, "attempts", c.server.LogonAttempts(), 1)
	equal(t, "logons", c.server.Logons(), 0)
	equal(t, "second", logon(), 201)
	equal(t, "attempts", c.server.LogonAttempts(), 2)
}

func TestConfigurationThatCannotBeMeant(t *testing.T) {
	t.Parallel()
	for want, config := range map[string]Config{
		"build is 11, but only 12 and 13 are known":                                {Build: 11},
		`path prefix "backup" must begin with a slash and not end in one`:          {PathPrefix: "backup"},
		`username "a:b" must not be empty nor hold a colon`:                        {Accounts: []Account{{Username: "a:b"}}},
		`role "Boss" of account "a" is none of the three known`:                    {Accounts: []Account{{Username: "a", Role: "Boss"}}},
		`link host "em" must be scheme://host or scheme://host:port`:               {LinkHost: "em"},
		`page sizes and the maximum of logon sessions must not be`:                 {PageSize: -1},
		`idle timeout and latency must not be negative`:                            {Latency: -1},
		`rule "r": path pattern "[": syntax error in pattern`:                      {Rules: []Rule{{Name: "r", Path: "["}}},
		`rule "": skip and times must not be negative`:                             {Rules: []Rule{{Skip: -1}}},
		`rule "": percent 101 is not between 0 and 100`:                            {Rules: []Rule{{Percent: 101}}},
		`rule "": fault kind "slow" is not one of ["reset-before" "reset-in-body"`: {Rules: []Rule{{Fault: Fault{Kind: "slow"}}}},
		`rule "": status 99 is not between 200 and 599`:                            {Rules: []Rule{{Fault: Fault{Status: 99}}}},
		`rule "": delay -1ns is negative`:                                          {Rules: []Rule{{Fault: Fault{Delay: -1}}}},
	} {
		_, err := New(config)
		if err == nil || !strings.HasPrefix(err.Error(), "veeamsim: "+want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("AddRule took a malformed pattern")
		}
	}()
	newServer(t, Config{}).AddRule(Rule{Path: "["})
}
