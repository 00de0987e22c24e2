package compliance

import "github.com/terraform-veeam/terraform-provider-veeam/internal/em"

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
	known := serversOf(d.Tasks)
	inv := newInventory(d.Hosts, known)
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
	index := map[hostMachine]int{}
	// Those that are known by their reference first, so that their names take nobody else's place.
	for _, l := range inv.listings {
		if _, done := index[l.at]; !done {
			index[l.at] = len(machines)
			machines = append(machines, ListedMachine{l.HostMachine, l.host, seen[l.at]})
		}
	}
	for _, l := range inv.listings {
		if listed := &machines[index[l.at]]; !listed.Known && byPlace[l.named] {
			*listed = ListedMachine{l.HostMachine, l.host, true}
			byPlace[l.named] = false
		}
	}
	return machines
}
