package provider_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// hostile are names that break a page which escapes them wrongly, in the order of the report.
var hostile = []string{
	`"><img src=x onerror=alert(1)>`,
	`${path.module} %{ if true }`,
	`&lt;b&gt; &amp;amp; &#39;`,
	`' & </script><script>alert(1)</script>`,
	`' onfocus=alert(1) autofocus x='`,
	`--><script>alert(1)</script><!--`,
	`</bdi></td></table></style><script>alert(1)</script>`,
	`<script>alert(1)</script>`,
	`javascript:alert(1)`,
	strings.Repeat("longnamewithoutend", 50),
	"שרת \u202egnp.exe\u202c \u2067סוף\u2069",
	"サーバー 🖥 é",
}

// named is an inventory whose every text beyond the names' own is one of them as well.
func named(names []string) *nights {
	n := newNights().session(2, 1, 32, "").session(3, 1, 8, "")
	for _, name := range names {
		n.task(3, name, "", "Failed", 8, 7)
		n.inv.TaskSessions[len(n.inv.TaskSessions)-1].Reason = name
	}
	n.task(3, "! excluded", "", "Failed", 8, 7)
	n.inv.TaskSessions[0].Result = names[0] // EM's words are data too
	n.inv.BackupServers[0].Name, n.inv.Jobs[0].Name = names[0], names[3]
	return n
}

// skeleton is a page's elements and their attributes' names, without any text.
func (p page) skeleton() string {
	var b strings.Builder
	for n := range p.Descendants() {
		if n.Type == html.TextNode {
			continue
		}
		depth := 0
		for range n.Ancestors() {
			depth++
		}
		if n.Type != html.ElementNode {
			fmt.Fprintln(&b, depth, "a node of type", n.Type)
			continue
		}
		fmt.Fprint(&b, depth, " ", n.Data)
		for _, a := range n.Attr {
			fmt.Fprint(&b, " ", a.Key)
		}
		fmt.Fprintln(&b)
	}
	return b.String()
}

// TestReportEscapes: names stand in the page as they are, and the page has no element and no attribute more than one with tame names.
func TestReportEscapes(t *testing.T) {
	t.Parallel()
	tame := make([]string, len(hostile))
	for i := range tame {
		tame[i] = fmt.Sprintf("vm%02d", i)
	}
	const reason = `x'"><img src=y onerror=alert(1)>`
	until := time.Now().AddDate(0, 1, 0).Format(time.DateOnly)
	variables := func(title, reason, policy string) []string {
		return []string{"title=" + title, fmt.Sprintf(`exclude_machines={"! *"=%q}`, reason), fmt.Sprintf(`policies=[{name=%q,machines=["*"]}]`, policy),
			fmt.Sprintf(`waivers=[{machines=["nobody"],reason=%q,approved_by=%[1]q,until=%[2]q}]`, reason, until)}
	}
	want := parsePage(t, reportWorkspace(t, start(t, veeamsim.Config{Inventory: named(tame).today(), Clock: time.Now})).report(variables("tame", "old", "all")...))
	p := parsePage(t, reportWorkspace(t, start(t, veeamsim.Config{Inventory: named(hostile).today(), Clock: time.Now})).report(variables(hostile[7], reason, hostile[4])...))
	same(t, "skeleton", p.skeleton(), want.skeleton())
	wellMade(t, p)

	// What is excluded comes first.
	bdi := func(table string, column int) (texts []string) {
		for _, row := range p.all("table", table)[0].all("tbody", "")[0].all("tr", "") {
			cells := append(row.all("th", ""), row.all("td", "")...)
			texts = append(texts, cells[column].all("bdi", "")[0].text())
		}
		return texts
	}
	same(t, "names of violations", bdi("violations", 0), hostile)
	same(t, "reasons of violations", bdi("violations", 3), hostile)
	same(t, "names of machines", bdi("machines", 0)[1:], hostile)
	same(t, "reasons of machines", bdi("machines", 3)[1:], hostile)
	same(t, "job", bdi("machines", 5)[0], hostile[3])
	same(t, "server", bdi("machines", 6)[0], hostile[0])
	same(t, "result", p.rows("machines")[2][3], hostile[0]+" "+hostile[0])
	same(t, "heading", p.all("h1", "")[0].text(), hostile[7])
	same(t, "title", p.all("title", "")[0].text(), "Not compliant: "+hostile[7])
	same(t, "why", p.all("table", "exceptions")[0].all("td", "")[1].text(), reason)
	asked := pairs(p.section("asked-0"))
	same(t, "asked", asked[len(asked)-3:], []string{"Policy: " + hostile[4] + ": RPO 28h for *",
		"Waiver: nobody until " + until + ": " + reason + ", approved by " + reason, "Excluded: ! *: " + reason})
	same(t, "policy", p.all("table", "violations")[0].all("tbody", "")[0].all("th", "")[0].all("bdi", "")[1].text(), hostile[4])
}

// browser is a headless Chromium whose every request comes to the test.
type browser struct {
	t     *testing.T
	path  string
	proxy *httptest.Server

	mu       sync.Mutex
	pages    map[string]string
	requests []string
}

func newBrowser(t *testing.T) *browser {
	t.Helper()
	b := &browser{t: t, pages: map[string]string{}}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			b.path = path
			break
		}
	}
	if b.path == "" {
		t.Skip("none of chromium, chromium-browser and google-chrome is on the PATH")
	}
	b.proxy = httptest.NewServer(b)
	t.Cleanup(b.proxy.Close)
	return b
}

// ServeHTTP is the whole network: it answers what the test has put there, and notes everything.
func (b *browser) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !itsOwn.MatchString(r.RequestURI) {
		b.requests = append(b.requests, r.Method+" "+r.RequestURI)
	}
	text, known := b.pages[r.RequestURI]
	if !known {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write([]byte(text))
}

// itsOwn are addresses that Chromium asks by itself, whatever it shows. What a page tried to fetch, its script reads from the browser.
var itsOwn = regexp.MustCompile(`^(http://)?[a-z0-9.-]+\.(google|googleapis|gstatic)\.com[:/]`)

const reportURL = "http://report.test/"

// visit opens a page under reportURL and decodes what a script there has left in the root element's data-seen.
// It returns the requests that came.
func (b *browser) visit(page string, seen any, flags ...string) []string {
	b.t.Helper()
	b.put(reportURL, page)
	dom, complaints := b.run(append(flags, "--dump-dom")...)
	left := parsePage(b.t, dom).all("html", "")[0].attribute("data-seen")
	if err := json.Unmarshal([]byte(left), seen); err != nil {
		b.t.Fatalf("%v in %q of\n%s\n%s", err, left, dom, complaints)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.requests
}

// run opens reportURL and does with it what the flags say.
func (b *browser) run(flags ...string) (output, complaints string) {
	b.t.Helper()
	// Not a folder of the test: processes of Chromium may still write there for a moment.
	profile, err := os.MkdirTemp(sharedDir, "chromium")
	if err != nil {
		b.t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(b.t.Context(), 2*time.Minute)
	defer cancel()
	arguments := append([]string{"--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-default-apps", "--no-pings", "--hide-scrollbars",
		"--user-data-dir=" + profile, "--proxy-server=" + b.proxy.Listener.Addr().String(), "--proxy-bypass-list=<-loopback>"}, flags...)
	command := exec.CommandContext(ctx, b.path, append(arguments, reportURL)...)
	var said bytes.Buffer
	command.Stderr = &said
	text, err := command.Output()
	if err != nil {
		b.t.Fatal(err, said.String())
	}
	return string(text), said.String()
}

func (b *browser) put(address, page string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.pages[address], b.requests = page, nil
}

// driver runs before the page's own policy stands, and so changes nothing of the page: it takes notes and clicks on headings.
const driver = `<head><script>
const seen = { dialogs: [], errors: [], sorted: [] };
for (const name of ['alert', 'confirm', 'prompt']) window[name] = (text) => { seen.dialogs.push(name + ' ' + text); };
addEventListener('error', (event) => seen.errors.push(event.message || event.target.tagName), true);
addEventListener('load', () => {
  const table = document.querySelector('table.machines');
  const headings = [...table.tHead.rows[0].cells];
  const note = () => seen.sorted.push(headings.map((h) => ({ ascending: '+', descending: '-' })[h.getAttribute('aria-sort')] || '.').join('')
    + ' ' + [...table.tBodies[0].rows].map((row) => row.cells[0].textContent).join(' '));
  note();
  for (const column of [0, 0, 1, 2, 2, 3]) {
    const button = headings[column].querySelector('button');
    button.focus();
    document.activeElement.click();
    note();
  }
  seen.ink = getComputedStyle(document.querySelector('.verdict .word')).color;
  seen.tried = performance.getEntriesByType('resource').map((entry) => entry.name);
  document.documentElement.dataset.seen = JSON.stringify(seen);
});
</script>`

type sight struct {
	Dialogs, Errors, Sorted, Tried []string
	Ink                            string
}

func TestReportInBrowser(t *testing.T) {
	t.Parallel()
	b := newBrowser(t)
	n := newNights().session(1, 1, 80, "").session(2, 1, 32, "").session(3, 1, 8, "").
		task(3, "VM2", "", "Success", 8, 7).task(3, "vm10", "", "Success", 7, 6).task(3, "vm9", "", "Warning", 8-1/7200., 7).
		task(2, "<b>", "", "Success", 32, 31).task(3, "<b>", "", "Failed", 8, 5).task(3, "<script>alert(1)</script>", "", "Failed", 8, 5)
	text := reportWorkspace(t, start(t, veeamsim.Config{Inventory: n.today(), Clock: time.Now})).report()
	script := "<script>alert(1)</script>"

	driven := strings.Replace(text, "<head>", driver, 1)
	var got sight
	requests := b.visit(driven, &got)
	same(t, "seen", got, sight{
		Dialogs: []string{}, Errors: []string{}, Tried: []string{}, Ink: "rgb(166, 27, 27)",
		Sorted: []string{
			"+...... <b> " + script + " vm10 VM2 vm9",
			"-...... vm10 vm9 VM2 " + script + " <b>",
			"+...... <b> " + script + " VM2 vm9 vm10",
			".+..... <b> " + script + " VM2 vm9 vm10",
			"..+.... " + script + " <b> VM2 vm9 vm10",
			"..-.... vm10 vm9 VM2 <b> " + script,
			"...+... <b> " + script + " vm10 VM2 vm9",
		},
	})
	same(t, "requests", requests, []string{"GET " + reportURL})

	// Were the escaping broken, the policy would still hold; without the policy this test would notice.
	broken := strings.Replace(driven, "</main>", `<img src="/probe.png"><script>alert(1)</script></main>`, 1)
	got = sight{}
	requests = b.visit(broken, &got)
	same(t, "dialogs", got.Dialogs, []string{})
	same(t, "tried", got.Tried, []string{reportURL + "probe.png"}) // and not sent
	same(t, "requests", requests, []string{"GET " + reportURL})
	got = sight{}
	requests = b.visit(strings.Replace(broken, "Content-Security-Policy", "none", 1), &got)
	same(t, "dialogs", got.Dialogs, []string{"alert 1"})
	same(t, "requests", requests[:2], []string{"GET " + reportURL, "GET " + reportURL + "probe.png"})
}

// TestReportFits: from 360 pixels on nothing is wider than the window, whatever machines are called.
func TestReportFits(t *testing.T) {
	t.Parallel()
	b := newBrowser(t)
	b.put(reportURL+"report", reportWorkspace(t, start(t, veeamsim.Config{Inventory: named(hostile).today(), Clock: time.Now})).report("title="+hostile[9]))
	const frames = `<!DOCTYPE html><script>
const wanted = [360, 390, 768, 1280, 1920];
for (const width of wanted) document.write('<iframe src="/report" width="' + width + '" height="800"></iframe>');
addEventListener('load', () => {
  const widths = [...document.querySelectorAll('iframe')].map((frame) => frame.contentDocument.documentElement.scrollWidth);
  document.documentElement.dataset.seen = JSON.stringify(widths);
});
</script>`
	var widths []int
	b.visit(frames, &widths)
	same(t, "widths", widths, []int{360, 390, 768, 1280, 1920})
}
