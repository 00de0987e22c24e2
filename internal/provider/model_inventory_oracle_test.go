package provider_test

import (
	"cmp"
	"slices"
	"strings"
)

// What the virtual hosts list, by the oracle.

// expectedVM is a machine that a host lists; the roots of one unique ID are one host.
type expectedVM struct {
	unique, ref, name string
	uids, servers     []string
}

// split is the host and the reference of a vm_uid: unknown roots are no host.
func (o *oracle) split(uid string) (unique, ref string) {
	root, ref, _ := strings.Cut(strings.TrimPrefix(uid, "urn:VMware:Vm:"), ".")
	for _, r := range o.night.roots {
		if r.reference == root {
			unique = r.unique
		}
	}
	return unique, foldName(ref)
}

// isAskedHost reports whether expect_inventory names a root of a host.
func (o *oracle) isAskedHost(unique string) bool {
	return slices.ContainsFunc(o.night.roots, func(r modelRoot) bool {
		return r.unique == unique && (slices.Contains(o.asked.hosts, "*") || holdsName(o.asked.hosts, r.name))
	})
}

// listedVMs are the machines that the hosts list which are asked for: no templates, each once.
func (o *oracle) listedVMs() (vms []*expectedVM) {
	// Of several machines of one name the first by reference is the one that a row without a vm_uid is of: which it is, nobody can know.
	listed := slices.Clone(o.night.listed)
	slices.SortStableFunc(listed, func(a, b modelListed) int {
		return cmp.Or(cmp.Compare(a.root, b.root), cmp.Compare(foldName(a.vmUID(o.night)), foldName(b.vmUID(o.night))))
	})
	for i := range listed {
		l := &listed[i]
		unique, ref := o.split(l.vmUID(o.night))
		if l.template != noTemplate || !o.isAskedHost(unique) {
			continue
		}
		at := slices.IndexFunc(vms, func(vm *expectedVM) bool { return vm.unique == unique && vm.ref == ref })
		if at < 0 {
			at = len(vms)
			vms = append(vms, &expectedVM{unique: unique, ref: ref, name: foldName(l.name)})
		}
		vms[at].uids = append(vms[at].uids, l.vmUID(o.night))
		vms[at].servers = append(vms[at].servers, o.night.servers[o.night.roots[l.root].server])
	}
	return vms
}

// isListed and isGone say of a machine with a vm_uid of a host that is asked for whether the host's list has it.
func (o *oracle) isListed(machine string) bool {
	unique, ref := o.split(machine)
	return slices.ContainsFunc(o.listedVMs(), func(vm *expectedVM) bool { return vm.unique == unique && vm.ref == ref })
}

func (o *oracle) isGone(machine string) bool {
	unique, _ := o.split(machine)
	isHere := slices.ContainsFunc(o.listedVMs(), func(vm *expectedVM) bool { return vm.unique == unique })
	return !strings.Contains(machine, `\`) && isHere && !o.isListed(machine)
}

// unseen are the listed machines that no row is of: by reference, else by the name of a machine that has no vm_uid on the backup server
// of the root, one for one. The others by name are expected.
func (o *oracle) unseen() (unseen []*expectedVM, byName []string) {
	for _, vm := range o.listedVMs() {
		if slices.ContainsFunc(o.machines(), func(machine string) bool {
			unique, ref := o.split(machine)
			return !strings.Contains(machine, `\`) && unique == vm.unique && ref == vm.ref
		}) {
			continue
		}
		at := slices.IndexFunc(o.machines(), func(machine string) bool {
			rows := o.rowsOf(machine)
			hasUID := slices.ContainsFunc(rows, func(row *modelRow) bool { return row.task.vmUID != "" }) // if only one that is no identity
			return strings.Contains(machine, `\`) && !hasUID && !slices.Contains(byName, machine) && rows[0].name == vm.name &&
				slices.Contains(vm.servers, rows[0].server)
		})
		if at < 0 {
			unseen = append(unseen, vm)
		} else {
			byName = append(byName, o.machines()[at])
		}
	}
	return unseen, byName
}

// isExpectedByHost reports whether a machine is what a host lists and no other is that was backed up: by another backup server.
func (o *oracle) isExpectedByHost(machine string) bool {
	_, byName := o.unseen()
	if strings.Contains(machine, `\`) {
		return slices.Contains(byName, machine)
	}
	unique, ref := o.split(machine)
	return o.isListed(machine) && !slices.ContainsFunc(o.machines(), func(other string) bool {
		itsUnique, itsRef := o.split(other)
		return other != machine && itsUnique == unique && itsRef == ref && !o.isLeftOut(o.rowsOf(other))
	})
}

// isListedByTwo reports whether two roots list the machine of a vm_uid.
func (o *oracle) isListedByTwo(uid string) bool {
	return slices.ContainsFunc(o.listedVMs(), func(vm *expectedVM) bool { return len(vm.uids) > 1 && slices.Contains(vm.uids, uid) })
}

// judgeUnseen are the listed machines that no job processed.
func (o *oracle) judgeUnseen() (machines []modelMachine) {
	unseen, _ := o.unseen()
	for _, vm := range unseen {
		m := modelMachine{name: vm.name, server: vm.servers[0], outcome: "violation not_seen", lastGood: "never", lastCopy: "never"}
		for i, uid := range vm.uids {
			row := &modelRow{task: &modelTask{vmUID: uid}}
			if !holdsName(o.asked.expected, vm.name) && matchesMachine(o.patterns(), vm.name, vm.servers[i], []*modelRow{row}) {
				m.outcome = "excluded"
			}
		}
		if len(vm.uids) > 1 && m.outcome != "excluded" {
			m.server = ""
		}
		machines = append(machines, m)
	}
	return machines
}
