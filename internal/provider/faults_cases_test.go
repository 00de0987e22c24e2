package provider_test

import (
	"net/http"
	"strings"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// faultCase is a fault, and what a read must make of it.
type faultCase struct {
	name  string
	fault veeamsim.Fault
	// logon puts the fault on the logon instead of the reads; times bounds it (0: always).
	logon bool
	times int
	// says is in the error; empty: the read succeeds with the right rows.
	says string
	// hits is how many requests meet the fault, for each data request of the source; 0: not counted.
	hits int
	// untyped lets sources pass that have none of the fields whose type is wrong.
	untyped bool
	config  veeamsim.Config
	// settings are the provider's beside the account; refused closes the server's port first.
	settings map[string]any
	refused  bool
	crowded  bool
	// odd changes the inventory; warns lets warnings stand beside the right rows.
	odd   func(*veeamsim.Inventory)
	warns bool
	// shrinks: a row that is none of the wanted ones stands on the first page, and goes while the second one is read.
	shrinks bool
}

const attempts = 3 // max_retries is 2

var faultCases = []faultCase{
	{name: "no fault"},
	{name: "connection refused", refused: true, says: "Nothing listens at endpoint"},
	{name: "reset before the body once", fault: veeamsim.Fault{Kind: veeamsim.ResetBefore}, times: 1, hits: 1},
	{name: "reset before the body", fault: veeamsim.Fault{Kind: veeamsim.ResetBefore}, says: "got no complete answer"},
	{name: "reset in the body once", fault: veeamsim.Fault{Kind: veeamsim.ResetInBody}, times: 1, hits: 1},
	{name: "reset in the body", fault: veeamsim.Fault{Kind: veeamsim.ResetInBody}, says: "got no complete answer", hits: attempts},
	{name: "body cut with its right length", fault: veeamsim.Fault{Kind: veeamsim.CutRightLength}, says: "the JSON is cut short", hits: 1},
	{name: "body cut with a wrong length", fault: veeamsim.Fault{Kind: veeamsim.CutWrongLength}, says: "unexpected EOF", hits: attempts},
	{name: "slow body", fault: veeamsim.Fault{Kind: veeamsim.SlowBody}, settings: map[string]any{"request_timeout": "500ms"},
		says: "no complete answer within the request timeout", hits: 1},
	{name: "never an answer", fault: veeamsim.Fault{Kind: veeamsim.Hang}, settings: map[string]any{"request_timeout": "500ms"},
		says: "no complete answer within the request timeout", hits: 1},
	{name: "400", fault: veeamsim.Fault{Status: 400}, says: "did not accept the query"}, // it may be the page size: some are asked again
	{name: "400 at the logon", fault: veeamsim.Fault{Status: 400}, logon: true, says: "api_version", hits: 1},
	{name: "401 once", fault: veeamsim.Fault{Status: 401}, times: 1, hits: 1},
	{name: "401", fault: veeamsim.Fault{Status: 401}, says: "A fresh logon session was refused", hits: 2},
	{name: "403", fault: veeamsim.Fault{Status: 403}, says: "needs at least the role Portal", hits: 1},
	{name: "404", fault: veeamsim.Fault{Status: 404}, says: "Nothing was found", hits: 1},
	{name: "404 at the logon", fault: veeamsim.Fault{Status: 404}, logon: true, says: "endpoint is probably wrong", hits: 1},
	{name: "405 at the logon", fault: veeamsim.Fault{Status: 405}, logon: true, says: "endpoint is probably wrong", hits: 1},
	{name: "429 with Retry-After in seconds", fault: veeamsim.Fault{Status: 429, Header: http.Header{"Retry-After": {"0"}}}, times: 1, hits: 1},
	{name: "429 with Retry-After as a date", fault: veeamsim.Fault{Status: 429, Header: http.Header{"Retry-After": {now.Format(http.TimeFormat)}}}, times: 1, hits: 1},
	{name: "429 with Retry-After beyond the timeout", fault: veeamsim.Fault{Status: 429, Header: http.Header{"Retry-After": {"3600"}}}, says: "asks to come back in 1h0m0s", hits: 1},
	{name: "500 once", fault: veeamsim.Fault{Status: 500}, times: 1, hits: 1},
	{name: "500", fault: veeamsim.Fault{Status: 500}, says: "answered with status 500", hits: attempts},
	{name: "503 for longer than the retries", fault: veeamsim.Fault{Status: 503}, says: "answered with status 503", hits: attempts},
	{name: "HTML", fault: veeamsim.Fault{Kind: veeamsim.HTML}, says: "was answered by a web page", hits: 1},
	{name: "empty body", fault: veeamsim.Fault{Kind: veeamsim.EmptyBody}, says: "the answer is empty", hits: 1},
	{name: "XML", fault: veeamsim.Fault{Kind: veeamsim.XML}, says: "the answer is not JSON", hits: 1},
	{name: "gzip", fault: veeamsim.Fault{Kind: veeamsim.Gzip}},
	{name: "broken gzip", fault: veeamsim.Fault{Kind: veeamsim.BrokenGzip}, says: "got no complete answer"},
	{name: "unknown fields", fault: veeamsim.Fault{Kind: veeamsim.UnknownFields}},
	{name: "nulls everywhere", fault: veeamsim.Fault{Kind: veeamsim.NullFields}, says: "UID", hits: 1},
	{name: "wrong type", fault: veeamsim.Fault{Kind: veeamsim.WrongType}, says: "the JSON cannot be read", untyped: true},
	{name: "20 MiB of garbage", fault: veeamsim.Fault{Kind: veeamsim.Garbage}, says: "the JSON", hits: 1},
	{name: "redirect to another host", fault: veeamsim.Fault{Status: 302, Header: http.Header{"Location": {"https://elsewhere.example/x"}}},
		says: "redirected (status 302) to https://elsewhere.example.", hits: 1},
	{name: "expired certificate", config: veeamsim.Config{Certificate: veeamsim.CertificateOptions{NotBefore: now.AddDate(-3, 0, 0), NotAfter: now.AddDate(-2, 0, 0)}},
		says: "certificate has expired"},
	{name: "wrong host name", config: veeamsim.Config{Certificate: veeamsim.CertificateOptions{Hosts: []string{"other.example"}}}, says: "cannot validate certificate for 127.0.0.1"},
	{name: "logon without a token", fault: veeamsim.Fault{Kind: veeamsim.NoToken}, logon: true, says: "has no X-RestSvcSessionId header", hits: 1},
	{name: "a member twice", fault: veeamsim.Fault{Kind: veeamsim.DuplicateMembers}, says: "twice, with different values", hits: 1},
	{name: "a member twice in two cases", fault: veeamsim.Fault{Kind: veeamsim.DuplicateCase}, says: "twice, with different values", hits: 1},
	{name: "request echoed", fault: veeamsim.Fault{Kind: veeamsim.EchoHeaders}, says: "answered with status 500", hits: attempts},
	{name: "request echoed in JSON", fault: veeamsim.Fault{Kind: veeamsim.EchoHeaders, Status: 400, ContentType: "application/json"}, says: "***"},
	{name: "request echoed in XML", fault: veeamsim.Fault{Kind: veeamsim.EchoHeaders, Status: 400, ContentType: "application/xml"}, says: "***"},
	{name: "logon echoed", fault: veeamsim.Fault{Kind: veeamsim.EchoHeaders, Status: 400, ContentType: "application/json"}, logon: true, says: "***", hits: 1},
	{name: "a day old in a cache", fault: veeamsim.Fault{Header: http.Header{"Age": {"90000"}, "Via": {"1.1 squid"}}}, says: "answered from a cache", hits: 1},
	{name: "logon a day old in a cache", fault: veeamsim.Fault{Header: http.Header{"Age": {"90000"}}}, logon: true, says: "answered from a cache", hits: 1},
	{name: "20,000 deep", fault: veeamsim.Fault{Status: 200, Body: strings.Repeat(`{"Entities":`, 20000)}, says: "was answered with status 200", hits: 1},
	{name: "an exponent", fault: veeamsim.Fault{Status: 200, Body: `{"PagingInfo":{"PagesCount":1e10000000},"UID":1e10000000}`}, says: "was answered with status 200", hits: 1},
	{name: "rows under another name", fault: veeamsim.Fault{Status: 200, Body: `{"Items":[{"UID":"urn:veeam:Job:` + guid(2, 1) + `"}],"PagingInfo":{"PagesCount":1}}`},
		says: "was answered with status 200", hits: 1},
	{name: "one row a page", config: veeamsim.Config{MaxPageSize: 1}},
	{name: "a page size refused", config: veeamsim.Config{RefusePageSizeAbove: 100}},
	{name: "the page size ignored", config: veeamsim.Config{IgnorePageSize: true}},
	{name: "no PagingInfo", config: veeamsim.Config{OmitPagingInfo: true}},
	{name: "a page count of one", config: veeamsim.Config{MaxPageSize: 2, PagesCountIsOne: true}},
	{name: "a page that shrinks", config: veeamsim.Config{MaxPageSize: 1}, shrinks: true},
	{name: "pages that shrink without PagingInfo", config: veeamsim.Config{MaxPageSize: 2, OmitPagingInfo: true}, shrinks: true},
	{name: "a clock that is late", config: veeamsim.Config{DateClock: func() time.Time { return now.Add(-72 * time.Hour) }}, warns: true},
	{name: "ends before the beginning", odd: func(inv *veeamsim.Inventory) {
		for i := range inv.TaskSessions {
			inv.TaskSessions[i].Ended = time.Date(1899+i, 12, 30, 0, 0, 0, 0, time.UTC)
		}
	}},
	{name: "too many logon sessions", config: veeamsim.Config{MaxLogonSessions: 1}, crowded: true, says: "answered with status 503"},
}
