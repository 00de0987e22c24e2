package compliance

import (
	"regexp"
	"slices"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// ListedMachine is a machine that a virtual host lists, once for all backup servers that know the host.
type ListedMachine struct {
	HostMachine
	// Host says by which of the hosts it is listed: the one whose backup server knows it by name, else the first.
	Host int
	// Known: a task session or a restore point is of it.
	Known bool
}

// ListedMachines are the machines that the hosts of d list, in the order of the hosts. Each is known by its reference, else by its name
// for task sessions and points without a vm_uid of the backup server of one of its hosts: these stand for one machine.
func ListedMachines(d *Data) []ListedMachine {
	inv := newInventory(d.Hosts)
	known := serversOf(d.Tasks)
	seen, byPlace := map[hostMachine]bool{}, map[place]bool{}
	note := func(vmUID string, at place) {
		if vmUID == "" {
			byPlace[at] = true
		} else if machine, found := inv.locate(vmUID); found {
			seen[machine] = true
		}
	}
	for _, m := range identify(d.Tasks, known) {
		if !m.byName || !m.hasVMUID() { // a vm_uid of several names is no identity
			note(m.vmUID, known.placeOf(m.newest()))
		}
	}
	for i := range d.Points {
		p := &d.Points[i]
		note(p.VMUID, place{em.Fold(p.Name), known.keyOf(p.Server, p.ServerID)})
	}

	var machines []ListedMachine
	places := map[hostMachine]int{}
	// Those that are known by their reference first, so that their names take nobody else's place.
	for h, host := range d.Hosts {
		for _, machine := range host.Machines {
			at, _ := inv.locate(machine.Reference)
			if _, done := places[at]; !done {
				places[at] = len(machines)
				machines = append(machines, ListedMachine{machine, h, seen[at]})
			}
		}
	}
	for h, host := range d.Hosts {
		for _, machine := range host.Machines {
			at, _ := inv.locate(machine.Reference)
			named := place{em.Fold(machine.Name), known.keyOf(host.Server, host.ServerID)}
			if listed := &machines[places[at]]; !listed.Known && byPlace[named] {
				*listed = ListedMachine{machine, h, true}
				byPlace[named] = false
			}
		}
	}
	return machines
}

// Patterns are names in which * stands for any text and ? for one character.
type Patterns []*regexp.Regexp

// NewPatterns reads patterns, regardless of case and Unicode form.
func NewPatterns(texts []string) Patterns { return compilePatterns(texts) }

// Match reports whether a machine's name, its vm_uid, or backup server and name with a backslash between, matches one of them.
func (p Patterns) Match(name, vmUID, server string) bool {
	m := &Machine{Name: name, VMUID: vmUID, Server: server}
	return slices.ContainsFunc(p, m.matches)
}
