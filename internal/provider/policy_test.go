package provider_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// opa runs the Open Policy Agent of tools/opa from the repository's root, as a user does.
func opa(t *testing.T, args ...string) outcome {
	t.Helper()
	acceptance(t)
	command := exec.CommandContext(t.Context(), "go", append([]string{"tool", "-modfile=tools/opa/go.mod", "opa"}, args...)...)
	command.Dir = root
	text, err := command.CombinedOutput()
	if command.ProcessState == nil {
		t.Fatal(err)
	}
	return outcome{command.ProcessState.ExitCode(), string(text)}
}

// TestPolicyUnits runs the policy's own tests, which reach each of its lines.
func TestPolicyUnits(t *testing.T) {
	t.Parallel()
	if got := opa(t, "test", "examples/policy", "--coverage", "--threshold", "100", "--format", "json"); got.code != 0 {
		t.Error(got.text)
	}
	if got := opa(t, "test", "examples/policy"); got.code != 0 || !strings.HasPrefix(got.text, "PASS: ") {
		t.Errorf("exit code %d:\n%s", got.code, got.text)
	}
	for _, args := range [][]string{{"check", "--strict", "examples/policy"}, {"fmt", "--fail", "--diff", "examples/policy"}} {
		if got := opa(t, args...); got.code != 0 {
			t.Errorf("opa %s:\n%s", strings.Join(args, " "), got.text)
		}
	}
}

// judge plans, and asks the policy for its verdict in the words of the guide; data are further arguments.
func (w *workspace) judge(planArgs []string, data ...string) outcome {
	w.t.Helper()
	w.run(append([]string{"plan", "-no-color", "-out=plan.bin"}, planArgs...)...)
	shown := w.command("show", "-json", "plan.bin")
	text, err := shown.Output()
	if err != nil {
		w.t.Fatal(err, string(text))
	}
	w.write("plan.json", string(text))
	return opa(w.t, append([]string{"eval", "--fail-defined", "--format=pretty", "--data=examples/policy/backups.rego",
		"--input=" + filepath.Join(w.dir, "plan.json"), "data.veeam.backups.deny[_]"}, data...)...)
}

// denies compares the exit code and the reasons, which are quoted in the output.
func (o outcome) denies(t *testing.T, reasons ...string) {
	t.Helper()
	want := min(len(reasons), 1)
	if o.code != want || strings.Count(o.text, `"`) != 2*len(reasons) {
		t.Errorf("exit code %d, not %d, or not %d reasons:\n%s", o.code, want, len(reasons), o.text)
	}
	for _, reason := range reasons {
		o.contains(t, `"`+reason+`"`)
	}
}

const (
	notComplete = "the plan is not complete (-target, or an error while planning): its verdicts may be old"
	destroys    = "the plan destroys everything: with -refresh=false its verdicts are those of the last apply"
	labDenied   = "data.veeam_protection_status.servers: not compliant: app02, gone01"
)

// judgedLab is the environment of a lab, for Terraform whose plans say whether they are complete.
func judgedLab(t *testing.T) []string {
	t.Helper()
	if isOpenTofu(t) {
		t.Skip("OpenTofu does not say whether a plan is complete: the policy denies all its plans")
	}
	needs(t, needsComplete)
	return labEnvironment(t)
}

// TestPolicyOfPlans judges plans of the gates' examples. The check only warns: the policy is what stops.
func TestPolicyOfPlans(t *testing.T) {
	t.Parallel()
	env := judgedLab(t)
	check := copyExample(t, "gates/check", env)
	check.judge(goodMachines).denies(t)
	check.judge(badMachines).denies(t, labDenied)

	// The verdict of the last apply stays in a plan that leaves the gate out.
	check.expect(0, applyWith(goodMachines...))
	check.judge(append(goodMachines, "-target=terraform_data.release")).denies(t, notComplete)

	// So it does in a plan that destroys without reading; what only removes one resource is judged as ever.
	check.judge(append(goodMachines, "-destroy", "-refresh=false")).denies(t, destroys)
	check.judge(append(goodMachines, "-replace=terraform_data.release")).denies(t)
	config := read(t, "examples/gates/check/main.tf")
	check.write("main.tf", strings.Replace(config, `resource "terraform_data" "release"`, `resource "terraform_data" "other"`, 1))
	check.judge(goodMachines).denies(t)

	stopped := copyExample(t, "gates/postcondition", env)
	stopped.judge(badMachines).denies(t, labDenied, notComplete)
	stopped.judge(goodMachines).denies(t)
}

// TestPolicyOfRequirements judges a plan by what is given as data: who is to be covered, and how long a waiver may last.
func TestPolicyOfRequirements(t *testing.T) {
	t.Parallel()
	w := newWorkspace(t, `
provider "veeam" {}
variable "days" {}
data "veeam_protection_status" "servers" {
  rpo              = "28h"
  exclude_machines = { "lnx-*" = "-" }
  waivers = [{
    machines = ["app02", "db02", "mail01"]
    reason   = "disks on order"
    until    = timeadd(plantimestamp(), "${24 * var.days}h")
  }]
}`)
	w.env = append(w.env, judgedLab(t)...)
	w.write("requirements.json", `{"requirements": {"machines": ["APP02", "lnx-git01", "web01"], "longest_waiver_days": 30}}`)
	requirements := "--data=" + filepath.Join(w.dir, "requirements.json")
	const address = "data.veeam_protection_status.servers"
	always := []string{
		address + " names no machines: those that no job ever saw are not covered", address + " excludes lnx-* without a reason",
	}
	w.judge([]string{"-var=days=30"}).denies(t, always...)
	always = append(always, "no veeam_protection_status judges lnx-git01")
	w.judge([]string{"-var=days=30"}, requirements).denies(t, always...)
	got := w.judge([]string{"-var=days=31"}, requirements)
	got.contains(t, address+" waives app02, db02, mail01 until ", ", more than 30 days ahead")
	if got.code != 1 {
		t.Errorf("exit code %d:\n%s", got.code, got.text)
	}
}

// moduleCall is a configuration that hands its variables on to a module.
func moduleCall(source, more string) string {
	return `
variable "machines" {
  type = set(string)
}
module "m" {
  source   = "` + source + `"
  machines = var.machines
  ` + more + `
}
`
}

// TestPolicyOfModules judges a verdict in a module of a module, one that waits for a change, and none.
func TestPolicyOfModules(t *testing.T) {
	t.Parallel()
	env := judgedLab(t)
	w := copyExample(t, "gates/check", env)
	if err := os.MkdirAll(filepath.Join(w.dir, "outer", "inner"), 0o700); err != nil {
		t.Fatal(err)
	}
	w.write("outer/inner/main.tf", strings.Replace(read(t, "examples/gates/check/main.tf"), "provider \"veeam\" {}\n", "", 1))
	w.write("outer/main.tf", moduleCall("./inner", ""))
	w.write("main.tf", moduleCall("./outer", ""))
	w.expect(0, []string{"init", "-no-color"})
	w.judge(goodMachines).denies(t)
	w.judge(badMachines).denies(t, "module.m.module.m."+labDenied)

	// Read once, and then waiting for a change: what stands in the state is no verdict.
	const first = "resource \"terraform_data\" \"first\" {}\n"
	w.expect(0, applyWith(goodMachines...))
	w.write("main.tf", first+moduleCall("./outer", "depends_on = [terraform_data.first]"))
	w.judge(goodMachines).denies(t, "module.m.module.m.data.veeam_protection_status.servers is read during apply: the plan holds no verdict of it")

	w.write("main.tf", first)
	w.judge(nil).denies(t, "the plan holds no veeam_protection_status")
}
