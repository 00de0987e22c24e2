package provider_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var installed = regexp.MustCompile(`terraform-veeam/veeam v0\.1\.\d+ \(unauthenticated\)`)

// TestInstall: after make install, a plain terraform init finds the provider by its short address, and init -upgrade that of a later
// commit; another build of one version needs a new lock file, as the README says.
func TestInstall(t *testing.T) {
	t.Parallel()
	w := emptyWorkspace(t)
	home := t.TempDir()
	env := append(os.Environ(), "PLUGINS="+home+"/.terraform.d/plugins")
	command := exec.Command("make", "install")
	command.Dir, command.Env = root, env
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatal(string(out))
	}
	w.env = append(w.env, "HOME="+home, "TF_CLI_CONFIG_FILE="+os.DevNull)
	w.write("main.tf", requiredProviders+`provider "veeam" {}`)
	if isOpenTofu(t) {
		w.write("main.tf", strings.Replace(requiredProviders, "terraform-veeam/", "registry.terraform.io/terraform-veeam/", 1)+`provider "veeam" {}`)
	}
	got := w.run("init", "-no-color")
	if got.code != 0 || !installed.MatchString(got.text) {
		t.Error(got.text)
	}
	// Another build of the same version, as from files that are not committed yet: the lock file is about the first one.
	builds, err := filepath.Glob(home + "/.terraform.d/plugins/*/*/*/*/*/terraform-provider-veeam_v*")
	if err != nil || len(builds) != 1 {
		t.Fatal(builds, err)
	}
	binary, err := os.ReadFile(builds[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(builds[0], append(binary, 0), 0o700); err != nil {
		t.Fatal(err)
	}
	if got := w.run("init", "-no-color"); got.code == 0 {
		t.Error("the lock file lets another build pass: " + got.text)
	}
	if got := w.run("init", "-no-color", "-upgrade"); got.code == 0 {
		t.Error("the README says that the lock file must go: " + got.text)
	}
	if err := os.Remove(filepath.Join(w.dir, ".terraform.lock.hcl")); err != nil {
		t.Fatal(err)
	}
	w.expect(0, []string{"init", "-no-color"})

	// The build of a later commit.
	folder := filepath.Dir(filepath.Dir(builds[0]))
	later := filepath.Join(filepath.Dir(folder), "0.1.99999")
	if err := os.CopyFS(later, os.DirFS(folder)); err != nil {
		t.Fatal(err)
	}
	w.expect(0, []string{"init", "-no-color", "-upgrade"}, "v0.1.99999")
}
