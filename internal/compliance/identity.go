package compliance

import (
	"slices"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// place is where a machine is found by name: its folded name, and the key of its backup server.
type place struct{ name, server string }

// identity is what makes task sessions those of one machine: the folded vm_uid alone, or where there is none the place.
type identity struct {
	vmUID string
	place place
}

// machineRows are the task sessions of one machine, in the order of their beginnings.
type machineRows struct {
	// byName: only name and backup server tell it from other machines, so that it may be several.
	byName bool
	// vmUID is the folded vm_uid that is its identity, "" where there is none.
	vmUID string
	all   []*TaskSession
	// places are all that its task sessions name, several where it was renamed.
	places map[place]bool
	// worst has one task session of each backup session.
	worst []*TaskSession
}

func (m *machineRows) oldest() *TaskSession { return m.all[0] }
func (m *machineRows) newest() *TaskSession { return m.all[len(m.all)-1] }

// name is that of the newest task session.
func (m *machineRows) name() string { return m.newest().nameOrUID() }

// hadName reports whether an earlier task session has a name.
func (m *machineRows) hadName(name string) bool {
	if em.Same(m.name(), name) {
		return false
	}
	name = em.Fold(name)
	for at := range m.places {
		if at.name == name {
			return true
		}
	}
	return false
}

// hasVMUID reports whether one of the rows has a vm_uid, be it one that is no identity.
func (m *machineRows) hasVMUID() bool {
	return slices.ContainsFunc(m.all, func(s *TaskSession) bool { return s.VMUID != "" })
}

// sharesSession reports whether one backup session processed both.
func (m *machineRows) sharesSession(other *machineRows) bool {
	return slices.ContainsFunc(m.all, func(a *TaskSession) bool {
		return a.BackupSession != "" && slices.ContainsFunc(other.all, func(b *TaskSession) bool { return a.BackupSession == b.BackupSession })
	})
}

// identify puts the task sessions of one machine together. The machines are in the order of their first rows.
func identify(rows []TaskSession, known servers) []*machineRows {
	shared := sharedVMUIDs(rows)
	byIdentity := map[identity]*machineRows{}
	var machines []*machineRows
	for i := range rows {
		s := &rows[i]
		at, id := known.placeOf(s), identity{vmUID: em.Fold(s.VMUID)}
		if id.vmUID == "" || shared[id.vmUID] {
			id = identity{place: at}
		}
		m := byIdentity[id]
		if m == nil {
			m = &machineRows{byName: id.vmUID == "", vmUID: id.vmUID, places: map[place]bool{}}
			byIdentity[id] = m
			machines = append(machines, m)
		}
		m.all, m.places[at] = append(m.all, s), true
	}
	for _, m := range machines {
		slices.SortFunc(m.all, compareBeginning)
	}
	machines = joinRowsWithoutVMUID(machines)
	for _, m := range machines {
		m.worst = worstOfEachSession(m.all)
	}
	return machines
}

// sharedVMUIDs are the folded vm_uids that some backup session shows under two names: the shares of one file server have
// been observed to have one vm_uid.
func sharedVMUIDs(rows []TaskSession) map[string]bool {
	type inSession struct{ session, vmUID string }
	several := vmUIDsOfSeveralNames(rows)
	names, shared := map[inSession]string{}, map[string]bool{}
	if len(several) == 0 {
		return shared
	}
	for i := range rows {
		s := &rows[i]
		at, name := inSession{s.BackupSession, em.Fold(s.VMUID)}, em.Fold(s.Name)
		if !several[at.vmUID] || s.Name == "" || s.BackupSession == "" {
			continue
		}
		if other, seen := names[at]; seen && other != name {
			shared[at.vmUID] = true
		}
		names[at] = name
	}
	return shared
}

// vmUIDsOfSeveralNames are the folded vm_uids that rows show under two names, in one backup session or in several: few, so that no
// others need be compared session by session.
func vmUIDsOfSeveralNames(rows []TaskSession) map[string]bool {
	names, several := map[string]string{}, map[string]bool{}
	for i := range rows {
		s := &rows[i]
		if s.VMUID == "" || s.Name == "" {
			continue
		}
		vmUID, name := em.Fold(s.VMUID), em.Fold(s.Name)
		if other, seen := names[vmUID]; seen && other != name {
			several[vmUID] = true
		}
		names[vmUID] = name
	}
	return several
}

// joinRowsWithoutVMUID gives the rows of an older build, which sends no vm_uid, to the machine that a newer build shows under
// the same name and backup server: to the only one, if all of them began before its first row. Two rows of one backup
// session are two machines.
func joinRowsWithoutVMUID(machines []*machineRows) []*machineRows {
	withVMUID, first := map[place][]*machineRows{}, map[*machineRows]time.Time{}
	for _, m := range machines {
		first[m] = m.oldest().Creation
		for at := range m.places {
			if !m.byName {
				withVMUID[at] = append(withVMUID[at], m)
			}
		}
	}
	joined := map[*machineRows]bool{}
	for _, m := range machines {
		if !m.byName || m.hasVMUID() {
			continue
		}
		for at := range m.places { // the one that it has
			if same := withVMUID[at]; len(same) == 1 && m.newest().Creation.Before(first[same[0]]) && !m.sharesSession(same[0]) {
				same[0].all = append(same[0].all, m.all...)
				slices.SortFunc(same[0].all, compareBeginning)
				joined[m] = true
			}
		}
	}
	return slices.DeleteFunc(machines, func(m *machineRows) bool { return joined[m] })
}
