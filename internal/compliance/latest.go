package compliance

// LatestPerMachine gives the indexes of the newest finished task sessions of each machine, in the order in which machines
// first appear. A retry is a task session of its own; a running one never takes the place of a finished one.
func LatestPerMachine(sessions []TaskSession) []int {
	index := make(map[*TaskSession]int, len(sessions))
	for i := range sessions {
		index[&sessions[i]] = i
	}
	var latest []int
	for _, m := range identify(sessions, serversOf(sessions)) {
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
