package compliance

import (
	"slices"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// LatestPerMachine gives the indexes of the newest finished task sessions of each machine, in the order in which machines
// first appear; of a machine that has none, that of the one that began last. A retry is a task session of its own. Rows of
// jobs that make no backups, and rows without a type, don't count. Of machines that were re-created under a new vm_uid only
// the newest is given.
func LatestPerMachine(sessions []TaskSession) []int {
	var backups []TaskSession
	var given []int // the index that each of them has in sessions
	for i := range sessions {
		if em.Contains(DefaultJobTypes, sessions[i].JobType) {
			backups, given = append(backups, sessions[i]), append(given, i)
		}
	}
	index := make(map[*TaskSession]int, len(backups))
	for i := range backups {
		index[&backups[i]] = given[i]
	}
	var latest []int
	known := serversOf(backups)
	for _, m := range withoutReplaced(identify(backups, known), known) {
		last := m.worst[len(m.worst)-1]
		for _, s := range m.worst {
			if s.isFinished() || !last.isFinished() {
				last = s
			}
		}
		latest = append(latest, index[last])
	}
	return latest
}

// withoutReplaced leaves out the machines that were re-created: of one name and backup server there are several, all but the
// first have a vm_uid, and all rows of each began before the first row of the next. Where two of them overlap, they are
// different machines and all of them stay.
func withoutReplaced(machines []*machineRows, known servers) []*machineRows {
	atPlace := map[place][]*machineRows{}
	for _, m := range machines {
		at := known.placeOf(m.newest())
		atPlace[at] = append(atPlace[at], m)
	}
	replaced := map[*machineRows]bool{}
	for _, same := range atPlace {
		slices.SortFunc(same, func(a, b *machineRows) int { return compareBeginning(a.oldest(), b.oldest()) })
		follow := true
		for i, m := range same[1:] {
			follow = follow && !m.byName && same[i].newest().Creation.Before(m.oldest().Creation)
		}
		for _, m := range same[:len(same)-1] {
			replaced[m] = follow
		}
	}
	return slices.DeleteFunc(machines, func(m *machineRows) bool { return replaced[m] })
}
