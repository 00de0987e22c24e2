package compliance

import (
	"fmt"
	"slices"
	"strings"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// cause says why a machine is not compliant, and what to do where that is not obvious; it is empty for one that is. The first
// cause that holds is the cause.
func (j *judge) cause(m *Machine) (cause, hint string) {
	disagreeing, fresh := j.jobWithoutBackup(m), slices.ContainsFunc(m.good, func(b backup) bool { return j.isFresh(m, b) })
	switch {
	case m.rows == nil:
		return CauseNotSeen, ""
	case len(m.backups) == 0 && j.unknownTypeOf(m) != "":
		return CauseUnknownJobType, fmt.Sprintf("EM's documentation does not know the job type %[1]q. Add %[1]q to job_types if such jobs make "+
			"backups, to ignore_job_types if they don't.", j.unknownTypeOf(m))
	case len(m.succeeded) == 0:
		return CauseNever, ""
	case j.lacksPoint(m):
		return CauseNoRestorePoint, j.hintAtPoints(m)
	case fresh && disagreeing == "" && j.lacksCopy(m):
		return CauseNoCopy, "No session of a copy job began after a good backup within copy_rpo had ended. The copy job must be among " +
			"job_names, if these are given."
	case fresh && disagreeing == "":
		return "", ""
	case m.successor != nil:
		return CauseReplaced, fmt.Sprintf("A machine of this name was created later, with the vm_uid %s. If it took the place of this one, "+
			"set recreated_machines = \"replace\".", m.successor.VMUID)
	case fresh:
		return CauseFailed, fmt.Sprintf("Two jobs disagree: %s made no good backup within the RPO, another job did. Without a vm_uid only the "+
			"name tells machines apart, so these may be two.", disagreeing)
	case m.Last.Result == em.Failed:
		return CauseFailed, ""
	case m.Last.Result == em.Warning && !m.terms.AcceptWarning:
		return CauseWarning, ""
	case m.Running != nil:
		return CauseStale, "It is being backed up right now. The rpo must exceed the interval of the job and the time that a backup takes."
	}
	return CauseStale, ""
}

// hintAtPoints says what is known of a machine's restore points.
func (j *judge) hintAtPoints(m *Machine) string {
	if *m.Points < m.terms.MinPoints {
		return fmt.Sprintf("It has %d of %d restore points. An account with the role Portal User sees only those of its restore "+
			"scope.", *m.Points, m.terms.MinPoints)
	}
	return "Its jobs succeeded, but none of the restore points is there that they made. An account with the role Portal User sees only " +
		"those of its restore scope."
}

// unknownTypeOf is a type of a job that processed the machine of which nobody knows whether it makes backups.
func (j *judge) unknownTypeOf(m *Machine) string {
	for _, t := range m.JobTypes {
		if j.typeOf(t) == unknownType {
			return t
		}
	}
	return ""
}

// jobWithoutBackup is a job that finished with a machine within the RPO without a fresh backup. It is asked where only the
// name tells machines apart: what two jobs process may be two machines.
func (j *judge) jobWithoutBackup(m *Machine) string {
	if m.rows == nil || !m.rows.byName {
		return ""
	}
	jobs, fresh := map[string]string{}, map[string]bool{}
	for _, s := range m.backups {
		if s.isFinished() && j.age(m, s.Creation) <= m.RPO {
			jobs[em.Fold(s.JobName)] = s.JobName
		}
	}
	for _, b := range m.good {
		fresh[em.Fold(b.JobName)] = fresh[em.Fold(b.JobName)] || j.isFresh(m, b)
	}
	var without []string
	for job, name := range jobs {
		if !fresh[job] {
			without = append(without, name)
		}
	}
	slices.Sort(without)
	return strings.Join(without, ", ")
}
