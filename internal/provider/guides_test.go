package provider_test

import (
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/provider"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// guideNight is a night that a guide's example is planned against.
type guideNight struct {
	at time.Time
	// rows are "name began result", with the beginning as days and hours before at: "1d2h". More may follow: vm_uid, backup server.
	rows []string
	// says is in the message of the plan that stops; empty: it does not stop, and outputs has these values.
	says    []string
	outputs map[string]knownvalue.Check
}

// inventory is the night's: one job on each of two backup servers, and a backup session for each row.
func (n guideNight) inventory(t *testing.T) veeamsim.Inventory {
	t.Helper()
	inv := veeamsim.Inventory{
		BackupServers: []veeamsim.BackupServer{{ID: guid(1, 1), Name: "vbr01"}, {ID: guid(1, 2), Name: "vbr02"}},
		Jobs: []veeamsim.Job{
			{ID: guid(2, 1), Name: "Nightly", JobType: "Backup", ServerID: guid(1, 1)}, {ID: guid(2, 2), Name: "Nightly", JobType: "Backup", ServerID: guid(1, 2)},
		},
	}
	for i, row := range n.rows {
		fields := append(strings.Fields(row), "", "")
		var days, hours int
		if _, err := fmt.Sscanf(fields[1], "%dd%dh", &days, &hours); err != nil {
			t.Fatal(row, err)
		}
		began, result := n.at.Add(-time.Duration(24*days+hours)*time.Hour), fields[2]
		server := 1
		if fields[4] == "vbr02" {
			server = 2
		}
		inv.BackupSessions = append(inv.BackupSessions, veeamsim.BackupSession{
			ID: guid(3, i), JobID: guid(2, server), JobType: "Backup", Created: began, Ended: began.Add(time.Hour), State: "Stopped", Result: result,
		})
		inv.TaskSessions = append(inv.TaskSessions, veeamsim.TaskSession{
			ID: guid(4, i), SessionID: guid(3, i), VMName: fields[0], VMUID: uidOf(fields[3]), Created: began, Ended: began.Add(time.Hour), State: "Completed", Result: result,
		})
	}
	return inv
}

// planAt plans a configuration against the night, by its clock.
func (n guideNight) planAt(t *testing.T, config string) {
	t.Helper()
	sim := start(t, veeamsim.Config{Inventory: n.inventory(t), Clock: func() time.Time { return n.at }})
	step := resource.TestStep{Config: providerBlock(sim) + config}
	if len(n.says) > 0 {
		step = fails(step.Config, append([]string{"Resource postcondition failed"}, n.says...)...)
	}
	for name, want := range n.outputs {
		step.ConfigStateChecks = append(step.ConfigStateChecks, statecheck.ExpectKnownOutputValue(name, want))
	}
	resource.Test(t, resource.TestCase{Steps: []resource.TestStep{step}, ProtoV6ProviderFactories: map[string]func() (tfprotov6.ProviderServer, error){
		"veeam": func() (tfprotov6.ProviderServer, error) {
			return provider.New("test", func(c *veeamclient.Config) { c.Now = func() time.Time { return n.at } }).Server(), nil
		},
	}})
}

func utc(text string) time.Time {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return at
}

// TestGuides plans the example of each guide against nights that it lets pass, and nights that it stops.
func TestGuides(t *testing.T) {
	t.Parallel()
	// In winter Berlin is an hour ahead of UTC: it is eight o'clock there.
	tuesday, monday, afterChristmas := utc("2026-12-01T07:00:00Z"), utc("2026-11-30T07:00:00Z"), utc("2026-12-28T07:00:00Z")
	exactly := func(text string) map[string]knownvalue.Check {
		return map[string]knownvalue.Check{"verdict": knownvalue.StringExact(text)}
	}
	for guide, cases := range map[string]map[string]guideNight{
		"own-machines": {
			"good": {at: tuesday, rows: []string{"DB01 0d9h Success", "web01 0d28h Warning", "other 0d9h Failed"}, outputs: exactly("2 judged, no violations.")},
			"failed": {at: tuesday, rows: []string{"db01 0d9h Failed", "db01 1d9h Success", "web01 0d9h Success"},
				says: []string{"2 judged, 1 violation.", "db01: backup failed, last good backup 2026-11-29T22:00:00Z"}},
			"too old":  {at: tuesday, rows: []string{"db01 0d29h Success", "web01 0d9h Success"}, says: []string{"db01: last good backup too old"}},
			"not seen": {at: tuesday, rows: []string{"db01 0d9h Success"}, says: []string{"web01: not seen by any job"}},
		},
		"machine-classes": {
			"good": {at: tuesday, rows: []string{"archive01 7d23h Success", "db01 0d8h Success", "web01 0d28h Warning"}, outputs: map[string]knownvalue.Check{
				"classes": knownvalue.MapExact(checksOf(map[string]any{"archive01": "archives: 8d", "db01": "databases: 8h", "web01": "all others: 28h"})),
			}},
			"too old": {at: tuesday, rows: []string{"archive01 8d1h Success", "db01 0d9h Success", "web01 0d29h Success"},
				says: []string{"3 judged, 3 violations", "archive01: last good backup too old", "db01: last good backup too old", "web01: last good backup too old"}},
			"warning": {at: tuesday, rows: []string{"archive01 1d0h Warning", "db01 0d8h Warning", "web01 0d28h Warning"},
				says: []string{"3 judged, 1 violation", "db01: never backed up"}},
		},
		"weekends-and-holidays": {
			"a weekend": {at: monday, rows: []string{"db01 2d10h Success", "web01 2d10h Success"}, outputs: exactly("2 judged, no violations.")},
			"a Friday that failed": {at: monday, rows: []string{"db01 2d10h Failed", "db01 3d10h Success", "web01 2d10h Success"},
				says: []string{"2 judged, 1 violation.", "db01: backup failed, last good backup 2026-11-26T21:00:00Z"}},
			"a weekday is counted": {at: tuesday, rows: []string{"db01 3d10h Success", "web01 0d10h Success"}, says: []string{"db01: last good backup too old"}},
			"a holiday":            {at: afterChristmas, rows: []string{"db01 3d10h Success", "web01 3d10h Success"}, outputs: exactly("2 judged, no violations.")},
			"before a holiday it failed": {at: afterChristmas, rows: []string{"db01 4d10h Success", "web01 3d10h Success"},
				says: []string{"db01: last good backup too old"}},
		},
		"waivers": {
			"waived": {at: tuesday, rows: []string{"db01 0d9h Failed", "web01 0d9h Success"}, outputs: map[string]knownvalue.Check{"exceptions": tuple(
				"db01: CHG-1042: the repository is being replaced (until 2026-12-06, approved by head of operations)", "web02: new machine (until 2026-12-04)",
			)}},
			"another machine":         {at: tuesday, rows: []string{"web02 0d9h Success"}, says: []string{"3 judged, 1 violation, 1 waived.", "web01: not seen by any job"}},
			"a new machine's failure": {at: tuesday, rows: []string{"db01 0d9h Success", "web01 0d9h Success", "web02 0d9h Failed"}, says: []string{"web02: never backed up"}},
			"ended": {at: utc("2026-12-05T07:00:00Z"), rows: []string{"db01 0d9h Failed", "web01 0d9h Success"},
				says: []string{"3 judged, 1 violation, 1 waived.", "web02: not seen by any job", "The waiver of web02 ended at 2026-12-04: new machine"}},
		},
		"retired-and-moved": {
			"excluded": {at: tuesday, rows: []string{
				"db01 0d9h Success", "web01 0d9h Success", "sql09 9d0h Success urn:VMware:Vm:a.vm-1042", "app01 9d0h Success - vbr01", "app01 0d9h Success - vbr02",
			}, outputs: map[string]knownvalue.Check{"exceptions": tuple("app01: CHG-1051: app01 is backed up by vbr02", "sql09: CHG-1050: sql09 was retired")}},
			"judged again": {at: tuesday, rows: []string{
				"db01 0d9h Success", "web01 0d9h Success", "sql09 9d0h Success urn:VMware:Vm:a.vm-1043", "app01 9d0h Success - vbr01", "app01 2d0h Success - vbr02",
			}, says: []string{"4 judged, 2 violations, 1 excluded.", "app01: last good backup too old", "sql09: last good backup too old"}},
		},
	} {
		for name, night := range cases {
			t.Run(guide+"/"+name, func(t *testing.T) {
				t.Parallel()
				night.planAt(t, read(t, "examples/guides/"+guide+"/main.tf"))
			})
		}
	}
}

// tuple is an output that is a list of texts.
func tuple(values ...string) knownvalue.Check {
	checks := make([]knownvalue.Check, len(values))
	for i, value := range values {
		checks[i] = knownvalue.StringExact(value)
	}
	return knownvalue.TupleExact(checks)
}

// TestGuideOfSeveral plans the examples of several Enterprise Managers against two.
func TestGuideOfSeveral(t *testing.T) {
	t.Parallel()
	needs(t, needsFunctions)
	berlin := []string{"db01 0d9h Success", "web01 0d9h Success"}
	for name, c := range map[string]struct {
		folder        string
		berlin, paris []string
		code          int
		says          []string
	}{
		"each good": {"several-enterprise-managers", berlin, []string{"db01 0d9h Success", "mail01 0d9h Success"}, 0, []string{"1 to add"}},
		"one of them violates": {"several-enterprise-managers", berlin, []string{"db01 0d9h Failed"}, 1,
			[]string{"2 violations. db01 (localhost): never backed up mail01 (localhost): not seen by any job"}},
		"both violate": {"several-enterprise-managers", []string{"db01 0d9h Success"}, []string{"db01 0d9h Success"}, 1,
			[]string{"2 violations. web01 (127.0.0.1): not seen by any job mail01 (localhost): not seen by any job"}},
		"either has them":  {"either-enterprise-manager", berlin, []string{"mail01 0d9h Success", "other 0d9h Failed"}, 0, []string{"1 to add"}},
		"neither has one":  {"either-enterprise-manager", berlin, []string{"other 0d9h Success"}, 1, []string{"1 violation. mail01: not seen by any job"}},
		"it fails in one":  {"either-enterprise-manager", berlin, []string{"mail01 0d9h Success", "db01 0d9h Failed"}, 1, []string{"1 violation. db01: never backed up"}},
		"nobody has a job": {"either-enterprise-manager", nil, nil, 1, []string{"3 violations."}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			serve := func(rows []string) string {
				sim, err := veeamsim.New(veeamsim.Config{Inventory: guideNight{at: time.Now(), rows: rows}.inventory(t), Clock: time.Now})
				if err != nil {
					t.Fatal(err)
				}
				server := httptest.NewServer(sim)
				t.Cleanup(server.Close)
				return server.URL
			}
			w := emptyWorkspace(t)
			w.env = append(w.env, "VEEAM_EM_USERNAME="+veeamsim.DefaultAccount.Username, "VEEAM_EM_PASSWORD="+veeamsim.DefaultAccount.Password)
			w.write("main.tf", strings.NewReplacer("https://em-berlin.example.com:9398", serve(c.berlin),
				"https://em-paris.example.com:9398", strings.Replace(serve(c.paris), "127.0.0.1", "localhost", 1),
			).Replace(read(t, "examples/guides/"+c.folder+"/main.tf")))
			w.expect(0, []string{"init", "-no-color"})
			w.expect(c.code, planWith(), c.says...)
		})
	}
}

// TestGuideOfRepositories: what is nearly full is named; what tells no size is not judged.
func TestGuideOfRepositories(t *testing.T) {
	t.Parallel()
	sim := start(t, veeamsim.Config{Inventory: veeamsim.Inventory{
		BackupServers: []veeamsim.BackupServer{{ID: guid(1, 1), Name: "vbr01"}},
		Repositories: []veeamsim.Repository{
			{ID: guid(6, 1), Name: "Main", Kind: "LinuxLocal", Capacity: 100 << 30, FreeSpace: 10 << 30, ServerID: guid(1, 1)},
			{ID: guid(6, 2), Name: "Old", Kind: "WindowsLocal", Capacity: 100 << 30, FreeSpace: 9 << 30, ServerID: guid(1, 1)},
			{ID: guid(6, 3), Name: "Bucket", Kind: "Cloud", Capacity: -1, FreeSpace: -1, ServerID: guid(1, 1)},
		},
	}})
	run(t, resource.TestStep{
		Config: providerBlock(sim) + read(t, "examples/guides/repositories/main.tf"),
		ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownOutputValue("full", knownvalue.ObjectExact(checksOf(map[string]any{`vbr01\Old`: "9% free, 9 GiB"}))),
		},
	})
}

// TestEveryGuideExample: each folder of examples/guides stands in a guide, and has a test above.
func TestEveryGuideExample(t *testing.T) {
	t.Parallel()
	folders, err := filepath.Glob(filepath.Join(root, "examples/guides/*"))
	if err != nil || len(folders) == 0 {
		t.Fatal(folders, err)
	}
	var pages strings.Builder
	templates, err := filepath.Glob(filepath.Join(root, "templates/guides/*.tmpl"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range templates {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		pages.Write(text)
	}
	files, err := filepath.Glob("guide*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	var tests strings.Builder
	for _, path := range files {
		tests.WriteString(read(t, "internal/provider/"+path))
	}
	for _, folder := range folders {
		name := filepath.Base(folder)
		if !strings.Contains(pages.String(), `{{ tffile "examples/guides/`+name+`/main.tf" }}`) {
			t.Errorf("%s stands in no guide", name)
		}
		if !strings.Contains(tests.String(), `"`+name+`"`) && !strings.Contains(tests.String(), "examples/guides/"+name+"/") {
			t.Errorf("%s has no test", name)
		}
	}
}

// uidOf is the vm_uid of a row; - stands for none.
func uidOf(text string) string { return strings.TrimPrefix(text, "-") }
