package provider_test

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// copyDemo copies a file of the demo into a workspace, for the simulator that the environment points to.
func copyDemo(t *testing.T, file string, env []string) *workspace {
	t.Helper()
	w := emptyWorkspace(t)
	w.write("main.tf", read(t, filepath.Join("examples/demo", file)))
	w.env = append(w.env, env...)
	w.expect(0, []string{"init", "-no-color"})
	return w
}

// labOf is the lab with these machines only, and with an Enterprise Manager that has heard from both backup servers.
func labOf(names ...string) veeamsim.Inventory {
	inv := veeamsim.Lab(time.Now())
	inv.HierarchyItems = slices.DeleteFunc(inv.HierarchyItems, func(i veeamsim.HierarchyItem) bool { return !slices.Contains(names, i.Name) })
	inv.TaskSessions = slices.DeleteFunc(inv.TaskSessions, func(s veeamsim.TaskSession) bool { return !slices.Contains(names, s.VMName) })
	for i := range inv.SystemSessions {
		inv.SystemSessions[i].State = "CompletedSuccessfully"
	}
	return inv
}

// TestDemoRule plans the demo's rule: against the lab, against machines of it that are good, and against these with one more, of each
// kind that the demo tells of.
func TestDemoRule(t *testing.T) {
	t.Parallel()
	good := labOf("web01", "web02", "dc01", "dc02")
	plan := func(t *testing.T, inv veeamsim.Inventory, code int, says ...string) {
		t.Helper()
		_, env := startWith(t, veeamsim.Config{Inventory: inv, Clock: time.Now})
		copyDemo(t, "main.tf", env).expect(code, planWith(), says...)
	}
	t.Run("lab", func(t *testing.T) {
		t.Parallel()
		plan(t, veeamsim.Lab(time.Now()), 1, "Error: Resource postcondition failed", "21 judged, 9 violations, 1 waived, 3 excluded, 1 retired. 127.0.0.1: ",
			" app02: ", " db02: ", " dev01: ", " file01: ", " lnx-git01: ", " lnx-new01: ", " mail01: ", " mon01: ")
	})
	t.Run("good", func(t *testing.T) {
		t.Parallel()
		plan(t, good, 0, "1 to add")
	})
	t.Run("old data", func(t *testing.T) {
		t.Parallel()
		inv := labOf("web01", "web02", "dc01", "dc02")
		inv.SystemSessions = veeamsim.Lab(time.Now()).SystemSessions
		plan(t, inv, 1, "4 judged, 1 violation, 1 waived, 1 retired. 127.0.0.1: Enterprise Manager's data too old")
	})
	for name, says := range map[string]string{
		"app02":     "backup failed, last good backup ",
		"dev01":     "not seen by any job",
		"file01":    "last good backup too old, last good backup ",
		"lnx-git01": "no newer copy, last good backup ",
		"lnx-new01": "never backed up: Failed to connect to lnx-new01.lab.example",
		"mon01":     "restore point missing, last good backup ",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			plan(t, labOf("web01", "web02", "dc01", "dc02", name), 1, "5 judged, 1 violation, 1 waived, 1 retired. "+name+": "+says)
		})
	}
}

// TestDemoSavedPlan: the demo's saved plan is applied while the backups are good, and not once one of them has failed. A plan that was
// stopped can be applied later, unless it is that of a first apply: the state that is made then makes it stale.
func TestDemoSavedPlan(t *testing.T) {
	t.Parallel()
	needs(t, needsEphemeral)
	sim, env := startLab(t)
	w := copyDemo(t, "saved-plan/main.tf", env)
	result := func(result string) {
		sim.Change(func(inv *veeamsim.Inventory) {
			for i, task := range inv.TaskSessions {
				if task.VMName == "web01" && time.Since(task.Created) < 12*time.Hour {
					inv.TaskSessions[i].Result = result
				}
			}
		})
	}
	saved := []string{"apply", "-no-color", "release.bin"}
	stopped := func() {
		result("Failed")
		w.expect(1, saved, "Error: Backups Not Compliant", "2 judged, 1 violation. web01: backup failed, last good backup ").omits(t, "complete after")
		result("Success")
	}
	w.expect(0, planWith("-out=release.bin"), "1 to add")
	stopped()
	w.expect(1, saved, "Saved plan is stale")
	w.expect(0, planWith("-out=release.bin"), "1 to add")
	w.expect(0, saved, "1 added")

	w.write("main.tf", strings.Replace(read(t, "examples/demo/saved-plan/main.tf"), "shop 2.4", "shop 2.5", 1))
	w.expect(0, planWith("-out=release.bin"), "1 to change")
	stopped()
	w.expect(0, saved, "1 changed")
}

// TestDemoTellsWhatIsNext: the pages that the demo's last words name are there.
func TestDemoTellsWhatIsNext(t *testing.T) {
	t.Parallel()
	pages := regexp.MustCompile(`docs/\S+\.md|README\.md`).FindAllString(read(t, "examples/demo/demo.sh"), -1)
	if len(pages) != 3 {
		t.Errorf("the demo names %q", pages)
	}
	for _, page := range pages {
		read(t, page)
	}
}
