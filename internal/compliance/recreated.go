package compliance

// findSuccessors finds the machines that were re-created: under a newer vm_uid there is one of the same name on the same
// backup server, whose first task session began after all of theirs. Where the newer one was there from the beginning of
// the lookback on, nobody knows which of them is older: its first task session must lie at least one RPO after it.
func (j *judge) findSuccessors(machines []*Machine) {
	atPlace := map[place][]*Machine{}
	for _, m := range machines {
		atPlace[m.place] = append(atPlace[m.place], m)
	}
	for _, old := range machines {
		for _, m := range atPlace[old.place] {
			if j.follows(m, old) && (old.successor == nil || compareBeginning(old.successor.rows.oldest(), m.rows.oldest()) < 0) {
				old.successor = m
			}
		}
	}
}

func (j *judge) follows(m, old *Machine) bool {
	if m.rows.byName || len(m.backups) == 0 {
		return false // a machine of copies alone takes nobody's place
	}
	first := m.rows.oldest().Creation
	if first.Before(j.Now.Add(old.RPO - j.Lookback)) {
		return false
	}
	for _, s := range old.rows.all {
		// Old restore points are copied for as long as they are there.
		if !s.Creation.Before(first) && j.typeOf(s.JobType) != otherType {
			return false
		}
	}
	return true
}
