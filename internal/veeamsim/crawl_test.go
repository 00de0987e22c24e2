package veeamsim

import (
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// leftOut are the links that lead nowhere, as README.md says under what it leaves out; the rest of the path is an ID.
var leftOut = []string{
	`^/(vmRestorePoints|vmReplicaPoints|agents/agentRestorePoints)/ID/mounts$`,
	`^/backupTaskSessions/ID(\?format=Entity)?$`, // what a discovered computer says of itself, as documented
	`^/replicaTaskSessions/ID\?format=Entity$`,   // what a CDP task session says of itself, as documented
	`^/jobs/ID$`, // of the sessions of file share jobs, which are under /nas/jobs
	`^/failoverPlans/ID/includes/ID$`,
	`^/cloud/tenants/ID/(freelicenseCounters|(resources|computeResources|subtenants)(/ID)?)$`,
	`^/agents/jobs/ID$`, // of the sessions of one machine of an agent job
}

// TestEveryLinkLeadsSomewhere follows every link of every body, from the logon session on, in both formats.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	t.Parallel()
	for _, accept := range []string{"application/json", "application/xml"} {
		c := newClient(t, Config{Inventory: Lab(noon), PageSize: 20})
		session := c.server.logons.of(DefaultAccount)[0].id
		crawl := &crawl{c: c, accept: accept, seen: map[string]bool{}}
		crawl.follow(t, "/logonSessions/"+session, "", "LogonSession")
		crawl.follow(t, "/systemSessions", "", "")
		for _, known := range []string{"/backupServers", "/jobs", "/vmRestorePoints", "/agents/discoveredComputers", "/nas/fileServers",
			"/hierarchyRoots", "/lookup", "/restoreSessions", "/cdpPolicies", "/cdpReplicaTaskSessions", "/reports/summary/repository", "/query"} {
			if !slices.ContainsFunc(crawl.order, func(path string) bool { return strings.HasPrefix(path, known) }) {
				t.Errorf("%s: no link leads to %s", accept, known)
			}
		}
		if crawl.rows < 1000 {
			t.Errorf("%s: only %d links were followed", accept, crawl.rows)
		}
	}
}

type crawl struct {
	c      *client
	accept string
	seen   map[string]bool
	order  []string
	rows   int
}

// follow reads a path and everything that its body links to, breadth first.
func (w *crawl) follow(t *testing.T, path, from, linkType string) {
	t.Helper()
	type step struct{ path, from, linkType string }
	for queue := []step{{path, from, linkType}}; len(queue) > 0; queue = queue[1:] {
		next := queue[0]
		if w.seen[next.path] {
			continue
		}
		w.seen[next.path], w.order, w.rows = true, append(w.order, next.path), w.rows+1
		r := w.c.request(http.MethodGet, next.path)
		r.Header.Set("Accept", w.accept)
		answer := w.c.do(r)
		if answer.status == http.StatusNotFound && isLeftOut(next.path) {
			continue
		}
		if answer.status != http.StatusOK {
			t.Errorf("%s, linked from %s as %s, answered %d: %s", next.path, next.from, next.linkType, answer.status, answer.body)
			continue
		}
		isList := strings.HasSuffix(next.linkType, "ReferenceList") || strings.HasSuffix(next.path, "/tenants") // which the page calls one
		if isList != strings.Contains(answer.body[:min(200, len(answer.body))], w.references()) {
			t.Errorf("%s, linked from %s as %s, is %.200s", next.path, next.from, next.linkType, answer.body)
		}
		for _, l := range linksOf(t, answer.body) {
			queue = append(queue, step{l[0], next.path, l[1]})
		}
	}
}

// references stand at the beginning of a list of references.
func (w *crawl) references() string {
	if w.accept == "application/xml" {
		return "<EntityReferences "
	}
	return `{"refs":[`
}

// gonePoint is the point that the newest session of mon01 made, and that is there no more.
const gonePoint = "61e4dceb-2c6a-4cc1-a2c9-550c62a6e36a"

func isLeftOut(path string) bool {
	if strings.HasPrefix(path, "/vmRestorePoints/"+gonePoint) {
		return true
	}
	id := regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f-]{27}`)
	return slices.ContainsFunc(leftOut, func(pattern string) bool {
		return regexp.MustCompile(pattern).MatchString(id.ReplaceAllString(path, "ID"))
	})
}

// linksOf are the paths below /api that a body links to, with the Types of the links. Actions are no links to read.
func linksOf(t *testing.T, body string) [][2]string {
	t.Helper()
	if strings.HasPrefix(body, "<") {
		return linksOfXML(t, body)
	}
	var tree any
	decode(t, body, &tree)
	var found [][2]string
	var walk func(node any)
	walk = func(node any) {
		switch n := node.(type) {
		case []any:
			for _, child := range n {
				walk(child)
			}
		case map[string]any:
			href, _ := n["href"].(string)
			linkType, _ := n["type"].(string)
			rel, isLink := n["rel"].(string)
			if href != "" && (!isLink || isToRead(rel)) {
				found = append(found, [2]string{pathBelow(t, href), linkType})
			}
			for _, child := range n {
				walk(child)
			}
		}
	}
	walk(tree)
	return found
}

func linksOfXML(t *testing.T, body string) [][2]string {
	t.Helper()
	var found [][2]string
	decoder := xml.NewDecoder(strings.NewReader(body))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return found
		}
		if err != nil {
			t.Fatalf("%v in %s", err, body)
		}
		start, isStart := token.(xml.StartElement)
		if !isStart {
			continue
		}
		attributes := map[string]string{}
		for _, a := range start.Attr {
			attributes[a.Name.Local] = a.Value
		}
		if href := attributes["Href"]; href != "" && (start.Name.Local != "Link" || isToRead(attributes["Rel"])) {
			found = append(found, [2]string{pathBelow(t, href), attributes["Type"]})
		}
	}
}

func isToRead(rel string) bool {
	return slices.Contains([]string{"Up", "Down", "Alternate", "Related", "First", "Prev", "Next", "Last"}, rel)
}

// pathBelow is what follows /api in an Href.
func pathBelow(t *testing.T, href string) string {
	t.Helper()
	u, err := url.Parse(href)
	if err != nil {
		t.Fatal(err)
	}
	path, found := strings.CutPrefix(u.RequestURI(), "/api")
	if !found {
		t.Fatalf("%s is not below /api", href)
	}
	return path
}
