package provider_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// copyGate copies a folder of examples/gates into a workspace with the providers in process.
func copyGate(t *testing.T, folder string, lab *labMachines, address string) *gateRun {
	t.Helper()
	g := emptyGateRun(t, "", lab, address)
	const fromEnvironment = "provider \"veeam\" {}\n" // that of another process, which the tests have not
	text := read(t, "examples/gates/"+folder+"/main.tf")
	if !strings.Contains(text, fromEnvironment) {
		t.Fatal("the provider is configured by more than the environment")
	}
	g.write("main.tf", strings.Replace(text, fromEnvironment, providerBlock(g.sim), 1))
	g.expect(0, []string{"init", "-no-color"})
	return g
}

// did fails where something else was done to the machines since it was asked last.
func (g *gateRun) did(want ...string) {
	g.t.Helper()
	if done := g.lab.takeDone(); !slices.Equal(done, want) {
		g.t.Errorf("done to the machines: %v, want %v", done, want)
	}
}

// TestGateFedProvider is the example that holds everything back, and its way past the gate.
func TestGateFedProvider(t *testing.T) {
	t.Parallel()
	needs(t, needsEphemeral)
	g := copyGate(t, "fed-provider", &labMachines{name: "vsphere", kind: "virtual_machine"}, "vmware/vsphere")
	g.env = append(g.env, `TF_VAR_machines=["db01","web01"]`, `TF_VAR_vsphere={server="vc",user="u",password="p",pool="r"}`)
	const made, changed, fewer = `-var=servers={db01=1,web01=1}`, `-var=servers={db01=2,web01=2}`, `-var=servers={web01=1}`
	const broken, stops = "-var=break_glass=true", "Error: Backups Not Compliant"
	g.expect(0, applyWith(made))
	g.did("create db01", "create web01")
	g.expect(0, planWith(changed, "-out=good.bin"))
	if state, plan := g.run("state", "pull").text, g.run("show", "-json", "good.bin").text; strings.Contains(state+plan, "no violations") ||
		strings.Contains(state+plan, `"passing_names"`) {
		t.Errorf("the gate's answer is in state or plan:\n%s\n%s", state, plan)
	}

	g.bad()
	for _, args := range [][]string{planWith(made), applyWith(changed), applyWith(fewer), applyWith(made, "-destroy"), {"apply", "-no-color", "good.bin"}} {
		g.expect(1, args, stops, "2 judged, 1 violation. db01: never backed up")
	}
	g.did()
	g.expect(0, applyWith(changed, broken)).omits(t, "Warning")
	g.did("update db01", "update web01")

	g.down()
	g.expect(1, applyWith(made), "Error: Unable to Read Protection Status")
	g.did()
	g.expect(0, applyWith(made, broken), "Warning: Unable to Read Protection Status", "nothing proves that there are backups")
	g.did("update db01", "update web01")
}

// TestGateNewMachine is the example of a server that is new: it is made though no job has seen it, until the date, and is held back as any
// other once it had a backup.
func TestGateNewMachine(t *testing.T) {
	t.Parallel()
	g := copyGate(t, "new-machine", &labMachines{}, "terraform-veeam/lab")
	g.expect(1, planWith(`-var=servers={db01={release="a"},new01={release="a"}}`), "new01: not seen by any job")
	g.expect(0, planWith(`-var=servers={db01={release="a"},new01={release="a",new_until="2026-06-20"}}`), "2 to add")
	g.expect(1, planWith(`-var=servers={db01={release="a"},new01={release="a",new_until="2026-06-15"}}`), "new01: not seen by any job",
		"The waiver of new01 ended at 2026-06-15: New: its first backup is due by 2026-06-15.")
	g.bad()
	g.expect(1, planWith(`-var=servers={db01={release="a",new_until="2026-06-20"}}`), "db01: never backed up")
}

// TestGateAction is the example of an action, where Terraform knows actions.
func TestGateAction(t *testing.T) {
	t.Parallel()
	needs(t, needsActions)
	g := copyGate(t, "action", &labMachines{}, "terraform-veeam/lab")
	const servers = `-var=servers={db01="a",web01="a"}`
	g.expect(0, applyWith(servers), "2 added", "2 judged, no violations.")
	g.bad()
	g.expect(0, planWith(`-var=servers={db01="b",web01="b"}`), "2 to change")
	g.expect(1, applyWith(`-var=servers={db01="b",web01="b"}`), "db01: never backed up").omits(t, "Modifications complete")
	g.expect(1, applyWith(servers, "-invoke=action.veeam_protection_gate.servers"), "db01: never backed up")
}

// TestGateTraps: what opens a gate in silence while a plan is made. It is read while applying, beside the changes or after them.
func TestGateTraps(t *testing.T) {
	t.Parallel()
	const trap = `
locals {
  machines = { for key, machine in lab_machine.server : key => machine }
}
data "veeam_protection_status" "gate" {
  rpo           = "24h"
  only_machines = NAMES
`
	for name, c := range map[string]struct {
		names, rest, gate string
		late              bool
	}{
		"names of the resources' attributes": {names: "[for m in lab_machine.server : m.name]", rest: postcondition, late: true},
		"names through a local":              {names: "keys(local.machines)", rest: postcondition, late: true},
		"a time that is not known yet":       {names: `timestamp() == "" ? ["x"] : var.names`, rest: postcondition},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := newGateRun(t, "", gatePattern{gate: strings.Replace(trap, "NAMES", c.names, 1) + c.rest + "}\n"})
			g.bad()
			g.expect(0, planWith(resized...), "will be read during apply", "2 to change")
			g.expect(1, applyWith(resized...), "db01: never backed up")
			if done := g.lab.takeDone(); c.late && len(done) != 2 {
				t.Errorf("it stopped before the machines were changed: %v", done)
			}
		})
	}
}

// TestGateShrinks: a list that shrinks with the resources does not protect what is removed.
func TestGateShrinks(t *testing.T) {
	t.Parallel()
	needs(t, needsEphemeral)
	p := gatePattern{gate: strings.Replace(ephemeralGate, "var.names", "keys(var.machines)", 1), user: fedProvider}
	g := newGateRun(t, "", p).bad()
	g.expect(0, applyWith(removed...))
	g.did("destroy db01")
}

// TestGateLife is the life of a machine behind a gate, from the plan to its end.
func TestGateLife(t *testing.T) {
	t.Parallel()
	needs(t, needsEphemeral)
	waived := strings.Replace(ephemeralGate, "var.names\n", `var.names
  waivers = !var.new ? null : [{
    machines    = ["new01"]
    causes      = ["not_seen"]
    reason      = "new"
    until       = "2026-06-20"
    approved_by = null
  }]
`, 1)
	g := newGateRun(t, "", gatePattern{gate: "variable \"new\" {\n  default = false\n}\n" + waived, user: fedProvider})
	g.env = append(g.env, `TF_VAR_names=["db01","web01","new01"]`)
	sized := func(size string) string { return `-var=machines={db01="1",web01="1",new01="` + size + `"}` }
	const isNew, stops = "-var=new=true", "Error: Backups Not Compliant"

	// Planned: no job can have seen it.
	g.expect(1, applyWith(sized("1")), stops, "new01: not seen by any job")
	g.did()
	g.expect(0, applyWith(sized("1"), isNew))
	g.did("create new01")
	// Made, and still without a backup: the waiver lets it be changed.
	g.expect(1, applyWith(sized("2")), stops)
	g.expect(0, applyWith(sized("2"), isNew))
	g.did("update new01")

	// Its first backup fails, which no waiver of not_seen covers; then it succeeds, and needs no waiver any more.
	backup := func(vmUID, result string) {
		g.sim.Change(func(inv *veeamsim.Inventory) {
			n := len(inv.TaskSessions)
			created := hoursAgo(6 - float64(n)/10)
			inv.BackupSessions = append(inv.BackupSessions, veeamsim.BackupSession{
				ID: guid(3, 100+n), JobID: guid(2, 1), Created: created, Ended: created, State: "Stopped", Result: result,
			})
			inv.TaskSessions = append(inv.TaskSessions, veeamsim.TaskSession{
				ID: guid(4, 100+n), SessionID: guid(3, 100+n), VMName: "new01", VMUID: vmUID, Created: created, Ended: created, State: "Completed", Result: result,
			})
		})
	}
	backup("vm-1", "Failed")
	g.expect(1, applyWith(sized("3"), isNew), stops, "new01: never backed up")
	g.did()
	backup("vm-1", "Success")
	g.expect(0, applyWith(sized("3")))
	g.did("update new01")

	// Replaced: on a bad night not at all. The new one has another vm_uid; the old one's backup is fresh until the new one is processed.
	const replace = `-replace=lab_machine.server["new01"]`
	g.bad()
	g.expect(1, applyWith(sized("3"), replace), stops, "db01: never backed up")
	g.did()
	g.good()
	g.expect(0, applyWith(sized("3"), replace))
	g.did("create new01", "destroy new01")
	backup("vm-2", "Failed")
	g.expect(1, applyWith(sized("4")), stops, "new01: never backed up")
	backup("vm-2", "Success")
	g.expect(0, applyWith(sized("4")))
	g.did("update new01")

	// Removed, while its name is still judged, and the rest destroyed.
	const without = `-var=machines={db01="1",web01="1"}`
	g.bad()
	g.expect(1, applyWith(without), stops)
	g.expect(1, applyWith(without, "-destroy"), stops)
	g.did()
	g.good()
	g.expect(0, applyWith(without))
	g.did("destroy new01")
	g.expect(0, applyWith(without, "-destroy"))
	g.did("destroy db01", "destroy web01")
}
