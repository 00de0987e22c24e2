package provider_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/provider"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// gatePattern is one way to write a gate.
type gatePattern struct {
	// name is that of its row in the guide's table; key names it in tests.
	key, name string
	// gate is the configuration of the gate, machine what the guarded machines' block has, user what their provider's has.
	gate, machine, user string
	// least is the oldest Terraform that has it.
	least string
}

const (
	gatedNames    = "rpo = \"24h\"\n  only_machines = var.names\n"
	postcondition = "lifecycle {\n    postcondition {\n      condition = self.compliant\n      error_message = self.message\n    }\n  }\n"
	dataGate      = "data \"veeam_protection_status\" \"gate\" {\n  " + gatedNames + "}\n"
	dataPostcond  = "data \"veeam_protection_status\" \"gate\" {\n  " + gatedNames + postcondition + "}\n"
	ephemeralGate = "ephemeral \"veeam_protection_gate\" \"gate\" {\n  " + gatedNames + "}\n"
	actionGate    = "action \"veeam_protection_gate\" \"gate\" {\n  config {\n  " + gatedNames + "  }\n}\n"
	fedProvider   = "user = ephemeral.veeam_protection_gate.gate.compliant ? \"admin\" : \"admin\"\n"
)

func actionTrigger(events string) string {
	return "lifecycle {\n    action_trigger {\n      events = [" + events + "]\n      actions = [action.veeam_protection_gate.gate]\n    }\n  }\n"
}

// gatePatterns are the rows of the guide's table.
var gatePatterns = []gatePattern{
	{key: "postcondition", name: "data source with a postcondition, which nothing names", gate: dataPostcond},
	{key: "named postcondition", name: "the same, and the machines depend on it", gate: dataPostcond, machine: "depends_on = [data.veeam_protection_status.gate]\n"},
	{
		key: "precondition", name: "data source, and a precondition on each machine by `each.key`", gate: dataGate,
		machine: "lifecycle {\n    precondition {\n      condition = contains(data.veeam_protection_status.gate.passing_names, each.key)\n" +
			"      error_message = data.veeam_protection_status.gate.message\n    }\n  }\n",
	},
	{
		key: "check", name: "data source and a `check`",
		gate: dataGate + "check \"backups\" {\n  assert {\n    condition = data.veeam_protection_status.gate.compliant\n" +
			"    error_message = data.veeam_protection_status.gate.message\n  }\n}\n",
	},
	{
		key: "attributes", name: "**trap**: data source with a postcondition, names from the machines' attributes",
		gate: strings.Replace(dataPostcond, "var.names", "[for m in lab_machine.server : m.name]", 1),
	},
	{key: "ephemeral", name: "ephemeral gate, which nothing names", gate: ephemeralGate, least: needsEphemeral},
	{
		key: "named ephemeral", name: "ephemeral gate, and the machines depend on it", gate: ephemeralGate,
		machine: "depends_on = [ephemeral.veeam_protection_gate.gate]\n", least: needsEphemeral,
	},
	{key: "fed provider", name: "**ephemeral gate that feeds the machines' provider**", gate: ephemeralGate, user: fedProvider, least: needsEphemeral},
	{
		key: "action", name: "action on `before_create`, `before_update`", gate: actionGate,
		machine: actionTrigger("before_create, before_update"), least: needsActions,
	},
	{
		key: "destroy action", name: "action on `before_destroy` too", gate: actionGate,
		machine: actionTrigger("before_create, before_update, before_destroy"), least: needsBeforeDestroy,
	},
}

// gateNight is one thing that happens to the machines on a night, and a column of the guide's table.
type gateNight struct {
	key, name string
	run       func(g *gateRun) string
}

// Arguments of what is planned: another size, another image, one machine less.
var (
	resized  = []string{`-var=machines={db01="2",web01="2"}`}
	replaced = []string{"-var=image=b"}
	removed  = []string{`-var=machines={web01="1"}`}
	target   = `-target=lab_machine.server["db01"]`
)

// gateNights are the columns of the guide's table.
var gateNights = []gateNight{
	{"U", "update", func(g *gateRun) string { return g.bad().apply(resized...) }},
	{"SU", "saved update, bad since", func(g *gateRun) string { return g.save(resized...).bad().applySaved() }},
	{"G", "saved while bad, good since", func(g *gateRun) string { return applies(g.bad().save(resized...).good().applySaved()) }},
	{"T", "update with `-target`", func(g *gateRun) string { return g.bad().apply(append(resized, target)...) }},
	{"RF", "update with `-refresh=false`", func(g *gateRun) string { return g.bad().apply(append(resized, "-refresh=false")...) }},
	{"RP", "replace", func(g *gateRun) string { return g.bad().apply(replaced...) }},
	{"SRP", "saved replace, bad since", func(g *gateRun) string { return g.save(replaced...).bad().applySaved() }},
	{"RI", "one machine removed", func(g *gateRun) string { return g.bad().apply(removed...) }},
	{"SRI", "saved removal, bad since", func(g *gateRun) string { return g.save(removed...).bad().applySaved() }},
	{"D", "destroy", func(g *gateRun) string { return g.bad().apply("-destroy") }},
	{"SD", "saved destroy, bad since", func(g *gateRun) string { return g.save("-destroy").bad().applySaved() }},
	{"ERR", "saved update, then EM is down", func(g *gateRun) string { return g.save(resized...).down().applySaved() }},
}

// What became of a night: stopped before a machine was touched; the same, but a plan went through; stopped after a machine was
// touched; a warning; nothing said; a saved plan refused as incomplete.
const (
	gateStops, gateStopsAtApply, gateStopsLate, gateWarns, gateSilent, gateRefused = "S", "A", "L", "w", ".", "x"
)

// applies is what to say of a plan that goes through on a good night.
func applies(outcome string) string {
	if outcome == gateSilent {
		return "ok"
	}
	return outcome
}

// gateRun is a workspace with two machines, db01 and web01, made on a good night, behind a gate that judges both.
type gateRun struct {
	*workspace
	pattern gatePattern
	sim     *veeamsim.Server
	lab     *labMachines
	// planned: a plan went through; last is what was run last.
	planned bool
	last    outcome
}

const gateConfig = `terraform {
  required_providers {
    veeam = { source = "terraform-veeam/veeam" }
    lab   = { source = "terraform-veeam/lab" }
  }
}
variable "names" {
  type    = set(string)
  default = ["db01", "web01"]
}
variable "machines" {
  type    = map(string)
  default = { db01 = "1", web01 = "1" }
}
variable "image" {
  default = "a"
}
`

// newGateRun makes the machines behind a gate, with the providers in process.
func newGateRun(t *testing.T, binary string, p gatePattern) *gateRun {
	t.Helper()
	g := emptyGateRun(t, binary, &labMachines{}, "terraform-veeam/lab")
	g.pattern = p
	g.write("main.tf", gateConfig+providerBlock(g.sim)+p.gate+"provider \"lab\" {\n"+p.user+"}\n"+
		"resource \"lab_machine\" \"server\" {\n  for_each = var.machines\n  name = each.key\n  size = each.value\n  image = var.image\n"+p.machine+"}\n")
	g.expect(0, []string{"init", "-no-color"})
	g.expect(0, applyWith())
	if made := g.lab.takeDone(); len(made) != 2 {
		t.Fatalf("made on a good night: %v", made)
	}
	return g
}

// emptyGateRun is a workspace without files, with this provider and one of machines in process, and a good night of db01 and web01.
func emptyGateRun(t *testing.T, binary string, lab *labMachines, address string) *gateRun {
	t.Helper()
	acceptance(t)
	n := newNights().session(1, 1, 8, "").task(1, "db01", "", "Success", 8, 7).task(1, "web01", "", "Success", 8, 7)
	g := &gateRun{sim: start(t, veeamsim.Config{Inventory: n.inv}), lab: lab}
	servers := map[string]tfprotov6.ProviderServer{"terraform-veeam/veeam": provider.New("test", quickly).Server(), address: lab.server()}
	g.workspace = &workspace{t: t, dir: t.TempDir(), binary: binary, env: append(os.Environ(), "TF_REATTACH_PROVIDERS="+reattach(t, servers),
		"TF_CLI_CONFIG_FILE=/dev/null", "TF_IN_AUTOMATION=1", "TF_INPUT=0", "CHECKPOINT_DISABLE=1")}
	return g
}

// bad lets the newest backup of db01 have failed, good lets it succeed, and down lets EM answer nothing.
func (g *gateRun) bad() *gateRun  { return g.result("Failed") }
func (g *gateRun) good() *gateRun { return g.result("Success") }

func (g *gateRun) result(result string) *gateRun {
	g.sim.Change(func(inv *veeamsim.Inventory) { inv.TaskSessions[0].Result = result })
	return g
}

func (g *gateRun) down() *gateRun {
	g.sim.AddRule(veeamsim.Rule{Fault: veeamsim.Fault{Kind: veeamsim.ResetBefore}})
	return g
}

// apply plans and applies, and says what became of it.
func (g *gateRun) apply(args ...string) string {
	if g.pattern.gate == actionGate { // it may let a plan pass and stop the apply
		g.planned = g.run(planWith(args...)...).code == 0
	}
	g.last = g.run(applyWith(args...)...)
	return g.outcome()
}

// save plans into a file. A plan that fails still writes it.
func (g *gateRun) save(args ...string) *gateRun {
	g.run(planWith(append(args, "-out=saved.bin")...)...)
	return g
}

// applySaved applies the saved plan.
func (g *gateRun) applySaved() string {
	g.last = g.run("apply", "-no-color", "saved.bin")
	return g.outcome()
}

// outcome reads off the exit code, what was done to the machines and what was said.
func (g *gateRun) outcome() string {
	done, said := g.lab.takeDone(), flatten(g.last.text)
	switch {
	case g.last.code != 0 && strings.Contains(said, "incomplete plan"): // not what is said of -target: "Applied changes may be incomplete"
		return gateRefused
	case g.last.code != 0 && len(done) > 0:
		return gateStopsLate
	case g.last.code != 0 && g.planned:
		return gateStopsAtApply
	case g.last.code != 0:
		return gateStops
	case len(done) == 0:
		return "?"
	case strings.Contains(said, "db01: never backed up"):
		return gateWarns
	}
	return gateSilent
}

// gateOutcomes are what becomes of each night by each pattern with Terraform: the table of the guide. A cell has each outcome that there
// is where versions differ: on a replace, an action comes before the destruction in Terraform 1.15, and after it in 1.14.
var gateOutcomes = map[string]string{
	"postcondition":       "S . x . S S . S . . . .",
	"named postcondition": "S . x S S S . S . . . .",
	"precondition":        "S . x S S S . . . . . .",
	"check":               "w . w . w w . w . . . .",
	"attributes":          "L L ok . L L L . . . . L",
	"ephemeral":           "S L x . S S L S L S . L",
	"named ephemeral":     "S S x S S S L S L S . S",
	"fed provider":        "S S x S S S S S S S S S",
	"action":              "A S ok A A A|L S|L . . . . S",
}

// TestGateMatrix holds what the guide says of each pattern on each night, by the Terraform at hand.
func TestGateMatrix(t *testing.T) {
	t.Parallel()
	acceptance(t)
	if isOpenTofu(t) {
		t.Skip("the table of the guide has what OpenTofu does")
	}
	for _, p := range gatePatterns {
		outcomes := strings.Fields(gateOutcomes[p.key])
		for i, night := range gateNights {
			t.Run(p.key+"/"+night.key, func(t *testing.T) {
				t.Parallel()
				if p.least != "" {
					needs(t, p.least)
				}
				g := newGateRun(t, "", p)
				got := night.run(g)
				if len(outcomes) == 0 {
					t.Skipf("%s, not compared", got)
				}
				if !slices.Contains(strings.Split(outcomes[i], "|"), got) {
					t.Errorf("%s: %s on %s, want %s:\n%s", got, p.name, night.name, outcomes[i], g.last.text)
				}
			})
		}
	}
}
