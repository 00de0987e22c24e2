package provider_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// TestDemoRule plans the demo's configuration against nights of each kind: its rule passes on a good one only.
func TestDemoRule(t *testing.T) {
	t.Parallel()
	night := func(ended time.Duration, results ...string) veeamsim.Inventory {
		end := time.Now().Add(-ended)
		inv := veeamsim.Inventory{
			BackupServers: []veeamsim.BackupServer{{ID: guid(1, 1), Name: "vbr01"}},
			BackupSessions: []veeamsim.BackupSession{{ID: guid(3, 1), JobID: guid(2, 1), JobName: "Nightly VMs", JobType: "Backup", ServerID: guid(1, 1), Created: end.Add(-time.Hour),
				Ended: end, State: "Stopped", Result: "Success"}},
		}
		for i, result := range results {
			task := veeamsim.TaskSession{ID: guid(4, i), SessionID: guid(3, 1), VMName: "vm-" + result, Created: end.Add(-time.Hour), Ended: end, State: "Completed", Result: result,
				Reason: "because"}
			if result == "None" {
				task.State, task.Ended, task.Reason = "InProgress", time.Time{}, ""
			}
			inv.TaskSessions = append(inv.TaskSessions, task)
		}
		return inv
	}
	const both = `-var=machines=["vm-Success","vm-Warning"]`
	for name, c := range map[string]struct {
		inv      veeamsim.Inventory
		machines string
		code     int
		says     string
	}{
		"good":        {night(time.Hour, "Success", "Warning"), both, 0, "2 judged, no violations."},
		"failed":      {night(time.Hour, "Success", "Failed"), `-var=machines=["vm-Success","vm-Failed"]`, 1, "2 judged, 1 violation. vm-Failed: never backed up: because"},
		"still runs":  {night(time.Hour, "Success", "None"), `-var=machines=["vm-Success","vm-None"]`, 1, "2 judged, 1 violation. vm-None: never backed up"},
		"skipped":     {night(time.Hour, "Success"), both, 1, "2 judged, 1 violation. vm-Warning: not seen by any job"},
		"too old":     {night(28*time.Hour, "Success", "Warning"), both, 1, "2 judged, 2 violations. vm-Success: last good backup too old"},
		"no such job": {veeamsim.Inventory{BackupServers: []veeamsim.BackupServer{{ID: guid(1, 1), Name: "vbr01"}}}, both, 1, `Nothing was found with job_name = "Nightly VMs"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := emptyWorkspace(t)
			if err := os.CopyFS(w.dir, os.DirFS(filepath.Join(root, "examples/demo"))); err != nil {
				t.Fatal(err)
			}
			w.env = append(w.env, environment(start(t, veeamsim.Config{Inventory: c.inv, Clock: time.Now}))...)
			if got := w.run("init", "-no-color"); got.code != 0 {
				t.Fatal(got.text)
			}
			got := w.run("plan", "-no-color", c.machines)
			if got.contains(t, c.says); got.code != c.code {
				t.Errorf("exit code %d, want %d", got.code, c.code)
			}
		})
	}
}
