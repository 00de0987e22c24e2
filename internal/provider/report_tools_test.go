package provider_test

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// filtering types into the box above the tables, and notes which machines are left and what the page says.
const filtering = `<head><script>
const seen = [];
addEventListener('error', (event) => seen.push(event.message), true);
addEventListener('load', () => {
  const box = document.querySelector('#filter');
  for (const text of ['VM', 'CAFE\u0301', 'failed  <B>', 'nobody', ' ']) {
    box.value = text;
    box.dispatchEvent(new Event('input'));
    const rows = [...document.querySelectorAll('.machines tbody tr')].filter((row) => row.checkVisibility());
    seen.push([...rows.map((row) => row.cells[0].textContent), document.querySelector('.shown').textContent].join(' | '));
  }
  document.documentElement.dataset.seen = JSON.stringify(seen);
});
</script>`

// TestReportFilters: rows that hold every word are left, in any case and form of Unicode, and the page says how many.
func TestReportFilters(t *testing.T) {
	t.Parallel()
	b := newBrowser(t)
	n := newNights().session(3, 1, 8, "").task(3, "VM2", "", "Success", 8, 7).task(3, "vm10", "", "Success", 7, 6).
		task(3, "caf\u00e9", "", "Failed", 8, 5).task(3, "<b>", "", "Failed", 8, 5)
	text := reportWorkspace(t, start(t, veeamsim.Config{Inventory: n.today(), Clock: time.Now})).report()
	var got []string
	b.visit(strings.Replace(text, "<head>", filtering, 1), &got)
	same(t, "seen", got, []string{
		"vm10 | VM2 | Filtered by “VM”. Violations: 0 of 2, Machines: 2 of 4.",
		"caf\u00e9 | Filtered by “CAFE\u0301”. Violations: 1 of 2, Machines: 1 of 4.",
		"<b> | Filtered by “failed  <B>”. Violations: 1 of 2, Machines: 1 of 4.",
		"Filtered by “nobody”. Violations: 0 of 2, Machines: 0 of 4.",
		"<b> | caf\u00e9 | vm10 | VM2 | ",
	})
}

// saving presses both buttons while a filter is set, and takes the files from where the browser would.
const saving = `<head><script>
const seen = { Errors: [], Files: [] };
addEventListener('error', (event) => seen.Errors.push(event.message), true);
addEventListener('securitypolicyviolation', (event) => seen.Errors.push(event.violatedDirective));
const RealBlob = Blob;
let text;
Blob = class extends RealBlob {
  constructor(parts, options) { super(parts, options); text = options.type + '\n' + parts.join(''); }
};
HTMLAnchorElement.prototype.click = function () { seen.Files.push({ Name: this.download, Scheme: this.href.slice(0, 5), Text: text }); };
addEventListener('load', () => {
  const box = document.querySelector('#filter');
  box.value = 'nobody';
  box.dispatchEvent(new Event('input'));
  for (const button of document.querySelectorAll('[data-save]')) button.click();
  document.documentElement.dataset.seen = JSON.stringify(seen);
});
</script>`

// savedPage is what the page saves as JSON.
type savedPage struct {
	Title     string
	Compliant bool
	Verdicts  []struct {
		EnterpriseManager string `json:"enterprise_manager"`
		Compliant         bool
		Message           string
		Evidence          struct {
			Account  string
			RowsRead int `json:"rows_read"`
		}
		Arguments struct{ RPO string }
	}
	Rows []map[string]*string
}

// TestReportSaves: what is saved has every machine and what violates without being one, as they are called; a spreadsheet takes none of it
// for a formula.
func TestReportSaves(t *testing.T) {
	t.Parallel()
	b := newBrowser(t)
	n := newNights().session(3, 1, 8, "").task(3, "vm10", "vm-10", "Success", 8, 7).task(3, "VM2", "vm-2", "Success", 8, 7)
	for _, name := range append([]string{"=1+1", "@sum", "a \"b\",\nc"}, hostile...) {
		n.task(3, name, "", "Failed", 8, 7)
		n.inv.TaskSessions[len(n.inv.TaskSessions)-1].Reason = name
	}
	page := reportWorkspace(t, start(t, veeamsim.Config{Inventory: n.today(), Clock: time.Now})).report(`job_names=["Nightly","Dropped"]`, "title="+hostile[7])
	var got struct {
		Errors []string
		Files  []struct{ Name, Scheme, Text string }
	}
	b.visit(strings.Replace(page, "<head>", saving, 1), &got)
	if len(got.Errors) > 0 || len(got.Files) != 2 {
		t.Fatalf("%q, %d files", got.Errors, len(got.Files))
	}
	for i, ending := range []string{"csv", "json"} {
		if f := got.Files[i]; f.Scheme != "blob:" || !regexp.MustCompile(`^backup-compliance-\d{4}-\d\d-\d\d\.`+ending+`$`).MatchString(f.Name) {
			t.Errorf("%s %s", f.Scheme, f.Name)
		}
	}

	var saved savedPage
	if err := json.Unmarshal([]byte(strings.TrimPrefix(got.Files[1].Text, "application/json\n")), &saved); err != nil {
		t.Fatal(err)
	}
	same(t, "title", saved.Title, hostile[7])
	v := saved.Verdicts[0]
	same(t, "verdict", []any{saved.Compliant, len(saved.Verdicts), v.EnterpriseManager, v.Compliant, strings.HasPrefix(v.Message, "17 judged, 16 violations."),
		v.Evidence.Account, v.Evidence.RowsRead, v.Arguments.RPO},
		[]any{false, 1, "127.0.0.1", false, true, veeamsim.DefaultAccount.Username, 18, "28h"})

	records, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(got.Files[0].Text, "text/csv\n\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	same(t, "rows", []int{len(records), len(saved.Rows)}, []int{19, 18})
	name, reason := slices.Index(records[0], "name"), slices.Index(records[0], "last_reason")
	for i, record := range records[1:] {
		for column, text := range record {
			want := saved.Rows[i][records[0][column]]
			if want != nil && strings.HasPrefix(*want, "=") || want != nil && strings.HasPrefix(*want, "@") || want != nil && strings.HasPrefix(*want, "-") {
				*want = "'" + *want
			}
			if want == nil && text != "" || want != nil && text != *want {
				t.Errorf("row %d, column %s: %q in CSV", i, records[0][column], text)
			}
		}
		if record[reason] != "" && record[reason] != record[name] {
			t.Errorf("%q has the reason %q", record[name], record[reason])
		}
	}
	same(t, "first", records[1][:4], []string{"job", "127.0.0.1", "", "Dropped"})
	last := records[slices.IndexFunc(records, func(record []string) bool { return record[name] == "vm10" })]
	same(t, "a machine", last[:9], []string{"machine", "127.0.0.1", "vbr01", "vm10", "vm-10", "compliant", "", "", "28h"})
	for _, want := range append([]string{"'=1+1", "'@sum", "a \"b\",\nc"}, hostile...) {
		if want = strings.TrimPrefix(want, "'-"); !slices.ContainsFunc(records, func(record []string) bool { return strings.HasSuffix(record[name], want) }) {
			t.Errorf("%q is not in the CSV", want)
		}
	}
}

// axeCore is the newest source of axe-core that was looked at, which finds what keeps people from using a page.
func axeCore(t *testing.T) string {
	t.Helper()
	npm, err := exec.LookPath("npm")
	if err != nil {
		t.Skip("npm, which fetches axe-core, is not on the PATH")
	}
	folder := t.TempDir()
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	fetch := exec.CommandContext(ctx, npm, "install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", "axe-core@4.14.1")
	if text, err := fetch.CombinedOutput(); err != nil {
		t.Skipf("npm could not fetch axe-core: %v\n%s", err, text)
	}
	source, err := os.ReadFile(filepath.Join(folder, "node_modules/axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	return string(source)
}

// looking runs axe-core in a page of each width, and notes the background, what it found, and whether it looked at all.
const looking = `<!DOCTYPE html><html lang="en"><title>frames</title><script>
const widths = [390, 1280, 1920];
const seen = [];
function look(frame) {
  frame.axe.run(frame.document, { resultTypes: ['violations'] }).then((found) => {
    const background = frame.getComputedStyle(frame.document.body).backgroundColor;
    seen.push([background, found.passes.length > 20, ...found.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html).join(' '))].join(' '));
    if (seen.length === widths.length) document.documentElement.dataset.seen = JSON.stringify([...new Set(seen)]);
  });
}
for (const width of widths) document.write('<iframe src="/report" width="' + width + '" height="800" onload="look(this.contentWindow)"></iframe>');
</script>`

// TestReportForEveryone: axe-core has nothing to say against the page, light and dark, on a phone and on a wide screen.
func TestReportForEveryone(t *testing.T) {
	t.Parallel()
	b := newBrowser(t)
	axe := axeCore(t)
	until := time.Now().AddDate(0, 1, 0).Format(time.DateOnly)
	text := reportWorkspace(t, start(t, veeamsim.Config{Inventory: veeamsim.Lab(time.Now()), Clock: time.Now})).report(`expect_inventory=["*"]`,
		`exclude_machines={"lnx-*"="built anew"}`, `policies=[{name="mail",machines=["mail*"],rpo="1d6h"}]`,
		`waivers=[{machines=["app02"],reason="host is moved",until="`+until+`"}]`)
	if !strings.Contains(text, "<small>vm_uid") {
		t.Error("no name is there twice")
	}
	text = strings.Replace(text, "<head>", "<head><script>"+axe+"</script>", 1)
	for scheme, background := range map[string]string{"0": "rgb(16, 20, 26)", "1": "rgb(244, 245, 247)"} {
		flags := []string{"--blink-settings=preferredColorScheme=" + scheme, "--virtual-time-budget=600000"}
		var found []string
		b.put(reportURL+"report", text)
		b.visit(looking, &found, flags...)
		same(t, "found", found, []string{background + " true"})
		if scheme == "0" {
			continue
		}
		b.put(reportURL+"report", strings.Replace(text, `<html lang="en">`, "<html>", 1))
		b.visit(looking, &found, flags...)
		same(t, "found where the language is missing", len(found) == 1 && strings.Contains(found[0], "html-has-lang"), true)
	}
}

// TestReportOnPaper: 500 machines take few pages.
func TestReportOnPaper(t *testing.T) {
	t.Parallel()
	b := newBrowser(t)
	inv := veeamsim.Generate(veeamsim.Counts{Servers: 1, Jobs: 10, SessionsPerJob: 2, MachinesPerSession: 50, FailedPercent: 2}, time.Now())
	b.put(reportURL, reportWorkspace(t, start(t, veeamsim.Config{Inventory: inv, Clock: time.Now})).report("rpo=26h"))
	path := filepath.Join(t.TempDir(), "report.pdf")
	b.run("--no-pdf-header-footer", "--print-to-pdf="+path)
	pdf, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	pages := len(regexp.MustCompile(`/Type\s*/Page\b[^s]`).FindAll(pdf, -1))
	if pages < 8 || pages > 20 {
		t.Errorf("%d pages", pages)
	}
}
