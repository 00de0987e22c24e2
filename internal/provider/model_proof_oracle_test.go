package provider_test

import (
	"slices"
	"strings"
	"time"
)

// modelTerms are what a machine is held to.
type modelTerms struct {
	rpo, copyRPO  time.Duration
	minPoints     int
	acceptWarning bool
}

// termsOf are those of the first policy that matches a machine; what it leaves out is taken from the arguments.
func (o *oracle) termsOf(machine string) modelTerms {
	terms := modelTerms{o.asked.rpo, o.asked.copyRPO, o.asked.minPoints, o.asked.acceptWarning != "false"}
	for _, p := range o.asked.policies {
		rows := o.rowsOf(machine)
		if !matchesMachine(p.machines, rows[len(rows)-1].name, o.writtenName(o.serverOf(rows)), rows) {
			continue
		}
		if p.rpo != 0 {
			terms.rpo = p.rpo
		}
		if p.copyRPO != 0 {
			terms.copyRPO = p.copyRPO
		}
		if p.minPoints != 0 {
			terms.minPoints = p.minPoints
		}
		if p.acceptWarning != "" {
			terms.acceptWarning = p.acceptWarning == "true"
		}
		break
	}
	return terms
}

// pointsOf are the restore points of a machine. That of an agent is of the machine of its name and server which agent jobs process. Any
// other is of the machine of its vm_uid where there is one, else of that without a vm_uid of its name and server.
func (o *oracle) pointsOf(machine string) (points []*modelPoint) {
	rows := o.rowsOf(machine)
	hasUID, isAgent := !strings.Contains(machine, `\`), slices.ContainsFunc(rows, func(row *modelRow) bool { return slices.Contains(agentTypes, row.jobType()) })
	for _, p := range o.pointsInScope() {
		isHere := foldName(p.name) == rows[len(rows)-1].name && o.night.servers[p.server] == o.serverOf(rows)
		var isOf bool
		switch {
		case p.agent:
			isOf = isAgent && isHere
		case hasUID:
			isOf = p.vmUID == machine
		default:
			isOf = isHere && !slices.Contains(o.machines(), p.vmUID)
		}
		if isOf {
			points = append(points, p)
		}
	}
	return points
}

// pointsInScope are those of the backup server that is asked for.
func (o *oracle) pointsInScope() (points []*modelPoint) {
	for i := range o.night.points {
		if p := &o.night.points[i]; o.asked.server == "" || foldName(o.asked.server) == foldName(o.night.servers[p.server]) {
			points = append(points, p)
		}
	}
	return points
}

// agentTypes are those of jobs that back up computers with an agent.
var agentTypes = []string{"AgentBackup", "AgentManagement"}

// countPoints counts the points of a machine by their creation.
func (o *oracle) countPoints(machine string) int {
	var created []time.Duration
	for _, p := range o.pointsOf(machine) {
		if !slices.Contains(created, p.created) {
			created = append(created, p.created)
		}
	}
	return len(created)
}

// pointOf is when the point of a task session was created: that which it links to, else the newest of its machine that was created
// from its beginning to its end.
func (o *oracle) pointOf(row *modelRow) (created time.Duration, exists bool) {
	if row.task.point {
		for _, p := range o.pointsInScope() {
			if p.of != 0 && &o.night.tasks[p.of-1] == row.task {
				return p.created, true
			}
		}
		return 0, false
	}
	end, ended := row.task.ended()
	if !ended {
		end = 0
	}
	for _, p := range o.pointsOf(row.machine) {
		if p.created >= row.task.begun && p.created <= end && (!exists || p.created > created) {
			created, exists = p.created, true
		}
	}
	return created, exists
}

// ended is when a task session ended, if that is known.
func (task *modelTask) ended() (time.Duration, bool) {
	return task.begun + time.Hour, task.end == endHour
}

// age is how old the data of a good backup are: since it began, or since its restore point was created. Of rows that can't be told
// apart the worst counts: one without a point, else the oldest.
func (o *oracle) age(t *modelTry) (begun time.Duration, exists bool) {
	if !o.asked.points {
		return t.begun, true
	}
	for _, row := range o.rowsOf(t.machine) {
		if row.place != t.place {
			continue
		}
		created, found := o.pointOf(row)
		if !found {
			return 0, false
		}
		if !exists || created < begun {
			begun, exists = created, true
		}
	}
	return begun, exists
}

// lacksPoints reports whether there are good task sessions within the RPO and none has a point.
func (o *oracle) lacksPoints(tries []*modelTry) (lacks bool) {
	for _, t := range tries {
		if !o.isGoodSession(t) || t.begun < -o.termsOf(t.machine).rpo {
			continue
		}
		if _, exists := o.age(t); exists {
			return false
		}
		lacks = true
	}
	return lacks
}

// copies are the good sessions of copy jobs.
func (o *oracle) copies(tries []*modelTry) (copies []*modelTry) {
	for _, t := range tries {
		isCopy := slices.Contains([]string{"BackupCopy", "ImmediateBackupCopy", "ImmediateBackupCopyWorker"}, t.jobType())
		if isCopy && (t.rank == rankSuccess || t.rank == rankWarning && o.termsOf(t.machine).acceptWarning) {
			copies = append(copies, t)
		}
	}
	return copies
}

// isCopied reports whether a copy began after the end of a good backup that began within copy_rpo.
func (o *oracle) isCopied(tries []*modelTry, copyRPO time.Duration) bool {
	for _, t := range tries {
		if !o.isGood(t) || t.begun < -copyRPO || t.begun > 5*time.Minute {
			continue
		}
		end, ended := t.task.ended()
		if !ended {
			end = t.begun // the earliest that it can be
		}
		if slices.ContainsFunc(o.copies(tries), func(copied *modelTry) bool { return copied.begun > end && copied.begun <= 5*time.Minute }) {
			return true
		}
	}
	return false
}

// isStaleData reports whether the newest successful collection ended longer ago than is allowed, or there is none.
func (o *oracle) isStaleData() bool {
	for _, c := range o.night.collections {
		if c.kind == "CollectJob" && c.state == "CompletedSuccessfully" && c.begun+time.Minute >= -o.asked.maxDataAge {
			return false
		}
	}
	return o.asked.maxDataAge != 0
}
