package compliance

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// hostMachine is what makes a machine of a virtual host the same on every backup server that knows the host: what the host
// names itself, and the object's part of the reference, both folded.
type hostMachine struct{ host, object string }

// inventory is what the virtual hosts list.
type inventory struct {
	hosts []Host
	// uniqueIDs gives the folded unique id of a host by the hierarchy id in references.
	uniqueIDs map[string]string
	// listed are the machines that a host lists; notEmpty are the hosts that list any.
	listed   map[hostMachine]bool
	notEmpty map[string]bool
}

func newInventory(hosts []Host) *inventory {
	inv := &inventory{hosts: hosts, uniqueIDs: map[string]string{}, listed: map[hostMachine]bool{}, notEmpty: map[string]bool{}}
	for _, h := range hosts {
		inv.uniqueIDs[em.Fold(h.HierarchyID)] = em.Fold(cmp.Or(h.UniqueID, h.HierarchyID))
	}
	for _, h := range hosts {
		for _, m := range h.Machines {
			at, _ := inv.locate(m.Reference)
			inv.listed[at] = true
			inv.notEmpty[at.host] = true
		}
	}
	return inv
}

// locate finds the host and the object that a hierarchy reference names, urn:VMware:Vm:<hierarchy id>.vm-1 say. It is false for
// a reference of another host, or for none.
func (inv *inventory) locate(reference string) (at hostMachine, found bool) {
	parts := strings.SplitN(em.Fold(reference), ":", 4)
	if len(parts) < 4 {
		return at, false
	}
	hierarchyID, object, _ := strings.Cut(parts[3], ".")
	at.host, found = inv.uniqueIDs[hierarchyID]
	at.object = object
	return at, found
}

// isGone reports whether a machine's host lists machines, but not this one.
func (inv *inventory) isGone(m *Machine) bool {
	if inv == nil || m.rows == nil || m.rows.byName {
		return false
	}
	at, found := inv.locate(m.VMUID)
	return found && inv.notEmpty[at.host] && !inv.listed[at]
}

// lists reports whether a machine's host lists it.
func (inv *inventory) lists(m *Machine) bool {
	if inv == nil || m.rows == nil || m.rows.byName {
		return false
	}
	at, found := inv.locate(m.VMUID)
	return found && inv.listed[at]
}

// addInventory makes sure that every machine that a host lists stands for a machine of the verdict: by its reference, else by
// name for one without a vm_uid on the host's backup server, one for one.
func (v *Verdict) addInventory(j *judge) {
	seen, byPlace := map[hostMachine][]*Machine{}, map[place][]*Machine{}
	for _, m := range v.Machines {
		if m.rows == nil {
			continue
		}
		if at, found := j.inventory.locate(m.VMUID); found && !m.rows.byName {
			seen[at] = append(seen[at], m)
		} else if !m.rows.hasVMUID() {
			byPlace[m.place] = append(byPlace[m.place], m)
		}
	}
	done := map[hostMachine]bool{}
	// Those that are known by their reference first, so that their names take nobody else's place.
	for _, h := range j.inventory.hosts {
		for _, listed := range h.Machines {
			at, _ := j.inventory.locate(listed.Reference)
			if !done[at] && len(seen[at]) > 0 {
				done[at] = true
				j.expectSeen(seen[at])
			}
		}
	}
	for _, h := range j.inventory.hosts {
		for _, listed := range h.Machines {
			at, _ := j.inventory.locate(listed.Reference)
			if done[at] {
				continue
			}
			named := place{em.Fold(listed.Name), j.servers.keyOf(h.Server, h.ServerID)}
			if others := byPlace[named]; len(others) > 0 {
				done[at] = true
				j.expectSeen(others[:1])
				byPlace[named] = others[1:]
			}
		}
	}
	for _, h := range j.inventory.hosts {
		for _, listed := range h.Machines {
			at, _ := j.inventory.locate(listed.Reference)
			if done[at] {
				continue
			}
			done[at] = true
			v.Machines = append(v.Machines, j.unseenOf(h, listed))
		}
	}
}

// expectSeen judges machines that were left out: nobody else stands for a machine that a host lists.
func (j *judge) expectSeen(machines []*Machine) {
	if slices.ContainsFunc(machines, func(m *Machine) bool { return m.Status != StatusLeftOut }) {
		return
	}
	for _, m := range machines {
		m.Status = StatusViolation
		m.Cause, m.Hint = j.cause(m)
	}
}

// unseenOf is a machine that a host lists and that no job processed.
func (j *judge) unseenOf(h Host, listed HostMachine) *Machine {
	m := &Machine{Name: cmp.Or(listed.Name, listed.Reference), VMUID: listed.Reference, Server: h.Server, Host: j.Host}
	m.Name = cmp.Or(j.expected[em.Fold(m.Name)], m.Name)
	j.setTerms(m)
	if reason, excluded := j.exclusionOf(m); excluded {
		m.Status, m.Exception = StatusExcluded, reason
		return m
	}
	m.Status, m.Cause = StatusViolation, CauseNotSeen
	m.Hint = fmt.Sprintf("The virtual host %s lists it, and no job processed it within the lookback.", h.Name)
	return m
}
