package provider_test

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/provider"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// TestReportOfSeveral makes the page of two Enterprise Managers by the configuration that the report's README shows.
func TestReportOfSeveral(t *testing.T) {
	t.Parallel()
	serve := func(n *nights) string {
		sim, err := veeamsim.New(veeamsim.Config{Inventory: n.today(), Clock: time.Now})
		if err != nil {
			t.Fatal(err)
		}
		server := httptest.NewServer(sim)
		t.Cleanup(server.Close)
		return server.URL
	}
	berlin := serve(newNights().session(3, 1, 8, "").task(3, "db01", "vm-1", "Success", 8, 7).task(3, "web01", "vm-2", "Success", 8, 7))
	paris := serve(newNights().session(3, 1, 8, "").task(3, "DB01", "vm-9", "Failed", 8, 7).task(3, "mail01", "vm-2", "Success", 8, 7))
	w := emptyWorkspace(t)
	w.env = append(w.env, "VEEAM_EM_USERNAME="+veeamsim.DefaultAccount.Username, "VEEAM_EM_PASSWORD="+veeamsim.DefaultAccount.Password)
	shown := codeBlock.FindStringSubmatch(read(t, reportFolder+"/README.md"))[1]
	p := parsePage(t, w.takeReport(strings.NewReplacer("https://em-berlin.example.com:9398", berlin,
		"https://em-paris.example.com:9398", strings.Replace(paris, "127.0.0.1", "localhost", 1)).Replace(shown)).report())
	wellMade(t, p)

	same(t, "verdict", textsOf(p.all("div", "verdict")), []string{"Not compliant 4 machines judged by 2 verdicts, 1 violation."})
	var sources []string
	for _, source := range p.all("section", "source") {
		sources = append(sources, textsOf(source.all("h2", ""))[0]+": "+textsOf(source.all("p", ""))[0])
	}
	const covered = " Machines that no job ever saw are not covered."
	same(t, "sources", sources, []string{"Enterprise Manager 127.0.0.1 compliant: 2 judged, no violations." + covered,
		"Enterprise Manager localhost not compliant: 2 judged, 1 violation." + covered})
	same(t, "counts", textsOf(p.all("dl", "counts")[0].all("dd", "")), []string{"4", "4", "3", "1", "0", "0", "0", "0", "0"})
	var machines []string
	for _, row := range p.rows("machines")[1:] {
		machines = append(machines, row[0]+" "+row[1]+" "+row[6])
	}
	same(t, "machines", machines, []string{"db01 vm_uid vm-1 compliant vbr01 EM 127.0.0.1",
		"DB01 vm_uid vm-9 violation vbr01 EM localhost", "mail01 compliant vbr01 EM localhost", "web01 compliant vbr01 EM 127.0.0.1"})
	violation := p.rows("violations")[1]
	same(t, "violation", []string{violation[0], violation[1], violation[4]}, []string{"DB01 vm_uid vm-9", "never no good backup", "vbr01 EM localhost"})
	for i, of := range []string{"127.0.0.1", "localhost"} {
		same(t, "asked", textsOf(p.all("section", "asked")[i].all("h2", "")), []string{"What was asked of " + of})
		same(t, "evidence", textsOf(p.all("section", "evidence")[i].all("h2", "")), []string{"Evidence of " + of})
		same(t, "host", textsOf(p.all("section", "evidence")[i].all("dd", ""))[2], of)
	}
}

// TestReportNeedsEvidence: a verdict that was read without evidence is none that a page can be signed for.
func TestReportNeedsEvidence(t *testing.T) {
	t.Parallel()
	sim := start(t, veeamsim.Config{Inventory: newNights().session(3, 1, 8, "").task(3, "db01", "", "Success", 8, 7).today(), Clock: time.Now})
	config := read(t, reportFolder+"/main.tf")
	w := emptyWorkspace(t)
	w.env = append(w.env, environment(sim)...)
	w.takeReport(strings.Replace(config, "= true # the page", "= false # the page", 1), read(t, reportFolder+"/variables.tf"))
	w.expect(1, planWith(), "set with_evidence = true in each")
}

// TestScreenshots draws the pictures of the README: the lab of "make demo" at the tests' time, so that they change where the page does.
// "make screenshots" runs it.
func TestScreenshots(t *testing.T) {
	if os.Getenv("SCREENSHOTS") == "" {
		t.Skip("SCREENSHOTS is not set")
	}
	acceptance(t)
	b := newBrowser(t)
	sim := start(t, veeamsim.Config{Inventory: veeamsim.Lab(now)})
	p := provider.New("0.1.0", func(c *veeamclient.Config) { c.Now = clock })
	w := &workspace{t: t, dir: t.TempDir(), env: append(os.Environ(), "TF_CLI_CONFIG_FILE=/dev/null", "TF_IN_AUTOMATION=1", "TF_INPUT=0",
		"TF_REATTACH_PROVIDERS="+reattach(t, map[string]tfprotov6.ProviderServer{"terraform-veeam/veeam": p.Server()}))}
	w.takeReport(strings.Replace(read(t, reportFolder+"/main.tf"), `provider "veeam" {}`, providerBlock(sim), 1), read(t, reportFolder+"/variables.tf"))
	page := w.report(`title=Backup compliance of the lab`, `expect_inventory=["*"]`, "evidence_from=restore_points",
		`policies=[{name="file servers",machines=["file*"],rpo="6h"},{name="source code",machines=["lnx-git*"],copy_rpo="28h"}]`,
		`exclude_machines={"vCLS-*"="the cluster's own machines","*_replica"="made from machines that are backed up"}`,
		`waivers=[{machines=["dc02"],reason="created again this morning",until="2026-06-17",approved_by="operations"}]`)
	b.put(reportURL, strings.ReplaceAll(page, "127.0.0.1", "em.lab.example")) // the simulator's address says nothing to a reader
	for scheme, flag := range map[string]string{"dark": "0", "light": "1"} {
		b.run("--blink-settings=preferredColorScheme="+flag, "--window-size=1280,960", "--force-device-scale-factor=1",
			"--screenshot="+filepath.Join(root, "assets/compliance-report-"+scheme+".png"))
	}
}
