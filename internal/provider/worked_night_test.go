package provider_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// markdownTable gives the rows of the table whose heading begins with these columns, cells trimmed and without quotes of code.
func markdownTable(t *testing.T, page, heading string) (rows [][]string) {
	t.Helper()
	_, after, found := strings.Cut(page, "\n"+heading+"\n")
	if !found {
		t.Fatalf("there is no table %s", heading)
	}
	for line := range strings.Lines(after) {
		if !strings.HasPrefix(line, "|") {
			break
		}
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		for i := range cells {
			cells[i] = strings.Trim(strings.TrimSpace(cells[i]), "`")
		}
		rows = append(rows, cells)
	}
	return rows[1:]
}

// TestWorkedNight reads the night of the documentation through the provider: the verdict that the page gives is the one that comes.
func TestWorkedNight(t *testing.T) {
	t.Parallel()
	const page = "templates/data-sources/protection_status.md.tmpl"
	text := read(t, page)
	at := func(text string) time.Time {
		if text == "" {
			return time.Time{}
		}
		parsed, err := time.Parse("2006-01-02 15:04", "2026-"+text)
		if err != nil {
			t.Fatal(err)
		}
		return parsed
	}
	inv := veeamsim.Inventory{BackupServers: []veeamsim.BackupServer{{ID: guid(1, 1), Name: "vbr01"}}}
	jobs := map[string]int{}
	for i, row := range markdownTable(t, text, "| name | vm_uid | job | type | began | ended | result |") {
		name, uid, job, kind, began, ended, result := row[0], row[1], row[2], row[3], at(row[4]), at(row[5]), row[6]
		if jobs[job] == 0 {
			jobs[job] = len(jobs) + 1
			inv.Jobs = append(inv.Jobs, veeamsim.Job{ID: guid(2, jobs[job]), Name: job, JobType: kind, ServerID: guid(1, 1)})
		}
		session := veeamsim.BackupSession{ID: guid(3, i), JobID: guid(2, jobs[job]), JobType: kind, Created: began, Ended: ended, State: "Stopped", Result: result}
		task := veeamsim.TaskSession{ID: guid(4, i), SessionID: session.ID, VMName: name, VMUID: "urn:VMware:Vm:a." + uid, Created: began, Ended: ended,
			State: "Completed", Result: result}
		if ended.IsZero() {
			session.State, task.State, session.Result, task.Result = "Working", "InProgress", "None", "None"
		}
		inv.BackupSessions, inv.TaskSessions = append(inv.BackupSessions, session), append(inv.TaskSessions, task)
	}
	var machines []knownvalue.Check
	var names []string
	for _, row := range markdownTable(t, text, "| name | status | cause | because |") {
		values := map[string]any{"name": row[0], "status": row[1], "cause": nil}
		if row[2] != "" {
			values["cause"] = row[2]
		}
		if uid := regexp.MustCompile("`(vm-[0-9]+)`").FindStringSubmatch(row[3]); uid != nil {
			values["vm_uid"] = "urn:VMware:Vm:a." + uid[1]
		}
		machines, names = append(machines, knownvalue.ObjectPartial(checksOf(values))), append(names, `"`+row[0]+`"`)
	}
	_, message, _ := strings.Cut(text, "```text\n")
	message, _, _ = strings.Cut(message, "\n```")
	sim := start(t, veeamsim.Config{Inventory: inv})
	run(t, reads(sim, protectionKind, "rpo = \"28h\"\nonly_machines = ["+strings.Join(names, ", ")+"]", protection(map[string]knownvalue.Check{
		"machines":      knownvalue.ListExact(machines),
		"message":       knownvalue.StringExact(message),
		"passing_names": texts("app02", "db01", "file01", "web01"),
		"compliant":     knownvalue.Bool(false),
		"summary":       knownvalue.ObjectPartial(checksOf(map[string]any{"failing": 1, "warning_only": 1})),
	})...))
}
