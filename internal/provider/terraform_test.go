package provider_test

import (
	"cmp"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// workspace is a folder in which Terraform runs with the provider's built binary: main runs, as it does for a user.
type workspace struct {
	t   *testing.T
	dir string
	env []string
	// binary is another Terraform than that of all tests; empty for that.
	binary string
}

// outcome is what a command left.
type outcome struct {
	code int
	text string
}

// builtVersion is the version under which the tests' build stands in the mirror.
const builtVersion = "0.0.1"

// requiredProviders names the provider as a user does: Terraform and OpenTofu each look under their own registry's name.
const requiredProviders = "terraform {\n  required_providers {\n    veeam = { source = \"terraform-veeam/veeam\" }\n  }\n}\n"

// newWorkspace writes main.tf and runs terraform init.
func newWorkspace(t *testing.T, config string) *workspace {
	t.Helper()
	w := emptyWorkspace(t)
	w.write("main.tf", requiredProviders+config)
	if got := w.run("init", "-no-color"); got.code != 0 {
		t.Fatal(got.text)
	}
	return w
}

// acceptance skips a test that runs Terraform or another program where acceptance tests are not asked for.
func acceptance(t *testing.T) {
	t.Helper()
	if os.Getenv("TF_ACC") == "" {
		t.Skip("acceptance tests run with TF_ACC=1")
	}
}

// emptyWorkspace is a folder without files.
func emptyWorkspace(t *testing.T) *workspace {
	t.Helper()
	acceptance(t)
	return &workspace{t: t, dir: t.TempDir(), env: append(os.Environ(),
		"TF_CLI_CONFIG_FILE="+filepath.Join(mirror(t), "terraform.rc"), "TF_IN_AUTOMATION=1", "TF_INPUT=0", "CHECKPOINT_DISABLE=1")}
}

func (w *workspace) write(name, text string) {
	w.t.Helper()
	if err := os.WriteFile(filepath.Join(w.dir, name), []byte(text), 0o600); err != nil {
		w.t.Fatal(err)
	}
}

// command prepares a Terraform command.
func (w *workspace) command(args ...string) *exec.Cmd {
	command := exec.CommandContext(w.t.Context(), cmp.Or(w.binary, terraformPath(w.t)), args...)
	command.Dir, command.Env = w.dir, w.env
	return command
}

// run runs Terraform to its end.
func (w *workspace) run(args ...string) outcome {
	w.t.Helper()
	command := w.command(args...)
	text, err := command.CombinedOutput()
	if command.ProcessState == nil {
		w.t.Fatal(err)
	}
	return outcome{command.ProcessState.ExitCode(), string(text)}
}

// sharedDir holds what is built once for all tests.
var sharedDir string

func TestMain(m *testing.M) {
	os.Exit(func() int {
		var err error
		if sharedDir, err = os.MkdirTemp("", "veeam-test"); err != nil {
			panic(err)
		}
		defer func() { _ = os.RemoveAll(sharedDir) }()
		// The same random nights at every run, so that a change is judged by what it changes; make soak draws others (-rapid.seed 0).
		if err := flag.Set("rapid.seed", "20261129"); err != nil {
			panic(err)
		}
		runThroughOpenTofu()
		// Terraform starts thousands of times here, each time with a small heap: a seventh of its time went into collecting garbage.
		if err := os.Setenv("GOGC", "400"); err != nil {
			panic(err)
		}
		return m.Run()
	}())
}

// contains fails where one of the texts is not in the output, line ends apart.
func (o outcome) contains(t *testing.T, texts ...string) {
	t.Helper()
	flat := flatten(o.text)
	for _, text := range texts {
		if !strings.Contains(flat, text) {
			t.Errorf("%q is not in:\n%s", text, o.text)
		}
	}
}
