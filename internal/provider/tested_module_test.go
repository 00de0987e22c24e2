package provider_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestTestedModule runs terraform test on the example, without an Enterprise Manager and without an account.
func TestTestedModule(t *testing.T) {
	t.Parallel()
	needs(t, needsMocks)
	w := copyExample(t, "tested-module", nil)
	w.expect(0, []string{"test", "-no-color"}, "Success! 4 passed, 0 failed.")
}

// TestTestedModuleNotices: each of the tests fails when what it tests is taken out of the module.
func TestTestedModuleNotices(t *testing.T) {
	t.Parallel()
	needs(t, needsMocks)
	for name, c := range map[string]struct{ is, becomes, fails string }{
		"a gate that is always open": {"condition     = module.status.compliant", "condition     = module.status.compliant || true", `run "waits_and_says_why"... fail`},
		"a gate on a list's length": {"condition     = module.status.compliant", "condition     = length(module.status.violations) == 0",
			`run "waits_and_says_why"... fail`},
		"a gate that is always closed": {"condition     = module.status.compliant", "condition     = module.status.compliant && length(var.machines) == 0",
			`run "releases_when_all_are_good"... fail`},
		"a message without reasons": {`${module.status.message}`, "", `run "waits_and_says_why"... fail`},
		"a report without causes":   {"${v.cause}", "", `run "reports_each_violation"... fail`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := copyExample(t, "tested-module", nil)
			text := read(t, "examples/tested-module/main.tf")
			if strings.Count(text, c.is) != 1 {
				t.Fatalf("%q stands %d times in the module", c.is, strings.Count(text, c.is))
			}
			w.write("main.tf", strings.Replace(text, c.is, c.becomes, 1))
			w.expect(1, []string{"test", "-no-color"}, c.fails)
		})
	}
}

// TestTestedModuleListOfObjects: Terraform can't put a list of objects into override_data, which is why the
// example has a module for what it reads.
func TestTestedModuleListOfObjects(t *testing.T) {
	t.Parallel()
	needs(t, needsMocks)
	if isOpenTofu(t) {
		t.Skip("OpenTofu takes a list of objects")
	}
	w := copyExample(t, "tested-module", nil)
	if err := os.Remove(filepath.Join(w.dir, "tests", "release.tftest.hcl")); err != nil {
		t.Fatal(err)
	}
	w.write(filepath.Join("tests", "list.tftest.hcl"), `
mock_provider "veeam" {}
run "list" {
  command = plan
  variables {
    release  = "shop 2.4"
    machines = ["db01"]
  }
  override_data {
    target = module.status.data.veeam_protection_status.this
    values = {
      compliant  = true
      violations = [{ name = "db01", cause = "failed" }]
    }
  }
}`)
	got := w.run("test", "-no-color")
	if got.code == 0 {
		t.Skip("this Terraform puts lists of objects into override_data: the detour in the example and its guide is no longer needed")
	}
	// The attribute is "violations" up to Terraform 1.11, and ".violations" later.
	got.contains(t, "Failed to compute attribute", `violations": incompatible types; expected object type, found tuple`)
}
