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

// listing is a machine in the list of a host, which is the host's place in the data.
type listing struct {
	HostMachine
	host int
	at   hostMachine
	// named is where a machine of this name would be found that has no reference.
	named place
}

// inventory is what the virtual hosts list.
type inventory struct {
	hosts []Host
	// listings are those of all hosts, in the order of the hosts, then of the objects: a machine has one for each backup server that
	// knows its host.
	listings []listing
	// uniqueIDs gives the folded unique id of a host by the hierarchy id in references.
	uniqueIDs map[string]string
	// listed are the machines that a host lists; notEmpty are the hosts that list any.
	listed   map[hostMachine]bool
	notEmpty map[string]bool
}

func newInventory(hosts []Host, known servers) *inventory {
	inv := &inventory{hosts: hosts, uniqueIDs: map[string]string{}, listed: map[hostMachine]bool{}, notEmpty: map[string]bool{}}
	for _, h := range hosts {
		inv.uniqueIDs[em.Fold(h.HierarchyID)] = em.Fold(cmp.Or(h.UniqueID, h.HierarchyID))
	}
	for i, h := range hosts {
		for _, m := range h.Machines {
			at, _ := inv.locate(m.Reference)
			named := place{em.Fold(m.Name), known.keyOf(h.Server, h.ServerID)}
			inv.listings = append(inv.listings, listing{m, i, at, named})
			inv.listed[at] = true
			inv.notEmpty[at.host] = true
		}
	}
	// One that is found by name takes a machine from the others of its name: always the same one, however EM orders its answer.
	slices.SortFunc(inv.listings, func(a, b listing) int {
		return cmp.Or(cmp.Compare(a.host, b.host), cmp.Compare(a.at.object, b.at.object), cmp.Compare(a.Reference, b.Reference),
			cmp.Compare(a.Name, b.Name))
	})
	return inv
}

// EmptyHost finds a virtual host that lists nothing although a task session is of one of its machines, and that machine. Such a list
// is no inventory.
func (d *Data) EmptyHost() (host, machine string, found bool) {
	inv := newInventory(d.Hosts, nil)
	for _, h := range d.Hosts {
		id := inv.uniqueIDs[em.Fold(h.HierarchyID)]
		if inv.notEmpty[id] {
			continue
		}
		for i := range d.Tasks {
			if at, known := inv.locate(d.Tasks[i].VMUID); known && at.host == id {
				return h.Name, d.Tasks[i].Name, true
			}
		}
	}
	return "", "", false
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
	for _, l := range j.inventory.listings {
		if !done[l.at] && len(seen[l.at]) > 0 {
			done[l.at] = true
			j.expectSeen(seen[l.at])
		}
	}
	for _, l := range j.inventory.listings {
		if others := byPlace[l.named]; !done[l.at] && len(others) > 0 {
			done[l.at] = true
			j.expectSeen(others[:1])
			byPlace[l.named] = others[1:]
		}
	}
	for _, l := range j.inventory.listings {
		if !done[l.at] {
			done[l.at] = true
			v.Machines = append(v.Machines, j.unseenOf(j.inventory.hosts[l.host], l.HostMachine))
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
