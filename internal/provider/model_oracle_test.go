package provider_test

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// The oracle decides a night by the documented rules, in the plainest way: every question is put to all rows again. It shares no
// code with the package that the provider judges with.

// modelRow is a task session with what is known of its backup session.
type modelRow struct {
	task    *modelTask
	session *modelSession // nil: Enterprise Manager does not know it
	place   int           // of its backup session, known or not
	name    string        // folded
	uid     string        // empty where it is no identity
	server  string        // the name of the backup server; empty where neither row is linked to one
	machine string        // what its machine is told by
}

// jobType is empty where it is not known.
func (r *modelRow) jobType() string {
	if r.session == nil {
		return ""
	}
	return r.session.jobType
}

// job tells the jobs of a night apart.
func (r *modelRow) job() int {
	if r.session == nil {
		return -1
	}
	return r.session.jobID
}

// foldName makes names equal that differ in case or in how Unicode writes their characters.
func foldName(name string) string {
	return norm.NFC.String(cases.Fold().String(norm.NFD.String(name)))
}

func holdsName(names []string, name string) bool {
	return slices.ContainsFunc(names, func(n string) bool { return foldName(n) == foldName(name) })
}

// oracle is what the night's rows are judged by.
type oracle struct {
	night   *modelNight
	asked   *modelArguments
	inScope []*modelRow
}

// newOracle takes the rows that are asked for and finds out whose they are.
func newOracle(n *modelNight) *oracle {
	o := &oracle{night: n, asked: &n.asked}
	for i := range n.tasks {
		t := &n.tasks[i]
		s := &n.sessions[t.session]
		row := &modelRow{task: t, place: t.session, name: foldName(t.name), uid: t.vmUID}
		if !s.unknown {
			row.session = s
		}
		if t.link != linkMissing || !s.unknown && s.link != linkMissing {
			row.server = n.servers[s.server]
		}
		if t.begun >= -o.asked.theLookback() && o.isAsked(row) {
			o.inScope = append(o.inScope, row)
		}
	}
	o.disown()
	o.assign()
	return o
}

// isAsked reports whether the arguments that choose rows choose this one.
func (o *oracle) isAsked(row *modelRow) bool {
	if o.asked.server != "" && foldName(row.server) != foldName(o.asked.server) {
		return false
	}
	return o.asked.jobNames == nil || slices.ContainsFunc(o.asked.jobNames, func(name string) bool { return o.isOfJob(row, name) })
}

// isOfJob reports whether a job of this name stands for a row: its own, those of the machines of an agent policy, those of a copy's workers.
func (o *oracle) isOfJob(row *modelRow, job string) bool {
	s := row.session
	switch {
	case s == nil:
		return false
	case holdsName([]string{s.job}, job) && s.job != "":
		return true
	case s.parent != 0:
		parent := &o.night.sessions[s.parent-1]
		return !parent.unknown && parent.job != "" && holdsName([]string{parent.job}, job)
	}
	return s.jobType == "AgentManagement" && foldName(s.job) == foldName(job+" - "+row.task.name)
}

// disown takes a vm_uid away that any backup session shows under two names: it is no identity.
func (o *oracle) disown() {
	var shared []string
	for _, a := range o.inScope {
		for _, b := range o.inScope {
			if a.uid != "" && a.uid == b.uid && a.place == b.place && a.name != b.name {
				shared = append(shared, a.uid)
			}
		}
	}
	for _, row := range o.inScope {
		if slices.Contains(shared, row.uid) {
			row.uid = ""
		}
	}
}

// assign says which machine each row is of: that of its vm_uid; without one that of the only vm_uid of its name and server, if all
// such rows began before its first and none had a vm_uid that is no identity; else one of its own.
func (o *oracle) assign() {
	for _, row := range o.inScope {
		if row.machine = row.uid; row.uid != "" {
			continue
		}
		row.machine = row.server + `\` + row.name
		var uids []string
		last, isShared := row.task.begun, false
		for _, other := range o.inScope {
			if other.name != row.name || other.server != row.server {
				continue
			}
			if other.uid == "" {
				last, isShared = max(last, other.task.begun), isShared || other.task.vmUID != ""
			} else if !slices.Contains(uids, other.uid) {
				uids = append(uids, other.uid)
			}
		}
		if !isShared && len(uids) == 1 && last < o.first(func(r *modelRow) bool { return r.uid == uids[0] }) {
			row.machine = uids[0]
		}
	}
}

// first is when the first of some rows began.
func (o *oracle) first(wanted func(*modelRow) bool) time.Duration {
	var begun []time.Duration
	for _, row := range o.inScope {
		if wanted(row) {
			begun = append(begun, row.task.begun)
		}
	}
	return slices.Min(begun)
}

// machines are those of the rows, in no order that counts.
func (o *oracle) machines() (names []string) {
	for _, row := range o.inScope {
		if !slices.Contains(names, row.machine) {
			names = append(names, row.machine)
		}
	}
	return names
}

// rowsOf are those of a machine, oldest first.
func (o *oracle) rowsOf(machine string) (rows []*modelRow) {
	for _, row := range o.inScope {
		if row.machine == machine {
			rows = append(rows, row)
		}
	}
	slices.SortStableFunc(rows, func(a, b *modelRow) int { return cmp.Compare(a.task.begun, b.task.begun) })
	return rows
}

// How good a task session is. Of those that can't be told apart the worst counts.
const (
	rankFailed = iota
	rankOther  // an end without a result, or a state that is not documented
	rankRunning
	rankWarning
	rankSuccess
)

func rankOf(t *modelTask) int {
	switch {
	case t.state == "InProgress" || t.state == "Pending":
		return rankRunning
	case t.state != "Completed":
		return rankOther
	case t.result == "Failed":
		return rankFailed
	case t.result == "Warning":
		return rankWarning
	case t.result == "Success":
		return rankSuccess
	}
	return rankOther
}

// modelTry is what one backup session did for one machine.
type modelTry struct {
	*modelRow
	rank  int
	begun time.Duration
}

// tries are what backup sessions did for a machine, oldest first. Its rows in one session are one, as good as the worst.
func (o *oracle) tries(machine string) (tries []*modelTry) {
	for _, row := range o.rowsOf(machine) {
		same := slices.IndexFunc(tries, func(t *modelTry) bool { return t.place == row.place })
		if same < 0 {
			tries = append(tries, &modelTry{row, rankOf(row.task), row.task.begun})
		} else if rank := rankOf(row.task); rank < tries[same].rank {
			tries[same].modelRow, tries[same].rank = row, rank
		}
	}
	return tries
}

// isGoodSession reports whether a try did well by the machine's terms.
func (o *oracle) isGoodSession(t *modelTry) bool {
	return o.isBackup(t.modelRow) && (t.rank == rankSuccess || t.rank == rankWarning && o.termsOf(t.machine).acceptWarning)
}

// isGood reports whether a try left a backup by the arguments.
func (o *oracle) isGood(t *modelTry) bool {
	_, exists := o.age(t)
	return o.isGoodSession(t) && exists
}

// isFresh reports whether a try is young enough for the RPO, and not of a clock that is ahead.
func (o *oracle) isFresh(t *modelTry) bool {
	begun, _ := o.age(t)
	return o.isGood(t) && begun >= -o.termsOf(t.machine).rpo && begun <= 5*time.Minute
}

// isFinished reports whether a try has ended, with whatever result.
func (t *modelTry) isFinished() bool { return t.rank != rankRunning && t.task.state == "Completed" }

// isBackup reports whether a row is of a job whose type makes backups.
func (o *oracle) isBackup(row *modelRow) bool { return slices.Contains(o.types(), row.jobType()) }

func (o *oracle) types() []string {
	if o.asked.jobTypes != nil {
		return o.asked.jobTypes
	}
	return []string{"Backup", "AgentBackup", "AgentManagement"}
}

// documentedTypes are those that the documentation of Enterprise Manager lists for backup sessions.
var documentedTypes = strings.Fields("Backup BackupCopy ImmediateBackupCopy ImmediateBackupCopyWorker AgentBackup AgentManagement NasBackup")
