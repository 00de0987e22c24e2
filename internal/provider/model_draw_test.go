package provider_test

import (
	"slices"
	"time"

	"pgregory.net/rapid"
)

// drawNight makes a small night in which names, ids and times collide often: the fewer of each there are, the sooner two rules meet.
func drawNight(t *rapid.T) *modelNight {
	n := &modelNight{servers: []string{"vbr01", "VBR02"}}
	n.asked.rpo = pick(t, "rpo", 24*time.Hour, 26*time.Hour, 2*time.Hour)
	n.asked.lookback = n.asked.rpo * time.Duration(pick(t, "lookback", 4, 3, 2, 0, 1, 4))
	if oneIn(t, "clocks", 5) {
		late := pick(t, "late", 8*time.Hour, 72*time.Hour, 5*time.Minute, time.Second)
		if oneIn(t, "ours", 2) {
			n.ourClock = late
		} else {
			n.emClock = late
		}
	}
	// Half of the nights are calm, so that what remains odd in them is not drowned by the rest.
	calm := oneIn(t, "calm", 2)
	n.drawJobs(t, calm)
	n.drawMachines(t, calm)
	n.drawRecreations(t)
	n.drawArguments(t)
	n.complete()
	n.drawProof(t)
	return n
}

// drawTime is mostly at a boundary of a rule, or a second beside it.
func (n *modelNight) drawTime(t *rapid.T) time.Duration {
	rpo, lookback := n.asked.rpo, n.asked.theLookback()
	mark := pick(t, "mark", -time.Hour, -rpo/2, -rpo, -rpo-time.Hour, -rpo-2*time.Hour, rpo-lookback, rpo-lookback-time.Hour, (rpo-lookback)/2,
		-lookback, 5*time.Minute, time.Hour, 0)
	return mark + time.Duration(pick(t, "beside", 0, 0, 1, -1, 60, -60))*time.Second
}

// drawJobs makes jobs and their sessions. An agent policy has a session for each machine beside its own, a copy one for each worker.
func (n *modelNight) drawJobs(t *rapid.T, calm bool) {
	types := []string{"Backup", "Backup", "Backup", "Backup", "Backup", "Backup", "Backup", "Backup", "Backup", "AgentBackup", "BackupCopy", "ImmediateBackupCopy",
		"NasBackup", "AhvBackup", "SureThing", ""}
	if calm {
		types = types[:11]
	}
	for job := range 1 + below(t, "jobs", 3) {
		name := []string{"nightly", "Nightly", "policy"}[job]
		server := job % len(n.servers)
		if job == 2 {
			server = below(t, "server", 2)
		}
		jobType := pick(t, "job type", types...)
		for range 1 + below(t, "sessions", 4) {
			s := modelSession{job: name, jobID: job, jobType: jobType, server: server, begun: n.drawTime(t)}
			n.drawEndOfSession(t, &s)
			n.sessions = append(n.sessions, s)
			if jobType == "AgentBackup" || jobType == "ImmediateBackupCopy" {
				n.drawChildren(t, len(n.sessions)-1)
			}
		}
	}
}

func (n *modelNight) drawEndOfSession(t *rapid.T, s *modelSession) {
	s.state, s.result = "Stopped", pick(t, "session's result", "Success", "Success", "Failed", "Warning")
	switch below(t, "session's oddity", 30) {
	case 1:
		s.state, s.result = "Working", "None"
	case 2:
		s.unknown = true
	case 3:
		s.link = pick(t, "session's link", linkMissing, linkNameless)
	case 4:
		s.retry = true
	}
}

func (n *modelNight) drawChildren(t *rapid.T, parent int) {
	for range below(t, "children", 3) {
		p := n.sessions[parent]
		child := modelSession{server: p.server, begun: p.begun + time.Duration(below(t, "later", 2))*time.Minute}
		machine := below(t, "child's machine", 2)
		child.jobID = 10 + 2*p.jobID + machine
		if p.jobType == "AgentBackup" {
			child.jobType, child.job = "AgentManagement", p.job+" - "+[]string{"web01", "db01"}[machine]
		} else {
			child.jobType, child.job = "ImmediateBackupCopyWorker", p.job+`\`+[]string{"nightly", "weekly"}[machine]
		}
		if !oneIn(t, "unlinked", 4) {
			child.parent = parent + 1
		}
		n.drawEndOfSession(t, &child)
		n.sessions = append(n.sessions, child)
	}
}

// modelMachines are the names and vm_uids that machines of a night have; whole numbers choose among them.
var (
	modelNames = []string{"web01", "db01", "WEB01", "café", "cafe\u0301"}
	modelUIDs  = []string{modelVM + "vm-1", modelVM + "vm-2", modelVM + "vm-3", ""}
)

// drawMachines makes machines and what the sessions did for them. Those of a calm night have vm_uids of their own and miss few sessions.
func (n *modelNight) drawMachines(t *rapid.T, calm bool) {
	machines := []modelMachine{
		{name: modelNames[0], uid: modelUIDs[0]}, {name: modelNames[1], uid: modelUIDs[1]}, {name: modelNames[3], uid: modelUIDs[2+below(t, "café's vm_uid", 2)]},
	}
	if calm {
		machines = machines[:1+below(t, "calm machines", 3)]
	} else {
		machines = machines[:below(t, "calm machines", 4)]
		for range 1 + below(t, "machines", 3) {
			m := modelMachine{name: pick(t, "name", modelNames...), uid: pick(t, "vm_uid", modelUIDs...)}
			machines = append(machines, m, m)
		}
	}
	for i := range n.sessions {
		later := time.Duration(pick(t, "after the session", 0, 0, 0, 1, 3600)) * time.Second
		for _, m := range drawSome(t, machines, calm) {
			task := modelTask{session: i, name: m.name, vmUID: m.uid, begun: n.sessions[i].begun + later}
			task.drawEnd(t)
			n.tasks = append(n.tasks, task)
		}
	}
}

// drawSome are the machines of a session: in a calm night each once or not at all, else some, again and again.
func drawSome(t *rapid.T, machines []modelMachine, calm bool) (drawn []modelMachine) {
	if !calm {
		for range below(t, "tasks", 5) {
			drawn = append(drawn, pick(t, "machine", machines...))
		}
		return drawn
	}
	for _, m := range machines {
		if !oneIn(t, "missed", 4) {
			drawn = append(drawn, m)
		}
	}
	return drawn
}

// drawRecreations gives machines of one name another vm_uid from some time on, or from two.
func (n *modelNight) drawRecreations(t *rapid.T) {
	for range pick(t, "created again", 0, 0, 1, 2) {
		when, name := n.drawTime(t), pick(t, "who", "web01", "web01", "db01", "café")
		uids := []string{modelVM + "vm-8", modelVM + "vm-9", modelVM + "vm-9", modelUIDs[0], ""}
		before, after := pick(t, "before", uids...), pick(t, "after", uids...)
		n.recreate(name, when, before, after)
	}
}

// recreate gives machines of a name one vm_uid before some time, and another from then on.
func (n *modelNight) recreate(name string, when time.Duration, before, after string) {
	for i := range n.tasks {
		if task := &n.tasks[i]; foldName(task.name) == foldName(name) {
			if task.begun >= when {
				task.vmUID = after
			} else {
				task.vmUID = before
			}
		}
	}
}

func (task *modelTask) drawEnd(t *rapid.T) {
	task.state, task.result = "Completed", pick(t, "result", "Success", "Success", "Success", "Success", "Success", "Failed", "Failed", "Warning", "Warning", "None")
	switch below(t, "oddity", 30) {
	case 1:
		task.state, task.end = pick(t, "state", "InProgress", "Pending"), pick(t, "end", endNone, endBefore)
	case 2:
		task.state = "Postponed"
	case 3:
		task.end = pick(t, "end", endNone, endBefore, "1899-12-30T00:00:00Z", "1970-01-01T00:00:00Z", "2026-04-01T00:00:00Z")
	case 4:
		task.link = pick(t, "link", linkMissing, linkNameless)
	case 5:
		task.reason = "disk full"
	case 6:
		task.point = true
	}
}

func (n *modelNight) drawArguments(t *rapid.T) {
	a := &n.asked
	sometimes := func(label string) bool { return oneIn(t, label, 4) }
	seldom := func(label string) bool { return oneIn(t, label, 8) }
	subset := func(label string, of ...string) []string {
		return rapid.SliceOfNDistinct(rapid.SampledFrom(of), 1, 2, foldName).Draw(t, label)
	}
	if seldom("by job") {
		a.jobNames = subset("job_names", "nightly", "policy", "ghost")
	}
	if seldom("by server") {
		a.server = pick(t, "backup_server_name", "vbr01", "Vbr02")
	}
	if sometimes("by type") {
		a.jobTypes = subset("job_types", "AhvBackup", "NasBackup", "AgentManagement")
		if !oneIn(t, "no Backup", 4) {
			a.jobTypes = append(a.jobTypes, "Backup")
		}
	}
	if sometimes("ignored") {
		a.ignored = subset("ignore_job_types", "AhvBackup", "SureThing")
	}
	if seldom("expected") {
		a.expected = subset("expected_machines", "web01", "CAFÉ", "DB01", "ghost01")
	}
	if seldom("excluded") {
		a.excluded = map[string]string{}
		for _, pattern := range subset("exclude_machines", "web*", `VBR01\*`, "*vm-1", "?b01", "caf?", "*", "vm-*", "*.vm-9") {
			a.excluded[pattern] = "by the test"
		}
	}
	a.acceptWarning = pick(t, "accept_warning", "", "", "true", "false")
	a.replaceOrNot = pick(t, "recreated_machines", "", "", "separate", "replace")
}

// complete takes away what a night can't have, or what the documentation leaves open.
func (n *modelNight) complete() {
	for i := range n.sessions {
		s := &n.sessions[i]
		// Whose server a row without any link belongs to is not known, nor of which job one is whose session is gone: whether
		// Enterprise Manager lets it through a filter is its own affair.
		if (n.asked.server != "" || n.asked.jobNames != nil) && s.link == linkMissing {
			s.link = linkNameless
		}
		if n.asked.server != "" || n.asked.jobNames != nil {
			s.unknown = false
		}
		// Nor what it means for a policy that the session of one of its machines failed without a task session.
		if isAlone := s.parent == 0 && s.jobType != "AgentBackup" && s.jobType != "ImmediateBackupCopy"; n.asked.jobNames != nil && s.result == "Failed" && !isAlone {
			s.result = "Warning"
		}
	}
	// Which of two sessions that began in the same second is the newest is not known.
	for i := range n.tasks {
		for slices.ContainsFunc(n.tasks[:i], func(other modelTask) bool {
			return other.session != n.tasks[i].session && other.begun == n.tasks[i].begun
		}) {
			n.tasks[i].begun -= time.Second
		}
	}
}

// below is a whole number below the limit, each as likely as the others (rapid's own prefer the first), and mostly 0 in what a
// counterexample shrinks to.
func below(t *rapid.T, label string, limit int) int {
	const spread = 0x9e3779b97f4a7c15
	return int(rapid.Uint64().Draw(t, label) * spread >> 33 % uint64(limit))
}

// oneIn is true once in so many times.
func oneIn(t *rapid.T, label string, times int) bool { return below(t, label, times) == times-1 }

// pick is one of some values.
func pick[T any](t *rapid.T, label string, values ...T) T {
	return values[below(t, label, len(values))]
}
