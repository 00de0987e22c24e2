package provider_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestInstall: after make install, a plain terraform init finds the provider by its short address, as the README says.
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
	got.contains(t, "terraform-veeam/veeam v0.1.0 (unauthenticated)")
	if got.code != 0 {
		t.Error(got.text)
	}
}
