package provider_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/compliance"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

const reportFolder = "examples/compliance-report"

// reportWorkspace is the example as it stands, pointed at a simulator by the environment.
func reportWorkspace(t *testing.T, sim *veeamsim.Server) *workspace {
	t.Helper()
	w := emptyWorkspace(t)
	w.env = append(w.env, environment(sim)...)
	return w.takeReport(read(t, reportFolder+"/main.tf"), read(t, reportFolder+"/variables.tf"))
}

// takeReport puts the example's module, and beside it these configurations, into the workspace: not what a run of the example has left.
func (w *workspace) takeReport(configs ...string) *workspace {
	w.t.Helper()
	if err := os.CopyFS(filepath.Join(w.dir, "page"), os.DirFS(filepath.Join(root, reportFolder, "page"))); err != nil {
		w.t.Fatal(err)
	}
	for i, config := range configs {
		w.write(fmt.Sprintf("report%d.tf", i), config)
	}
	if got := w.run("init", "-no-color"); got.code != 0 {
		w.t.Fatal(got.text)
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

// shiftedTime gives a time of the tests' clock as it is by the real one, which the built provider has, in the words of the page.
func shiftedTime(at time.Time) func(string) string {
	return func(text string) string {
		fixed, err := time.Parse(time.DateTime, text)
		if err != nil {
			panic(err)
		}
		return fixed.Add(at.Sub(now)).Format(time.DateTime)
	}
}

func TestReportOfLab(t *testing.T) {
	t.Parallel()
	at := time.Now().UTC().Truncate(time.Second)
	when := shiftedTime(at)
	w := reportWorkspace(t, start(t, veeamsim.Config{Inventory: veeamsim.Lab(at), Clock: time.Now}))
	until := at.AddDate(0, 1, 0).Format(time.DateOnly)
	p := parsePage(t, w.report(`expected_machines=["erp01","web01"]`, `exclude_machines={"lnx-*"="built anew every week"}`,
		`waivers=[{machines=["app02"],reason="host is moved",until="`+until+`",approved_by="ops"}]`,
		`policies=[{name="mail",machines=["mail*"],rpo="1d6h"}]`, `calendar={rpo_days=["sun","sat","fri","thu","wed","tue","mon"],time_zone="Europe/Berlin"}`))

	const uncovered = "Machines that are named are judged whether a job saw them or not. Any other that no job saw within the lookback is missing here."
	same(t, "title", p.all("title", "")[0].text(), "Not compliant: Backup compliance")
	same(t, "verdict", textsOf(p.all("div", "verdict")), []string{"Not compliant 17 judged, 3 violations, 1 waived, 4 excluded."})
	source := p.all("section", "source")[0]
	same(t, "source", textsOf(source.all("h2", "")), []string{"Enterprise Manager 127.0.0.1"})
	same(t, "terms", textsOf(source.all("p", ""))[1], "Asked for: a good backup of every machine that began within 28h, or within what its policy says.")
	same(t, "facts", textsOf(source.all("dt", "")), []string{"Judged at", "Newest session ended", "Read by the account", "Provider"})
	facts := textsOf(source.all("dd", ""))
	if judged, err := time.Parse(time.DateTime+" UTC", facts[0]); err != nil || judged.Before(at) || time.Since(judged) > time.Hour {
		t.Errorf("judged at %q", facts[0])
	}
	same(t, "facts", facts[1:], []string{when("2026-06-16 07:46:40") + " UTC", veeamsim.DefaultAccount.Username, facts[3]})
	if !regexp.MustCompile(`^(dev|[0-9.]+), API latest$`).MatchString(facts[3]) {
		t.Errorf("provider %q", facts[3])
	}
	same(t, "counts", textsOf(p.all("dl", "counts")[0].all("dd", "")), []string{"21", "17", "13", "3", "1", "4", "0", "0", "0"})
	same(t, "legend", textsOf(p.all("ul", "legend")[0].all("li", "")), []string{"Failed 4", "No result 1", "Warning 1", "Success 15"})
	bar := p.all("svg", "bar")[0]
	same(t, "bar", textsOf(bar.all("desc", "")), []string{"Failed: 4, No result: 1, Warning: 1, Success: 15"})
	var parts []string
	for _, rect := range bar.all("rect", "") {
		parts = append(parts, rect.attribute("class")+" "+rect.attribute("x")+" "+rect.attribute("width"))
	}
	same(t, "parts of the bar", parts, []string{"failed 0 190", "none 190 47", "warning 237 47", "success 284 714"})
	same(t, "violations", p.rows("violations"), [][]string{
		{"Name", "Cause", "Last good backup", "Reason", "Backup server"},
		{"db02", "failed newest session failed", when("2026-06-15 00:24:21"),
			`Error: There is not enough space on the disk. Failed to write data to the file [D:\Backup\Nightly VMs\db02.vm-2043.vib]. ` +
				`Repository: Backup Volume 01. Agent failed to process method {DataTransfer.SyncDisk}.`, "vbr01.lab.example"},
		{"erp01", "not_seen not seen by any job", "– none", "– none given", "– not known"},
		{"mail01 policy mail", "failed newest session failed", when("2026-06-15 01:21:00"),
			"Unable to create a VM snapshot: VSSControl: -2147467259 Backup job failed. Cannot create a shadow copy of the volumes " +
				"containing writer's data. VSS asynchronous operation is not completed. Operation: [Shadow copies commit]. Code: [0x8004231f]. " +
				"Timed out after 900 seconds.", "vbr01.lab.example"},
	})
	same(t, "exceptions", p.rows("exceptions"), [][]string{
		{"Name", "Verdict", "Why, and until when"},
		{"app02", "waived newest session failed", "host is moved (until " + until + ", approved by ops)"},
		{"lnx-build01", "excluded", "built anew every week"}, {"lnx-git01", "excluded", "built anew every week"},
		{"lnx-new01", "excluded", "built anew every week"}, {"lnx-web01", "excluded", "built anew every week"},
	})
	same(t, "what is not covered", textsOf(p.section("uncovered").all("p", "")), []string{uncovered})
	machines := p.rows("machines")
	same(t, "number of machines", len(machines), 22)
	for _, want := range [][]string{
		{"Name", "Verdict", "Last good backup", "Newest result", "Newest end", "Jobs", "Backup server"},
		{"app01", "compliant", when("2026-06-16 00:12:20"), "Success", when("2026-06-16 00:16:57"), `Nightly VMs, Offsite Copy\Nightly VMs`, "vbr01.lab.example"},
		{"erp01", "violation", "– none", "– none finished", "– none", "– not known", "– not known"},
		{"file01", "compliant", when("2026-06-16 00:36:21"),
			"Warning Changed block tracking cannot be enabled: one or more snapshots are present. Full disk scan was used instead.",
			when("2026-06-16 00:59:50"), `Nightly VMs, Offsite Copy\Nightly VMs`, "vbr01.lab.example"},
	} {
		if !slices.ContainsFunc(machines, func(got []string) bool { return slices.Equal(got, want) }) {
			t.Errorf("%q is not in\n%q", want, machines)
		}
	}
	same(t, "asked", pairs(p.all("section", "asked")[0]), []string{
		"RPO: 28h: how old the data of the last good backup may be, which are as old as its beginning", "Judged: all machines that jobs processed",
		"Expected: erp01, web01", "Jobs: all of the types AgentBackup, AgentManagement, Backup", "Proof: a session that succeeded",
		"Copies: not asked for", "Warnings: a backup with a warning is a good one",
		"Days: the clock of the RPO runs on mon, tue, wed, thu, fri, sat, sun (Europe/Berlin)", "Lookback: 30d: how far back sessions were looked at",
		"EM's data: of any age", "Policy: mail: RPO 30h for mail*", "Waiver: app02 until " + until + ": host is moved, approved by ops",
		"Excluded: lnx-*: built anew every week",
	})
	wellMade(t, p)
}

// pairs are the terms of a list and what it says of each.
func pairs(list page) (found []string) {
	values := textsOf(list.all("dd", ""))
	for i, term := range textsOf(list.all("dt", "")) {
		found = append(found, term+": "+values[i])
	}
	return found
}

func TestReportCompliant(t *testing.T) {
	t.Parallel()
	n := newNights().session(2, 1, 32, "").session(3, 1, 8, "").session(5, 3, 5, "ImmediateBackupCopyWorker").task(2, "web01", "", "Success", 32, 31).
		task(3, "web01", "", "Success", 8, 7).task(5, "copied", "", "Success", 5, 4)
	w := reportWorkspace(t, start(t, veeamsim.Config{Inventory: n.today(), Clock: time.Now}))
	const sessions = "No machine is named: one that no job saw within the lookback is missing here."
	for _, c := range []struct {
		variables       []string
		title, verdict  string
		violations      string // what stands in place of a table
		uncovered       []string
		first           []string
		violating, rows int
	}{
		{nil, "Compliant: Backup compliance", "Compliant 1 judged, no violations, 1 left out. Machines that no job ever saw are not covered.", "None.",
			[]string{sessions}, nil, 0, 3},
		{[]string{`only_machines=["web01"]`}, "Compliant: Backup compliance", "Compliant 1 judged, no violations.", "None.",
			[]string{"Exactly the machines that only_machines names are judged. About others this page says nothing."}, nil, 0, 2},
		{
			[]string{"rpo=6h", "title=Six hours", `only_machines=["web01"]`}, "Not compliant: Six hours", "Not compliant 1 judged, 1 violation.", "",
			nil, []string{"web01", "stale last good backup too old", n.inv.TaskSessions[1].Created.UTC().Format(time.DateTime), "– none given", "vbr01"}, 2, 2,
		},
		{
			[]string{`job_names=["Nightly","Dropped"]`}, "Not compliant: Backup compliance", "Not compliant 1 judged, 1 violation.", "",
			nil, []string{"Dropped job", "no_sessions job without sessions", "– none", "– none given", "– not known"}, 2, 2,
		},
		{[]string{`exclude_machines={"*"="all"}`}, "Not compliant: Backup compliance", "Not compliant 0 judged, 1 violation, 2 excluded.", "",
			nil, []string{"127.0.0.1", "no_machines no machine to judge", "– none",
				"None of the 2 machines that were seen is judged: they are excluded, left out or replaced.", "– not known"}, 2, 3},
	} {
		p := parsePage(t, w.report(c.variables...))
		same(t, "title", p.all("title", "")[0].text(), c.title)
		if got := textsOf(p.all("div", "verdict"))[0]; !strings.HasPrefix(got, c.verdict) {
			t.Errorf("verdict %q, want %q", got, c.verdict)
		}
		if c.violations != "" {
			same(t, "violations", textsOf(p.section("violations").all("p", "")), []string{c.violations})
		}
		if c.uncovered != nil {
			same(t, "what is not covered", textsOf(p.section("uncovered").all("p", "")), c.uncovered)
		}
		violations := p.rows("violations")
		same(t, "rows", []int{len(violations), len(p.rows("machines"))}, []int{c.violating, c.rows})
		if c.violating > 0 {
			same(t, "violation", violations[1], c.first)
		}
		if c.title == "Compliant: Backup compliance" && c.variables == nil {
			same(t, "left out", p.rows("exceptions")[1:], [][]string{
				{"copied", "left_out", "Only jobs that make no backups processed it: ImmediateBackupCopyWorker"},
			})
		}
		wellMade(t, p)
	}
}

// TestReportKnowsEveryCause: each cause that a verdict can have is explained on the page, in this order.
func TestReportKnowsEveryCause(t *testing.T) {
	t.Parallel()
	template, config := read(t, reportFolder+"/page/report.html.tftpl"), read(t, reportFolder+"/page/texts.tf")
	causes := append(slices.Clone(compliance.MachineCauses), compliance.CauseNoSessions, compliance.CauseJobFailed, compliance.CauseNoMachines, compliance.CauseStaleData)
	if list := `["` + strings.Join(causes, `", "`) + `"]`; !strings.Contains(template, list) {
		t.Errorf("the page does not explain %s", list)
	}
	for _, cause := range causes {
		if !regexp.MustCompile("(?m)^    " + cause + ` += \{ short = "`).MatchString(config) {
			t.Errorf("%s has no words", cause)
		}
	}
}

// TestReportEvidence: the page says what the verdict rests on, where that is asked for.
func TestReportEvidence(t *testing.T) {
	t.Parallel()
	n := newNights().session(3, 1, 8, "").task(3, "web01", "", "Success", 8, 7)
	sim := start(t, veeamsim.Config{Inventory: n.today(), Clock: time.Now})
	w := reportWorkspace(t, sim)
	p := parsePage(t, w.report(`only_machines=["web01"]`))
	wellMade(t, p)
	without := parsePage(t, w.report("with_evidence=false"))
	same(t, "sections", []int{len(p.all("section", "evidence")), len(without.all("section", "evidence"))}, []int{1, 0})
	same(t, "facts without evidence", textsOf(without.all("section", "source")[0].all("dt", "")), []string{"Newest session ended"})
	said := map[string]string{}
	for _, pair := range pairs(p.all("section", "evidence")[0]) {
		name, value, _ := strings.Cut(pair, ": ")
		said[name] = value
	}
	same(t, "account", said["account"], veeamsim.DefaultAccount.Username)
	same(t, "certificate", strings.ReplaceAll(strings.ToUpper(said["certificate sha256"]), ":", ""), strings.ReplaceAll(sim.CertificateSHA256(), ":", ""))
	same(t, "rows", said["rows read"], "2")
	if judged, err := time.Parse(time.RFC3339, said["judged at"]); err != nil || time.Since(judged) > time.Hour {
		t.Errorf("judged at %q", said["judged at"])
	}
	for _, want := range []string{`"only_machines":["web01"]`, `"rpo":"28h"`, `"job_types":["AgentBackup","AgentManagement","Backup"]`} {
		if arguments := p.section("asked-0").all("code", "")[0].text(); !strings.Contains(arguments, want) {
			t.Errorf("%s is not in the arguments %s", want, arguments)
		}
	}
}

// TestReportStays: an hour later, with the same data and the same verdict, a page without evidence is the same to the byte.
func TestReportStays(t *testing.T) {
	t.Parallel()
	var passed atomic.Int64
	sim := start(t, veeamsim.Config{Inventory: veeamsim.Lab(time.Now()), Clock: func() time.Time { return time.Now().Add(time.Duration(passed.Load())) }})
	w := reportWorkspace(t, sim)
	first := w.report("with_evidence=false")
	passed.Store(int64(time.Hour))
	if got := w.run("plan", "-detailed-exitcode", "-no-color", "-var", "with_evidence=false"); got.code != 0 {
		t.Errorf("exit code %d:\n%s", got.code, got.text)
	}
	same(t, "page", w.report("with_evidence=false"), first)
}

// TestReportOf3000 has a page for 3,000 machines, of which 150 failed.
func TestReportOf3000(t *testing.T) {
	t.Parallel()
	inv := veeamsim.Generate(veeamsim.Counts{Servers: 4, Jobs: 60, SessionsPerJob: 3, MachinesPerSession: 50, FailedPercent: 5}, time.Now())
	w := reportWorkspace(t, start(t, veeamsim.Config{Inventory: inv, Clock: time.Now}))
	began := time.Now()
	text := w.report("rpo=26h") // the night before is 27 hours ago
	t.Logf("%s for apply and output, %d bytes", time.Since(began).Round(time.Millisecond), len(text))
	p := parsePage(t, text)
	same(t, "rows", []int{len(p.rows("violations")), len(p.rows("machines"))}, []int{151, 3001})
}
