package compliance

import (
	"cmp"
	"slices"
	"strings"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// points are the restore points that there are.
type points struct {
	byID map[string]*RestorePoint
	// byVMUID are those of a folded vm_uid, byPlace those of a name on a backup server.
	byVMUID map[string][]*RestorePoint
	byPlace map[place][]*RestorePoint
}

func newPoints(all []RestorePoint, known servers) *points {
	p := &points{byID: map[string]*RestorePoint{}, byVMUID: map[string][]*RestorePoint{}, byPlace: map[place][]*RestorePoint{}}
	for i := range all {
		point := &all[i]
		at := place{em.Fold(point.Name), known.keyOf(point.Server, point.ServerID)}
		p.byID[strings.ToLower(point.ID)] = point
		p.byPlace[at] = append(p.byPlace[at], point)
		if vmUID := em.Fold(point.VMUID); vmUID != "" {
			p.byVMUID[vmUID] = append(p.byVMUID[vmUID], point)
		}
	}
	return p
}

// of are the points of a machine: by its vm_uid, else by name and backup server, which is all that points of agents have. Points
// that carry the vm_uid of another machine of that name are that one's.
func (p *points) of(m *Machine, others map[string]bool) []*RestorePoint {
	rows := m.rows
	ofAgent := slices.ContainsFunc(rows.all, func(s *TaskSession) bool { return em.Contains(em.AgentJobTypes, s.JobType) })
	var found []*RestorePoint
	if !rows.byName {
		found = slices.Clone(p.byVMUID[rows.vmUID])
	}
	for _, point := range p.byPlace[m.place] {
		switch {
		case point.Agent && !ofAgent, !point.Agent && !rows.byName:
		case point.VMUID != "" && others[em.Fold(point.VMUID)]:
		default:
			found = append(found, point)
		}
	}
	// The ID makes the order the same at every read.
	slices.SortFunc(found, func(a, b *RestorePoint) int { return cmp.Or(a.Creation.Compare(b.Creation), cmp.Compare(a.ID, b.ID)) })
	return found
}

// pointOf is the restore point of a good task session: the one that it is linked to, which may be gone, else the newest of its
// machine that was created from its beginning to its end, both included; where EM gives no end, until now.
func (j *judge) pointOf(s *TaskSession, ofMachine []*RestorePoint) *RestorePoint {
	if s.RestorePointID != "" {
		return j.points.byID[strings.ToLower(s.RestorePointID)]
	}
	end := s.EndTime()
	if end.IsZero() {
		end = j.Now
	}
	for _, point := range slices.Backward(ofMachine) {
		if !point.Creation.Before(s.Creation) && !point.Creation.After(end) {
			return point
		}
	}
	return nil
}

// worstPointOf is the restore point of a good task session. Several of one backup session that can't be told apart are as good as the
// worst of them: nil where one has no point, else the oldest.
func (j *judge) worstPointOf(s *TaskSession, rows *machineRows, ofMachine []*RestorePoint) *RestorePoint {
	worst := j.pointOf(s, ofMachine)
	if len(rows.worst) == len(rows.all) || s.BackupSession == "" {
		return worst
	}
	for _, other := range rows.all {
		if worst == nil {
			return nil
		}
		if other.BackupSession != s.BackupSession || other == s {
			continue
		}
		if point := j.pointOf(other, ofMachine); point == nil || point.Creation.Before(worst.Creation) {
			worst = point
		}
	}
	return worst
}

// setPoints finds what restore points there are of a machine, and which of its good task sessions they prove.
func (j *judge) setPoints(m *Machine, others map[string]bool) {
	if j.points == nil {
		return
	}
	ofMachine := j.points.of(m, others)
	created := map[int64]bool{}
	for _, point := range ofMachine {
		created[point.Creation.UnixNano()] = true
	}
	count := int64(len(created))
	m.Points = &count
	if count > 0 {
		m.OldestPoint, m.NewestPoint = ofMachine[0].Creation, ofMachine[len(ofMachine)-1].Creation
	}
	m.good, m.LastGood = nil, nil
	for _, s := range m.succeeded {
		if point := j.worstPointOf(s, m.rows, ofMachine); point != nil {
			m.good, m.LastGood, m.lastPoint = append(m.good, backup{s, point.Creation}), s, point
		}
	}
}

// lacksPoint reports whether a machine has good task sessions within the RPO and a restore point of none, nor a point within the RPO
// of an earlier one; or fewer points than it must have.
func (j *judge) lacksPoint(m *Machine) bool {
	if j.points == nil {
		return false
	}
	if *m.Points < m.terms.MinPoints {
		return true
	}
	recent := func(s *TaskSession) bool { return j.age(m, s.Creation) <= m.RPO }
	return slices.ContainsFunc(m.succeeded, recent) && !slices.ContainsFunc(m.good, func(b backup) bool {
		return recent(b.TaskSession) || j.isFresh(m, b)
	})
}
