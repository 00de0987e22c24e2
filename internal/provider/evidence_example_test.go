package provider_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// TestEvidenceExample keeps a night as the guide says: the file holds the verdict and what it rests on, its signature fails where a byte
// is changed, and nothing is kept of a night on which there was no plan.
func TestEvidenceExample(t *testing.T) {
	t.Parallel()
	acceptance(t)
	if _, err := exec.LookPath("openssl"); err != nil {
		t.Skip("openssl is not on the PATH")
	}
	n := newNights().session(1, 1, 8, "Backup").task(1, "db01", "", "Success", 8, 7).task(1, "web01", "", "Failed", 8, 7)
	_, env := startWith(t, veeamsim.Config{Inventory: n.today(), Clock: time.Now})
	w := copyExample(t, "evidence", env)
	kept := filepath.Join(w.dir, "kept")
	if err := os.Mkdir(kept, 0o700); err != nil {
		t.Fatal(err)
	}
	w.script(t, true, "openssl genpkey -algorithm ed25519 -out key.pem && openssl pkey -in key.pem -pubout -out key.pub")
	name := strings.TrimSuffix(strings.TrimSpace(w.script(t, true, "./keep.sh kept key.pem")), ".json")

	text, err := os.ReadFile(filepath.Join(w.dir, name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var plan struct {
		PlannedValues struct {
			Outputs map[string]struct{ Value json.RawMessage }
		} `json:"planned_values"`
	}
	if err := json.Unmarshal(text, &plan); err != nil {
		t.Fatal(err)
	}
	evidence, machines := string(plan.PlannedValues.Outputs["evidence"].Value), string(plan.PlannedValues.Outputs["machines"].Value)
	for _, want := range []string{`"judged_at":"20`, `"rpo":"28h"`, `"population":"names"`} {
		if !strings.Contains(evidence, want) {
			t.Errorf("the evidence lacks %s: %s", want, evidence)
		}
	}
	if !strings.Contains(machines, `"last_reason":"Failed of web01"`) {
		t.Errorf("the machines are %s", machines)
	}
	if strings.Contains(string(text), veeamsim.DefaultAccount.Password) {
		t.Error("the password is in the plan")
	}

	const verify = "openssl pkeyutl -verify -rawin -pubin -inkey key.pub -in NAME.json -sigfile NAME.sig"
	w.script(t, true, strings.ReplaceAll(verify, "NAME", name))
	w.write(name+".json", strings.Replace(string(text), "Failed of web01", "Passed of web01", 1))
	w.script(t, false, strings.ReplaceAll(verify, "NAME", name))

	w.write("main.tf", "wrong")
	w.script(t, false, "./keep.sh kept key.pem")
	if signed, err := filepath.Glob(filepath.Join(kept, "*.sig")); err != nil || len(signed) != 1 {
		t.Errorf("%q are signed, %v", signed, err)
	}
}

// script runs a line of shell in the folder, by the Terraform of all tests, and returns what it printed.
func (w *workspace) script(t *testing.T, passes bool, line string) string {
	t.Helper()
	command := exec.CommandContext(t.Context(), "sh", "-c", line)
	command.Dir, command.Env = w.dir, slices.Concat(w.env, []string{"TERRAFORM=" + terraformPath(t)})
	text, err := command.Output()
	if (err == nil) != passes {
		t.Fatalf("%s: %v\n%s", line, err, text)
	}
	return string(text)
}
