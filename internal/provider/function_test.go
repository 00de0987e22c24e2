package provider_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
)

// call is an expression and the value that it must have.
type call struct {
	expression string
	want       knownvalue.Check
}

var yes, no = knownvalue.Bool(true), knownvalue.Bool(false)

// calls is a step whose expressions have these values. No function test configures the provider.
func calls(config string, calls ...call) resource.TestStep {
	step := resource.TestStep{}
	for i, c := range calls {
		name := fmt.Sprintf("o%d", i)
		config += fmt.Sprintf("output %q {\n value = %s\n}\n", name, c.expression)
		step.ConfigStateChecks = append(step.ConfigStateChecks, statecheck.ExpectKnownOutputValue(name, c.want))
	}
	step.Config = config
	return step
}

// callFails is a step whose expression stops the plan with an error on the argument.
func callFails(config, expression, argument, text string) resource.TestStep {
	return fails(config+"output \"o\" {\n value = "+expression+"\n}\n",
		"Invalid function argument", fmt.Sprintf("Invalid value for %q parameter:", argument), text)
}

// runCalls tests the steps through a Terraform that knows functions.
func runCalls(t *testing.T, steps ...resource.TestStep) {
	t.Helper()
	needs(t, needsFunctions)
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: factories(),
		Steps:                    steps,
	})
}

// sessionList writes a list of task sessions: one finished with success, changed as each text says.
// They have more attributes than any function uses.
func sessionList(changes ...string) string {
	rows := make([]string, len(changes))
	for i, change := range changes {
		rows[i] = "merge(local.session, { " + change + " })"
	}
	return "[" + strings.Join(rows, ", ") + "]"
}

const sessionLocals = `
locals {
  session = {
    id                 = "5d6a1a8e-0f0d-4c5e-9b57-3c1f0e7a2b11"
    uid                = "urn:veeam:BackupTaskSession:5d6a1a8e-0f0d-4c5e-9b57-3c1f0e7a2b11"
    vm_display_name    = "db01"
    vm_uid             = null
    backup_server_name = "bs01"
    creation_time      = "2026-06-16T01:00:00Z"
    end_time           = "2026-06-16T01:30:00Z"
    state              = "Completed"
    result             = "Success"
    reason             = null
    job_session_uid    = null
    job_type           = "Backup"
    total_size         = 1024
  }
}
`

// TestFunctionUnknown: what is not known yet gives a result that is not known yet, within a list too.
func TestFunctionUnknown(t *testing.T) {
	t.Parallel()
	const later = "resource \"terraform_data\" \"later\" {\n input = \"db01\"\n}\n"
	step := calls(sessionLocals+later,
		call{`provider::veeam::unprotected(` + sessionList(`vm_display_name = terraform_data.later.output`) + `, ["db01"], "2026-06-16T08:00:00Z", "24h")`,
			knownvalue.ListExact([]knownvalue.Check{})})
	step.ConfigPlanChecks.PreApply = []plancheck.PlanCheck{plancheck.ExpectUnknownOutputValue("o0")}
	runCalls(t, step)
}

// TestFunctionExamples plans the example of each function with the built provider: one that reads a verdict against the lab, the others
// with nothing configured.
func TestFunctionExamples(t *testing.T) {
	t.Parallel()
	needs(t, needsFunctions)
	env := labEnvironment(t)
	for name, want := range functionExamples {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := emptyWorkspace(t)
			text := read(t, "examples/functions/"+name+"/function.tf")
			w.write("main.tf", text)
			if strings.Contains(text, "\ndata ") {
				w.env = append(w.env, env...)
			}
			if got := w.run("init", "-no-color"); got.code != 0 {
				t.Fatal(got.text)
			}
			got := w.run("plan", "-no-color")
			got.contains(t, want)
			if got.code != 0 {
				t.Errorf("exit code %d:\n%s", got.code, got.text)
			}
		})
	}
}

// functionExamples is what the plan of each function's example shows.
var functionExamples = map[string]string{
	"age":                `+ seconds = 10800`,
	"latest_per_machine": `+ results = { + db01 = "Success" + web01 = "Failed" }`,
	"message":            `db01: backup failed, last good backup 2026-06-14T22:10:00Z: There is not enough space on the disk`,
	"missing_names":      `+ missing = [ + "app01", ]`,
	"parse_uid":          `+ restore_point = "3c1f0e7a-2b11-4c5e-9b57-5d6a1a8e0f0d"`,
	"unprotected":        `+ unprotected = [ + "mail01", + "web01", ]`,
	"violations":         `+ violations = []`,
	"within_rpo":         `+ recent = true`,
}

// TestFunctionDescriptions: each function and parameter is described in sentences, and each function has an example that is planned and
// a line in the changelog.
func TestFunctionDescriptions(t *testing.T) {
	t.Parallel()
	got, err := made(t).GetFunctions(t.Context(), &tfprotov6.GetFunctionsRequest{})
	if err != nil || len(got.Diagnostics) != 0 || len(got.Functions) == 0 {
		t.Fatal(len(got.Functions), err, got.Diagnostics)
	}
	changelog := read(t, "CHANGELOG.md")
	for name, function := range got.Functions {
		descriptions := map[string]string{"summary": function.Summary, "description": function.Description}
		for _, parameter := range function.Parameters {
			descriptions[parameter.Name] = parameter.Description
		}
		for of, text := range descriptions {
			if len(text) < 10 || !strings.HasSuffix(text, ".") {
				t.Errorf("%s, %s: %q is no sentence", name, of, text)
			}
		}
		if _, err := os.Stat(filepath.Join(root, "examples/functions", name, "function.tf")); err != nil {
			t.Errorf("%s has no example: %v", name, err)
		}
		if functionExamples[name] == "" {
			t.Errorf("%s is not in functionExamples", name)
		}
		if !strings.Contains(changelog, "`"+name+"`") {
			t.Errorf("%s is not in the changelog", name)
		}
	}
	for name := range functionExamples {
		if got.Functions[name] == nil {
			t.Errorf("there is no function %s", name)
		}
	}
}
