package compliance

import (
	"slices"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// copyTypes are the types of jobs that copy restore points.
var copyTypes = []string{em.BackupCopy, em.ImmediateBackupCopy, em.ImmediateBackupCopyWorker}

// setCopies finds the good sessions of copy jobs of a machine. They prove that data were copied, not where the copy lies.
func (m *Machine) setCopies() {
	if m.terms.CopyRPO == 0 {
		return
	}
	for _, s := range m.rows.worst {
		if em.Contains(copyTypes, s.JobType) && s.isGood(m.terms.AcceptWarning) {
			m.copies, m.LastCopy = append(m.copies, s), s.Creation
		}
	}
}

// lacksCopy reports whether no copy began after the end of a backup that is young enough.
func (j *judge) lacksCopy(m *Machine) bool {
	if m.terms.CopyRPO == 0 {
		return false
	}
	return !slices.ContainsFunc(m.good, func(b backup) bool {
		if !j.isYoung(m, b.Creation, m.terms.CopyRPO) {
			return false
		}
		return slices.ContainsFunc(m.copies, func(s *TaskSession) bool {
			return s.Creation.After(b.finished()) && !s.Creation.After(j.Now.Add(ClockSkew))
		})
	})
}

// finished is when a finished task session ended; where EM gives no end, its beginning is the earliest that this can be.
func (s *TaskSession) finished() time.Time {
	if end := s.EndTime(); !end.IsZero() {
		return end
	}
	return s.Creation
}
