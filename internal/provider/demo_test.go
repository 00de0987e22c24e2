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
	for name, c := range map[string]struct {
		inv  veeamsim.Inventory
		code int
		says string
	}{
		"good":        {night(time.Hour, "Success", "Warning"), 0, "vm-Warning: Warning"},
		"failed":      {night(time.Hour, "Success", "Failed"), 1, "failed for 1 of 2 machines: - vm-Failed: because"},
		"still runs":  {night(time.Hour, "Success", "None"), 1, "failed for 1 of 2 machines: - vm-None: InProgress"},
		"no machine":  {night(time.Hour), 1, "has processed no machine"},
		"yesterday":   {night(25*time.Hour, "Success"), 1, "more than 24 hours ago"},
		"no such job": {veeamsim.Inventory{BackupServers: []veeamsim.BackupServer{{ID: guid(1, 1), Name: "vbr01"}}}, 1, `Nothing was found with job_name = "Nightly VMs"`},
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
			got := w.run("plan", "-no-color")
			if got.contains(t, c.says); got.code != c.code {
				t.Errorf("exit code %d, want %d", got.code, c.code)
			}
		})
	}
}
