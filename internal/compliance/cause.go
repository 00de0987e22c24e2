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
	disagreeing, fresh := j.jobWithoutBackup(m), slices.ContainsFunc(m.good, func(s *TaskSession) bool { return j.isFresh(m, s) })
	switch {
	case m.rows == nil:
		return CauseNotSeen, ""
	case len(m.backups) == 0 && j.unknownTypeOf(m) != "":
		return CauseUnknownJobType, fmt.Sprintf("EM's documentation does not know the job type %[1]q. Add %[1]q to job_types if such jobs make "+
			"backups, to ignore_job_types if they don't.", j.unknownTypeOf(m))
	case len(m.good) == 0:
		return CauseNever, ""
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
		job := em.Fold(s.JobName)
		if s.isFinished() && j.age(m, s.Creation) <= m.RPO {
			jobs[job] = s.JobName
		}
		fresh[job] = fresh[job] || s.isGood(m.terms.AcceptWarning) && j.isFresh(m, s)
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
