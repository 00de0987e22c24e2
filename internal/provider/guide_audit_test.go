package provider_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// audited is the lab with every job as an audit wants it: its jobs are on, encrypt, keep 30 days or points, and ran an hour ago.
func audited() veeamsim.Inventory {
	today := time.Now()
	inv := veeamsim.Lab(today)
	inv.BackupSessions, inv.TaskSessions, inv.ReplicaSessions, inv.ReplicaTaskSessions = nil, nil, nil, nil
	for i := range inv.Jobs {
		j := &inv.Jobs[i]
		j.ScheduleEnabled = true
		if j.JobType == "Backup" {
			j.PasswordKeyID = inv.PasswordKeys[0].ID
		}
		if j.Retention != nil {
			j.Retention.Cycles, j.Retention.Days = 30, 30
		}
		if j.JobType == "Replica" {
			inv.ReplicaSessions = append(inv.ReplicaSessions, veeamsim.ReplicaSession{ID: guid(3, i), JobID: j.ID, Created: today.Add(-time.Hour), State: "Working", Result: "None"})
			continue
		}
		inv.BackupSessions = append(inv.BackupSessions, veeamsim.BackupSession{
			ID: guid(3, i), JobID: j.ID, JobType: j.JobType, Created: today.Add(-time.Hour), State: "Working", Result: "None",
		})
	}
	return inv
}

// TestGuideOfAudit plans the example against jobs that are all as they should be, and against those of which one thing is not so: the
// plan stops with the name of that job and says nothing else.
func TestGuideOfAudit(t *testing.T) {
	t.Parallel()
	acceptance(t)
	job := func(inv *veeamsim.Inventory, name string) *veeamsim.Job {
		return &inv.Jobs[slices.IndexFunc(inv.Jobs, func(j veeamsim.Job) bool { return j.Name == name })]
	}
	ranAgo := func(name string, ago time.Duration) func(*veeamsim.Inventory) {
		return func(inv *veeamsim.Inventory) {
			for i := range inv.BackupSessions {
				if inv.BackupSessions[i].JobID == job(inv, name).ID {
					inv.BackupSessions[i].Created = time.Now().Add(-ago)
				}
			}
			for i := range inv.ReplicaSessions {
				if inv.ReplicaSessions[i].JobID == job(inv, name).ID {
					inv.ReplicaSessions[i].Created = time.Now().Add(-ago)
				}
			}
		}
	}
	const zeros = "00000000-0000-0000-0000-000000000000"
	heads := []string{"There are no jobs", "Disabled: ", "Not encrypted: ", "Keeps too little: ", "Has not run since "}
	for name, c := range map[string]struct {
		change func(*veeamsim.Inventory)
		says   []string // of each of heads what is behind it; none: the plan passes
	}{
		"as it should be":        {func(*veeamsim.Inventory) {}, nil},
		"disabled":               {func(inv *veeamsim.Inventory) { job(inv, "Offsite Copy").ScheduleEnabled = false }, []string{"Disabled: Offsite Copy."}},
		"disabled, no member":    {func(inv *veeamsim.Inventory) { job(inv, "File Shares").Omit = []string{"ScheduleEnabled"} }, []string{"Disabled: File Shares."}},
		"not encrypted":          {func(inv *veeamsim.Inventory) { job(inv, "SQL Servers").PasswordKeyID = "" }, []string{"Not encrypted: SQL Servers."}},
		"encrypted with nothing": {func(inv *veeamsim.Inventory) { job(inv, "SQL Servers").PasswordKeyID = zeros }, []string{"Not encrypted: SQL Servers."}},
		"keeps few points":       {func(inv *veeamsim.Inventory) { job(inv, "SQL Servers").Retention.Cycles = 6 }, []string{"Keeps too little: SQL Servers."}},
		"keeps few days":         {func(inv *veeamsim.Inventory) { job(inv, "Linux Agents").Retention.Days = 6 }, []string{"Keeps too little: Linux Agents."}},
		"shares keep few days":   {func(inv *veeamsim.Inventory) { job(inv, "File Shares").Retention.Days = 6 }, []string{"Keeps too little: File Shares."}},
		"a limit nobody knows":   {func(inv *veeamsim.Inventory) { job(inv, "Nightly VMs").Retention.LimitType = "Moons" }, []string{"Keeps too little: Nightly VMs."}},
		"keeps what is not said": {func(inv *veeamsim.Inventory) { job(inv, "Nightly VMs").Retention = nil }, []string{"Keeps too little: Nightly VMs."}},
		"has not run":            {ranAgo("Linux Agents", 27*time.Hour), []string{"Has not run since ", ": Linux Agents."}},
		"replica has not run":    {ranAgo("Standby Replication", 27*time.Hour), []string{"Has not run since ", ": Standby Replication."}},
		"ran last night":         {ranAgo("File Shares", 25*time.Hour), nil},
		"never ran":              {func(inv *veeamsim.Inventory) { inv.BackupSessions = inv.BackupSessions[1:] }, []string{"Has not run since ", ": Nightly VMs."}},
		"nothing to audit":       {func(inv *veeamsim.Inventory) { inv.Jobs = nil }, []string{"There are no jobs"}},
		"the lab": {func(inv *veeamsim.Inventory) { *inv = veeamsim.Lab(time.Now()) }, []string{
			"Disabled: Intranet Archive.", "Not encrypted: Nightly VMs.", "Keeps too little: SQL Servers.", "Has not run since ", ": Intranet Archive, Month-End Reports.",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inv := audited()
			c.change(&inv)
			w := newWorkspace(t, read(t, "examples/guides/audit-of-jobs/main.tf"))
			w.env = append(w.env, environment(start(t, veeamsim.Config{Inventory: inv, Clock: time.Now}))...)
			if len(c.says) == 0 {
				w.expect(0, []string{"plan", "-no-color"}, `"8 jobs audited."`)
				return
			}
			got := w.expect(1, []string{"plan", "-no-color"}, c.says...)
			for _, head := range heads {
				if !slices.ContainsFunc(c.says, func(text string) bool { return strings.HasPrefix(text, head) }) {
					got.omits(t, head)
				}
			}
		})
	}
}
