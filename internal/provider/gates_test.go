package provider_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// Variables of the gates' examples: machines of the lab that are all good, and some that are not.
var (
	goodMachines = []string{`-var=machines=["sql01","sql02"]`}
	badMachines  = []string{`-var=machines=["web01","app02","gone01"]`}
)

// What the gates say of badMachines: of each that violates the cause, and EM's reason where there is one.
const stopsFor = "3 judged, 2 violations. app02: backup failed, last good backup "

// andFor is how it goes on after the time of app02's last good backup.
const andFor = "Z: Cannot connect to the host [esx03.lab.example]: a connection… gone01: not seen by any job"

// copyExample copies a folder of examples/, with what is in it, and runs terraform init.
func copyExample(t *testing.T, folder string, env []string) *workspace {
	t.Helper()
	w := emptyWorkspace(t)
	if err := os.CopyFS(w.dir, os.DirFS(filepath.Join(root, "examples", folder))); err != nil {
		t.Fatal(err)
	}
	w.env = append(w.env, env...)
	if got := w.run("init", "-no-color"); got.code != 0 {
		t.Fatal(got.text)
	}
	return w
}

// startLab is a simulator of the lab with the environment that points to it.
func startLab(t *testing.T) (*veeamsim.Server, []string) {
	t.Helper()
	return startWith(t, veeamsim.Config{Inventory: veeamsim.Lab(time.Now()), Clock: time.Now})
}

func startWith(t *testing.T, config veeamsim.Config) (*veeamsim.Server, []string) {
	t.Helper()
	sim := start(t, config)
	return sim, environment(sim)
}

// expect runs Terraform and compares the exit code and the words of the output.
func (w *workspace) expect(code int, args []string, texts ...string) outcome {
	w.t.Helper()
	got := w.run(args...)
	got.contains(w.t, texts...)
	if got.code != code {
		w.t.Errorf("terraform %s: exit code %d, not %d:\n%s", strings.Join(args, " "), got.code, code, got.text)
	}
	return got
}

// omits fails where one of the texts is in the output.
func (o outcome) omits(t *testing.T, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if strings.Contains(flatten(o.text), text) {
			t.Errorf("%q is in:\n%s", text, o.text)
		}
	}
}

// planWith and applyWith are the arguments of terraform plan and terraform apply.
func planWith(more ...string) []string { return append([]string{"plan", "-no-color"}, more...) }

func applyWith(more ...string) []string {
	return append([]string{"apply", "-no-color", "-auto-approve"}, more...)
}

func TestGatePostcondition(t *testing.T) {
	t.Parallel()
	_, env := startLab(t)
	w := copyExample(t, "gates/postcondition", env)
	w.expect(1, planWith(badMachines...), "Error: Resource postcondition failed", stopsFor, andFor)
	w.expect(1, applyWith(badMachines...), stopsFor).omits(t, "Creation complete")
	w.expect(0, planWith(goodMachines...), "1 to add")
	w.expect(0, applyWith(goodMachines...), "1 added")
	w.expect(0, planWith(append(goodMachines, "-detailed-exitcode")...), "No changes.")
	w.expect(1, planWith(append(badMachines, "-detailed-exitcode")...), stopsFor)

	// The release names the gate, so -target takes the gate along. Nothing holds a destroy back.
	w.expect(1, planWith(append(badMachines, "-target=terraform_data.release")...), stopsFor)
	w.expect(0, applyWith(append(badMachines, "-destroy")...), "1 destroyed").omits(t, stopsFor)
}

func TestGateCheck(t *testing.T) {
	t.Parallel()
	_, env := startLab(t)
	w := copyExample(t, "gates/check", env)
	const warning = "Warning: Check block assertion failed"
	w.expect(2, planWith(append(badMachines, "-detailed-exitcode")...), warning, stopsFor, andFor)
	w.expect(0, applyWith(badMachines...), warning, stopsFor, "1 added")
	for range 2 {
		w.expect(0, planWith(append(badMachines, "-detailed-exitcode")...), "No changes.", warning, stopsFor)
	}
	w.expect(0, planWith(append(goodMachines, "-detailed-exitcode")...), "No changes.").omits(t, "Warning")

	// An Enterprise Manager that can't be read stops the plan: no answer is no good news.
	w.env = append(w.env, "VEEAM_EM_PASSWORD=wrong")
	w.expect(1, planWith(badMachines...), "Error: Unable to Read Protection Status")
}

// TestGatePrecondition: one bad machine holds back itself, and leaves the others. A list of names that shrinks with the
// resources does not protect what is removed.
func TestGatePrecondition(t *testing.T) {
	t.Parallel()
	sim, env := startLab(t)
	w := copyExample(t, "gates/precondition", env)
	const good, bad = `-var=servers={WEB01="a"}`, `-var=servers={WEB01="b",app02="b"}`
	w.expect(0, applyWith(good), "1 added")
	w.expect(1, planWith(bad), `"WEB01"] will be updated in-place`, "Error: Resource precondition failed",
		"app02 has no good backup within 28h. 2 judged, 1 violation. app02: backup failed").omits(t, "WEB01 has no good backup")

	sim.Change(func(inv *veeamsim.Inventory) {
		for i := range inv.TaskSessions {
			inv.TaskSessions[i].Result = "Failed"
		}
	})
	w.expect(1, planWith(good), "WEB01 has no good backup")
	w.expect(0, planWith(`-var=servers={mon01="a"}`, "-destroy"), "1 to destroy")
}

func TestGateEmptyAnswer(t *testing.T) {
	t.Parallel()
	_, env := startLab(t)
	trap, mend := copyExample(t, "gates/empty-answer-trap", env), copyExample(t, "gates/empty-answer", env)
	trap.expect(0, planWith("-var=job_name=Nightly VM"), "No changes.")
	mend.expect(1, planWith("-var=job_name=Nightly VM"), "Resource postcondition failed", "Nightly VM has not run within 24 hours.")

	trap.expect(1, planWith("-var=job_name=Nightly VMs"), "Nightly VMs has failed.")
	mend.expect(1, planWith("-var=job_name=Nightly VMs"), "Nightly VMs: 3 failed and 0 have no result, of 12.")
	trap.expect(0, planWith("-var=job_name=SQL Servers"), "No changes.")
	mend.expect(0, planWith("-var=job_name=SQL Servers"), "No changes.")
}

// variables is what the configurations of the facts below share.
const variables = "provider \"veeam\" {}\nvariable \"machines\" {\n  type = set(string)\n}\n"

// TestGateNestedInCheck: a data source inside a check block is a change at every plan, and its failure is a warning.
func TestGateNestedInCheck(t *testing.T) {
	t.Parallel()
	_, env := startLab(t)
	w := newWorkspace(t, variables+`
check "backups" {
  data "veeam_protection_status" "servers" {
    rpo           = "28h"
    only_machines = var.machines
  }
  assert {
    condition     = data.veeam_protection_status.servers.compliant
    error_message = "Not compliant."
  }
}`)
	w.env = append(w.env, env...)
	w.expect(0, applyWith(goodMachines...), "Apply complete!")
	for range 2 {
		w.expect(2, planWith(append(goodMachines, "-detailed-exitcode")...), "config will be reloaded to verify a check block", "0 to add, 0 to change, 0 to destroy").omits(t, "Warning")
		w.expect(0, applyWith(goodMachines...))
	}
	w.env = append(w.env, "VEEAM_EM_PASSWORD=wrong")
	w.expect(0, planWith(goodMachines...), "Warning: Unable to Read Protection Status")
}

// TestGateDependsOn: a gate that depends on what changes is read during apply, after the change; one that does
// not change any more stops the plan.
func TestGateDependsOn(t *testing.T) {
	t.Parallel()
	_, env := startLab(t)
	for why, arguments := range map[string]string{
		"depends on a resource or a module with changes pending": "only_machines = var.machines\n  depends_on = [terraform_data.release]",
		"config refers to values not yet known":                  "only_machines = terraform_data.release.output",
	} {
		t.Run(why, func(t *testing.T) {
			t.Parallel()
			w := newWorkspace(t, variables+`
resource "terraform_data" "release" {
  input = var.machines
}
data "veeam_protection_status" "servers" {
  rpo = "28h"
  `+arguments+`
  lifecycle {
    postcondition {
      condition     = self.compliant
      error_message = self.message
    }
  }
}`)
			w.env = append(w.env, env...)
			w.expect(0, planWith(badMachines...), "will be read during apply", "("+why+")", "1 to add").omits(t, stopsFor)
			w.expect(1, applyWith(badMachines...), "terraform_data.release: Creation complete", stopsFor)
			w.expect(0, []string{"state", "list"}, "terraform_data.release") // made, though the gate stopped
			w.expect(1, planWith(badMachines...), stopsFor)
		})
	}
}

// TestGateTarget: a gate that nothing names is left out by -target.
func TestGateTarget(t *testing.T) {
	t.Parallel()
	sim, env := startLab(t)
	w := copyExample(t, "gates/postcondition", env)
	const named = "  depends_on = [data.veeam_protection_status.servers]\n"
	text := read(t, "examples/gates/postcondition/main.tf")
	if !strings.Contains(text, named) {
		t.Fatal("the release does not name the gate")
	}
	w.write("main.tf", strings.Replace(text, named, "", 1))
	w.expect(1, planWith(badMachines...), stopsFor)
	asked := len(sim.Requests())
	w.expect(0, applyWith(append(badMachines, "-target=terraform_data.release")...), "1 added").omits(t, stopsFor)
	if n := len(sim.Requests()) - asked; n != 0 {
		t.Errorf("%d requests with -target", n)
	}
}

// TestGateSavedPlan: what a saved plan has read is not read again when it is applied.
func TestGateSavedPlan(t *testing.T) {
	t.Parallel()
	sim, env := startLab(t)
	w := copyExample(t, "gates/postcondition", env)
	w.expect(1, planWith(append(badMachines, "-out=bad")...), stopsFor)
	w.expect(1, []string{"apply", "-no-color", "bad"}, "Cannot apply incomplete plan")

	w.expect(0, planWith(append(goodMachines, "-out=good")...))
	sim.Change(func(inv *veeamsim.Inventory) {
		for i := range inv.TaskSessions {
			inv.TaskSessions[i].Result = "Failed"
		}
	})
	asked := len(sim.Requests())
	w.expect(0, []string{"apply", "-no-color", "good"}, "1 added")
	if n := len(sim.Requests()) - asked; n != 0 {
		t.Errorf("%d requests while a saved plan was applied", n)
	}
	w.expect(1, planWith(goodMachines...), "2 judged, 2 violations. sql01: never backed up sql02: never backed up")
}

// TestGateOfOneMachine: the last session of a job may be a retry of one machine. A rule on that session passes,
// whatever became of the others.
func TestGateOfOneMachine(t *testing.T) {
	t.Parallel()
	n := newNights().session(1, 1, 8, "").session(2, 1, 6, "").
		task(1, "web01", "", "Failed", 8, 7).task(1, "db01", "", "Failed", 8, 7).task(2, "web01", "", "Success", 6, 5)
	_, env := startWith(t, veeamsim.Config{Inventory: n.today(), Clock: time.Now})
	last := newWorkspace(t, `provider "veeam" {}
data "veeam_backup_session" "last" {
  job_name = "Nightly"
  states   = ["Stopped"]
}
data "veeam_backup_task_sessions" "last" {
  backup_session_id = data.veeam_backup_session.last.id
  lifecycle {
    postcondition {
      condition     = self.summary.total > 0 && self.summary.success == self.summary.total
      error_message = "Failed."
    }
  }
}
output "machines" {
  value = "${data.veeam_backup_task_sessions.last.summary.total} machine"
}`)
	last.env = append(last.env, env...)
	last.expect(0, planWith(), "1 machine")
	gate := copyExample(t, "gates/postcondition", env)
	gate.expect(0, planWith(`-var=machines=["web01"]`), "1 to add")
	gate.expect(1, planWith(`-var=machines=["web01","db01","mail01"]`), "3 judged, 2 violations. db01: never backed up: Failed of db01 mail01: not seen by any job")
}
