package provider_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// modelVerdict is what the oracle decides.
type modelVerdict struct {
	compliant bool
	machines  []modelMachine
	rows      []string // violations that stand for no machine: cause and name
	passing   []string // folded names of which every judged machine is compliant

	failing, warningOnly int // compliant machines whose newest finished session failed, and those without a fresh Success
}

// modelMachine is what became of a machine.
type modelMachine struct {
	name, uid, server string // name folded; uid empty where name and server are its identity
	outcome           string // status, and cause where it has one
	lastGood          string // when its newest good backup began, relative to now; empty without one
	lastResult        string // of its newest finished task session of a backup; empty without one
	points            int    // how many restore points it has, where they are asked for
	lastCopy          string // when its newest good copy began, relative to now; "never" without one
}

func (m modelMachine) String() string {
	return fmt.Sprintf("%-14q %-8s %-6s %-26s good %s, last %s, %d points, copied %s", m.name, shortUID(m.uid), m.server, m.outcome, m.lastGood,
		m.lastResult, m.points, m.lastCopy)
}

// judge decides the whole night.
func (o *oracle) judge() (v modelVerdict) {
	for _, key := range o.machines() {
		m := o.judgeMachine(key)
		v.machines = append(v.machines, m)
		if m.outcome != "compliant" {
			continue
		}
		if m.lastResult == "Failed" {
			v.failing++
		}
		if !slices.ContainsFunc(o.tries(key), func(t *modelTry) bool { return t.rank == rankSuccess && o.isFresh(t) }) {
			v.warningOnly++
		}
	}
	v.machines = append(v.machines, o.judgeUnseen()...)
	for _, name := range o.asked.expected {
		if !slices.ContainsFunc(v.machines, func(m modelMachine) bool { return m.name == foldName(name) }) {
			v.machines = append(v.machines, modelMachine{name: foldName(name), outcome: "violation not_seen", lastGood: "never", lastCopy: "never"})
		}
	}
	violations, judged := 0, 0
	for _, m := range v.machines {
		status, _, _ := strings.Cut(m.outcome, " ")
		if status == "violation" {
			violations++
		}
		if status == "violation" || status == "compliant" {
			judged++
		}
	}
	for _, name := range o.asked.jobNames {
		if cause := o.judgeJob(name); cause != "" {
			v.rows = append(v.rows, cause+" "+name)
		}
	}
	if o.isStaleData() {
		v.rows = append(v.rows, "stale_data")
	}
	if judged == 0 {
		v.rows = append(v.rows, "no_machines")
	}
	v.compliant = violations == 0 && len(v.rows) == 0
	v.passing = passingNames(v.machines)
	return v
}

func passingNames(machines []modelMachine) (names []string) {
	for _, m := range machines {
		isViolated := slices.ContainsFunc(machines, func(other modelMachine) bool {
			return other.name == m.name && strings.HasPrefix(other.outcome, "violation")
		})
		if m.outcome == "compliant" && !isViolated && !slices.Contains(names, m.name) {
			names = append(names, m.name)
		}
	}
	slices.Sort(names)
	return names
}

func (o *oracle) judgeMachine(key string) modelMachine {
	rows, tries := o.rowsOf(key), o.tries(key)
	newest := rows[len(rows)-1]
	m := modelMachine{name: newest.name, server: o.writtenName(o.serverOf(rows)), lastGood: "never", lastCopy: "never"}
	if !strings.Contains(key, `\`) {
		m.uid = key
	}
	for _, t := range tries {
		if o.isGood(t) {
			m.lastGood = t.begun.String()
		}
	}
	if last := o.lastFinished(tries); last != nil {
		m.lastResult = last.task.result
	}
	if o.asked.points {
		m.points = o.countPoints(key)
	}
	if copies := o.copies(tries); len(copies) > 0 && o.termsOf(key).copyRPO != 0 {
		m.lastCopy = copies[len(copies)-1].begun.String()
	}
	m.outcome = o.outcome(key, m, tries)
	return m
}

// serverOf is the newest backup server that rows of backup jobs are linked to, else that of any rows: a copy may run elsewhere.
func (o *oracle) serverOf(rows []*modelRow) (server string) {
	ofAny := ""
	for _, row := range rows {
		ofAny = cmp.Or(row.server, ofAny)
		if o.isBackup(row) {
			server = cmp.Or(row.server, server)
		}
	}
	return cmp.Or(server, ofAny)
}

// writtenName is a backup server's name where any row or backup session that is read has it, else empty.
func (o *oracle) writtenName(server string) string {
	for _, row := range o.inScope {
		if row.server == server && (row.task.link == linkWhole || row.session != nil && row.session.link == linkWhole) {
			return server
		}
	}
	for i := range o.night.sessions {
		s := &o.night.sessions[i]
		if o.night.servers[s.server] == server && s.link == linkWhole && !s.unknown && s.begun >= -o.asked.theLookback() {
			return server
		}
	}
	return ""
}

// lastFinished is the newest try of a backup that has ended; of two that began at once the worse.
func (o *oracle) lastFinished(tries []*modelTry) (last *modelTry) {
	for _, t := range tries {
		if o.isBackup(t.modelRow) && t.isFinished() && (last == nil || t.begun > last.begun || t.rank < last.rank) {
			last = t
		}
	}
	return last
}

// isReplaced reports whether a machine of the same name on the same server, under a newer vm_uid, began after all of this one's
// sessions, at least one RPO after the start of the lookback.
func (o *oracle) isReplaced(key string, m modelMachine) bool {
	rows := o.rowsOf(key)
	newest := rows[len(rows)-1].task.begun
	for _, other := range o.machines() {
		theirs := o.rowsOf(other)
		last, first := theirs[len(theirs)-1], theirs[0].task.begun
		isBackup := slices.ContainsFunc(theirs, o.isBackup)
		if other != key && !strings.Contains(other, `\`) && isBackup && last.name == m.name && o.serverOf(theirs) == o.serverOf(rows) &&
			newest < first && first >= o.termsOf(key).rpo-o.asked.theLookback() {
			return true
		}
	}
	return false
}

// jobsDisagree reports whether a job has a finished session of a machine within the RPO, but no good backup.
func (o *oracle) jobsDisagree(tries []*modelTry) bool {
	for _, t := range tries {
		if o.isBackup(t.modelRow) && t.isFinished() && t.begun >= -o.termsOf(t.machine).rpo &&
			!slices.ContainsFunc(tries, func(other *modelTry) bool { return other.job() == t.job() && o.isFresh(other) }) {
			return true
		}
	}
	return false
}

// judgeJob is what is wrong with a job that is named, or empty.
func (o *oracle) judgeJob(name string) string {
	if !slices.ContainsFunc(o.inScope, func(row *modelRow) bool { return o.isOfJob(row, name) }) {
		return "no_sessions"
	}
	newest := map[int]int{} // by job, the place of its newest finished session
	for i := range o.night.sessions {
		s := &o.night.sessions[i]
		if s.unknown || s.job == "" || foldName(s.job) != foldName(name) || s.state != "Stopped" || s.begun < -o.asked.theLookback() ||
			o.asked.server != "" && foldName(o.night.servers[s.server]) != foldName(o.asked.server) {
			continue
		}
		if place, known := newest[s.jobID]; !known || s.begun >= o.night.sessions[place].begun {
			newest[s.jobID] = i
		}
	}
	for _, place := range newest {
		if o.night.sessions[place].result == "Failed" && !o.hasFailedTask(place, name) {
			return "job_failed"
		}
	}
	return ""
}

// hasFailedTask reports whether a task session of a backup session failed, or one of its children's.
func (o *oracle) hasFailedTask(place int, job string) bool {
	return slices.ContainsFunc(o.inScope, func(row *modelRow) bool {
		if row.session == nil || rankOf(row.task) != rankFailed {
			return false
		}
		isNamed := row.session.parent == 0 && row.session.begun >= o.night.sessions[place].begun && o.isOfJob(row, job) && foldName(row.session.job) != foldName(job)
		return row.place == place || row.session.parent == place+1 || isNamed
	})
}

// modelAge is a time of an answer relative to now.
func modelAge(text any) string {
	written, _ := text.(string)
	if t, err := time.Parse(time.RFC3339, written); err == nil {
		return t.Sub(now).String()
	}
	return "never"
}
