package provider_test

import (
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

const reportFolder = "examples/compliance-report"

// reportWorkspace is the example as it stands, pointed at a simulator by the environment.
func reportWorkspace(t *testing.T, sim *veeamsim.Server) *workspace {
	t.Helper()
	w := emptyWorkspace(t)
	for _, pattern := range []string{"*.tf", "report.*"} { // and not what a run of the example has left
		files, err := filepath.Glob(filepath.Join(root, reportFolder, pattern))
		if err != nil || len(files) == 0 {
			t.Fatal(files, err)
		}
		for _, file := range files {
			w.write(filepath.Base(file), read(t, filepath.Join(reportFolder, filepath.Base(file))))
		}
	}
	w.env = append(w.env, environment(sim)...)
	if got := w.run("init", "-no-color"); got.code != 0 {
		t.Fatal(got.text)
	}
	return w
}

// report applies and returns the page.
func (w *workspace) report(variables ...string) string {
	w.t.Helper()
	args := []string{"apply", "-auto-approve", "-no-color"}
	for _, v := range variables {
		args = append(args, "-var", v)
	}
	if got := w.run(args...); got.code != 0 || strings.Contains(got.text, "<html") {
		w.t.Fatalf("exit code %d:\n%s", got.code, got.text)
	}
	got := w.run("output", "-raw", "report_html")
	if got.code != 0 {
		w.t.Fatal(got.text)
	}
	return got.text
}

func TestReportOfLab(t *testing.T) {
	t.Parallel()
	w := reportWorkspace(t, start(t, veeamsim.Config{Inventory: veeamsim.Lab(now)}))
	p := parsePage(t, w.report(`expected_machines=["erp01","web01"]`))

	same(t, "title", p.all("title", "")[0].text(), "Not compliant: Backup compliance")
	same(t, "age", textsOf(p.all("p", "asked")),
		[]string{"A good backup of every machine within 26h, as of the last successful apply. The newest session seen ended on 2026-06-16 at 07:46:40 (UTC)."})
	same(t, "verdict", textsOf(p.all("div", "verdict")), []string{
		"Not compliant 16 of 20 machines have a good backup that ended within 26h. What violates this stands below with its reason.",
	})
	same(t, "counts", textsOf(p.all("dl", "counts")[0].all("dd", "")), []string{"20", "16", "4", "0"})
	same(t, "legend", textsOf(p.all("ul", "legend")[0].all("li", "")), []string{"Failed 3", "No result 1", "Warning 1", "Success 15"})
	bar := p.all("svg", "bar")[0]
	same(t, "bar", textsOf(bar.all("desc", "")), []string{"Failed: 3, No result: 1, Warning: 1, Success: 15"})
	var parts []string
	for _, rect := range bar.all("rect", "") {
		parts = append(parts, rect.attribute("class")+" "+rect.attribute("x")+" "+rect.attribute("width"))
	}
	same(t, "parts of the bar", parts, []string{"failed 0 150", "none 150 50", "warning 200 50", "success 250 750"})
	same(t, "violations", p.rows("violations"), [][]string{
		{"Name", "Cause", "Last good backup", "Reason", "Backup server"},
		{"app02", "failed newest session failed", "2026-06-15 00:20:57",
			"Cannot connect to the host [esx03.lab.example]: a connection attempt failed because the connected party did not " +
				"properly respond after a period of time. Processing of app02 ended.", "vbr01.lab.example"},
		{"db02", "failed newest session failed", "2026-06-15 00:33:45",
			`Error: There is not enough space on the disk. Failed to write data to the file [D:\Backup\Nightly VMs\db02.vm-2043.vib]. ` +
				`Repository: Backup Volume 01. Agent failed to process method {DataTransfer.SyncDisk}.`, "vbr01.lab.example"},
		{"erp01", "never no good backup", "– none", "– none given", "– not known"},
		{"mail01", "failed newest session failed", "2026-06-15 01:44:30",
			"Unable to create a VM snapshot: VSSControl: -2147467259 Backup job failed. Cannot create a shadow copy of the volumes " +
				"containing writer's data. VSS asynchronous operation is not completed. Operation: [Shadow copies commit]. Code: [0x8004231f]. " +
				"Timed out after 900 seconds.", "vbr01.lab.example"},
	})
	machines := p.rows("machines")
	same(t, "number of machines", len(machines), 21)
	for _, want := range [][]string{
		{"Name", "Verdict", "Last good backup", "Newest result", "Newest end", "Jobs", "Backup server"},
		{"app01", "compliant", "2026-06-16 00:16:57", "Success", "2026-06-16 00:16:57", "Nightly VMs", "vbr01.lab.example"},
		{"erp01", "violation", "– none", "– none finished", "– none", "– not known", "– not known"},
		{"file01", "compliant", "2026-06-16 00:59:50", "Warning Changed block tracking cannot be enabled: one or more snapshots are present. Full disk scan was used instead.",
			"2026-06-16 00:59:50", "Nightly VMs", "vbr01.lab.example"},
	} {
		if !slices.ContainsFunc(machines, func(got []string) bool { return slices.Equal(got, want) }) {
			t.Errorf("%q is not in\n%q", want, machines)
		}
	}
	asked := textsOf(p.all("section", "notes")[0].all("dd", ""))
	same(t, "asked", asked[:6], []string{
		"26h: how old the last good backup may be", "720h: how far back sessions were looked at", "a backup with a warning is a good one",
		"all of the types Backup, AgentBackup and AgentManagement; copies do not count", "erp01, web01", "no machine",
	})
	wellMade(t, p)
}

func TestReportCompliant(t *testing.T) {
	t.Parallel()
	n := newNights().session(2, 1, 32, "").session(3, 1, 8, "").task(2, "web01", "", "Success", 32, 31).task(3, "web01", "", "Success", 8, 7)
	w := reportWorkspace(t, start(t, veeamsim.Config{Inventory: n.inv}))
	const stands = " a good backup that ended within 26h. What violates this stands below with its reason."
	for _, c := range []struct {
		variables       []string
		title, verdict  string
		says            []string
		first           []string
		violating, rows int
	}{
		{nil, "Compliant: Backup compliance", "Compliant 1 of 1 machine has a good backup that ended within 26h.", []string{"None."}, nil, 0, 2},
		{
			[]string{"rpo=6h", "title=Six hours"}, "Not compliant: Six hours", "Not compliant 0 of 1 machine has" + strings.Replace(stands, "26h", "6h", 1), nil,
			[]string{"web01", "stale last good backup too old", "2026-06-16 01:00:00", "– none given", "vbr01"}, 2, 2,
		},
		{
			[]string{`job_names=["Nightly","Dropped"]`}, "Not compliant: Backup compliance", "Not compliant 1 of 1 machine has" + stands, nil,
			[]string{"Dropped job", "no_sessions job without sessions", "– none", "– none given", "– not known"}, 2, 2,
		},
		{[]string{`exclude_machines=["*"]`}, "Not compliant: Backup compliance", "Not compliant No machine is in scope, and an empty answer proves nothing.",
			[]string{"None, because there was nothing to look at."}, nil, 0, 0},
	} {
		p := parsePage(t, w.report(c.variables...))
		same(t, "title", p.all("title", "")[0].text(), c.title)
		same(t, "verdict", textsOf(p.all("div", "verdict")), []string{c.verdict})
		same(t, "says", textsOf(p.all("section", "")[1].all("p", "")), c.says)
		violations := p.rows("violations")
		same(t, "rows", []int{len(violations), len(p.rows("machines"))}, []int{c.violating, c.rows})
		if c.violating > 0 {
			same(t, "violation", violations[1], c.first)
		}
		wellMade(t, p)
	}
}

// TestReportStays: an hour later, with the same data and the same verdict, the page is the same to the byte.
func TestReportStays(t *testing.T) {
	t.Parallel()
	var passed atomic.Int64
	sim := start(t, veeamsim.Config{Inventory: veeamsim.Lab(now), Clock: func() time.Time { return now.Add(time.Duration(passed.Load())) }})
	w := reportWorkspace(t, sim)
	first := w.report()
	passed.Store(int64(time.Hour))
	if got := w.run("plan", "-detailed-exitcode", "-no-color"); got.code != 0 {
		t.Errorf("exit code %d:\n%s", got.code, got.text)
	}
	same(t, "page", w.report(), first)
}

// TestReportOf2000 has a page for 2,000 machines, of which 100 failed.
func TestReportOf2000(t *testing.T) {
	t.Parallel()
	inv := veeamsim.Generate(veeamsim.Counts{Servers: 4, Jobs: 40, SessionsPerJob: 3, MachinesPerSession: 50, FailedPercent: 5}, now)
	w := reportWorkspace(t, start(t, veeamsim.Config{Inventory: inv}))
	began := time.Now()
	text := w.report()
	t.Logf("%s for apply and output, %d bytes", time.Since(began).Round(time.Millisecond), len(text))
	p := parsePage(t, text)
	same(t, "rows", []int{len(p.rows("violations")), len(p.rows("machines"))}, []int{101, 2001})
}
