package provider_test

import (
	"bytes"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/echoprovider"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// TestGateAnswer looks at the gate's answer as a configuration sees it: the echo provider copies what it is configured with into a state.
func TestGateAnswer(t *testing.T) {
	t.Parallel()
	acceptance(t)
	n := newNights().session(1, 1, 8, "").task(1, "db01", "vm-1", "Success", 8, 7).task(1, "web01", "vm-2", "Failed", 8, 7)
	sim := start(t, veeamsim.Config{Inventory: n.inv})
	all := factories()
	all["echo"] = func() (tfprotov6.ProviderServer, error) { return echoprovider.NewProviderServer()() }
	says := func(name string, check knownvalue.Check) statecheck.StateCheck {
		return statecheck.ExpectKnownValue("echo.test", tfjsonpath.New("data").AtMapKey(name), check)
	}
	gate := func(arguments string) string {
		return providerBlock(sim) + "ephemeral \"veeam_protection_gate\" \"gate\" {\n  rpo = \"24h\"\n" + arguments + "}\n" +
			"provider \"echo\" {\n  data = ephemeral.veeam_protection_gate.gate\n}\nresource \"echo\" \"test\" {}\n"
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: all,
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_10_0)},
		Steps: []resource.TestStep{
			fails(gate("only_machines = [\"db01\", \"web01\"]\n"), "Backups Not Compliant", "2 judged, 1 violation", "web01: never backed up: Failed of web01"),
			fails(gate(""), "Missing Attribute Configuration", "only_machines", "expected_machines"),
			fails(gate("only_machines = []\n"), "Invalid Attribute Value"),
			{Config: gate("only_machines = [\"DB01\", \"web01\"]\nenforce = false\n"), ConfigStateChecks: []statecheck.StateCheck{
				says("compliant", knownvalue.Bool(false)), says("passing_names", texts("DB01")), says("violating_names", texts("web01")),
				says("message", knownvalue.StringExact("2 judged, 1 violation.\nweb01: never backed up: Failed of web01")),
				says("violations", knownvalue.ListExact([]knownvalue.Check{machineRow("web01", "never", map[string]any{"vm_uid": "vm-2", "last_reason": "Failed of web01"})})),
			}},
		},
	})
}

// TestGateUnknown: a gate whose names are not known while planning judges at apply, after what they come from and before what depends
// on the gate.
func TestGateUnknown(t *testing.T) {
	t.Parallel()
	needs(t, needsEphemeral)
	g := newGateRun(t, "", gatePattern{})
	text := strings.Replace(gateConfig, "default = \"a\"", "default = \"b\"", 1) + providerBlock(g.sim) + `
resource "terraform_data" "names" {
  input = var.image
}
ephemeral "veeam_protection_gate" "gate" {
  rpo           = "24h"
  only_machines = [for name in var.names : terraform_data.names.id == "" ? "" : name]
}
provider "lab" {}
resource "lab_machine" "server" {
  for_each   = var.machines
  name       = each.key
  size       = each.value
  image      = "a"
  depends_on = [ephemeral.veeam_protection_gate.gate]
}
`
	g.write("main.tf", text)
	g.bad()
	g.expect(0, planWith(resized...), "2 to change")
	g.expect(1, applyWith(resized...), "Error: Backups Not Compliant", "db01: never backed up")
	g.did()
}

// TestGateInterrupt: Ctrl-C while the gate waits ends the plan, changes nothing and leaves no logon session.
func TestGateInterrupt(t *testing.T) {
	t.Parallel()
	needs(t, needsEphemeral)
	arrived := make(chan struct{}, 10)
	sim := start(t, veeamsim.Config{Inventory: nightly(), Rules: []veeamsim.Rule{{
		Method: http.MethodGet, Before: func(*veeamsim.Server) { arrived <- struct{}{} }, Fault: veeamsim.Fault{Kind: veeamsim.Hang},
	}}})
	w := newWorkspace(t, providerBlock(sim)+"variable \"names\" {\n  default = [\"db01\"]\n}\n"+ephemeralGate+"resource \"terraform_data\" \"release\" {}\n")
	command := w.command(planWith()...)
	var said bytes.Buffer
	command.Stdout, command.Stderr = &said, &said
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	<-arrived
	began := time.Now()
	if err := command.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	_ = command.Wait()
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("the plan ended after %s", took)
	}
	if command.ProcessState.ExitCode() != 1 || !strings.Contains(said.String(), "Interrupt received") {
		t.Errorf("exit code %d: %s", command.ProcessState.ExitCode(), said.String())
	}
	if open := sim.OpenLogonSessions(); open != 0 || sim.Logons() != 1 {
		t.Errorf("%d of %d logon sessions are left open", open, sim.Logons())
	}
}
