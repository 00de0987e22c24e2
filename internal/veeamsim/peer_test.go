package veeamsim

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// peer is a client on the wire.
type peer struct {
	t      *testing.T
	server *Server
	header string // lines that every request has
}

type wireAnswer struct {
	status string
	header []string
	body   string
}

func newPeer(t *testing.T, build int, header string) *peer {
	t.Helper()
	return &peer{t, started(t, Config{Build: build, Inventory: Lab(noon)}), header}
}

// ask sends a request with further header lines, and a body or none.
func (p *peer) ask(method, target, header, body string) wireAnswer {
	p.t.Helper()
	head := method + " " + target + " HTTP/1.1\nHost: " + strings.TrimPrefix(p.server.URL(), "http://") + "\nConnection: close\n"
	status, lines, text := raw(p.t, p.server, head+p.header+header+"\n"+body)
	return wireAnswer{status, lines, text}
}

// get expects a 200.
func (p *peer) get(target string) string {
	p.t.Helper()
	answer := p.ask("GET", target, "", "")
	if answer.status != "200 OK" {
		p.t.Fatalf("GET %s answers %s: %s", target, answer.status, answer.body)
	}
	return answer.body
}

// logOn expects a 201, and sends the token with every further request in a header written as given.
func (p *peer) logOn(target, header, body, tokenName string) wireAnswer {
	p.t.Helper()
	answer := p.ask("POST", target, basicAuth+header, body)
	token := headerValue(answer.header, "X-RestSvcSessionId")
	if answer.status != "201 Created" || token == "" {
		p.t.Fatalf("the logon answers %s: %s", answer.status, answer.body)
	}
	p.header += tokenName + ": " + token + "\n"
	return answer
}

// logOff expects a 204, and that no session is left.
func (p *peer) logOff(target string) {
	p.t.Helper()
	if answer := p.ask("DELETE", target, "", ""); answer.status != "204 No Content" || p.server.OpenLogonSessions() != 0 {
		p.t.Errorf("DELETE %s answers %s, %d sessions are open", target, answer.status, p.server.OpenLogonSessions())
	}
}

// below is the target of an absolute link, which must begin with what was dialled.
func (p *peer) below(href string) string {
	p.t.Helper()
	target, found := strings.CutPrefix(href, p.server.URL())
	if !found {
		p.t.Fatalf("the link %q leads elsewhere than to %s", href, p.server.URL())
	}
	return target
}

// rowsAt are the rows of a list in a JSON body, by the way to it, as dotted keys.
func rowsAt(t *testing.T, body, way string) []map[string]any {
	t.Helper()
	var node any
	if err := json.Unmarshal([]byte(body), &node); err != nil {
		t.Fatalf("%v in %s", err, body)
	}
	for key := range strings.SplitSeq(way, ".") {
		object, _ := node.(map[string]any)
		node = object[key]
	}
	list, ok := node.([]any)
	if !ok {
		t.Fatalf("there is no list at %s in %s", way, body)
	}
	found := make([]map[string]any, len(list))
	for i := range list {
		found[i], _ = list[i].(map[string]any)
	}
	return found
}

func column(found []map[string]any, name string) []any {
	values := make([]any, len(found))
	for i := range found {
		values[i] = found[i][name]
	}
	return values
}

// xmlLink is a link or a reference in XML.
type xmlLink struct {
	Rel  string `xml:",attr"`
	Type string `xml:",attr"`
	Name string `xml:",attr"`
	Href string `xml:",attr"`
}

// linkOf is the first link of a body in XML that is wanted.
func linkOf(t *testing.T, body string, wanted func(l xmlLink) bool) xmlLink {
	t.Helper()
	var entity struct {
		Links []xmlLink `xml:"Links>Link"`
	}
	if err := xml.Unmarshal([]byte(body), &entity); err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(entity.Links, wanted)
	if i < 0 {
		t.Fatalf("there is no such link in %s", body)
	}
	return entity.Links[i]
}

func guidOf(uid any) string {
	text := fmt.Sprint(uid)
	return text[strings.LastIndexByte(text, ':')+1:]
}

func sessionOf(t *testing.T, p *peer) string {
	t.Helper()
	id, _ := rowsAt(t, p.get("/api/logonSessions"), "logonSessions")[0]["sessionId"].(string)
	return id
}
