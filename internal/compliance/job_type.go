package compliance

import "github.com/terraform-veeam/terraform-provider-veeam/internal/em"

// jobType is what is known of the jobs of a type.
type jobType int

const (
	// unknownType: nobody knows whether such jobs make backups. A backup session that EM does not know has no type.
	unknownType jobType = iota
	// backupType: they do.
	backupType
	// otherType: they don't.
	otherType
)

// typeOf looks up what is known of a type: the arguments go before EM's documentation.
func (j *judge) typeOf(name string) jobType {
	known, remembered := j.types[name]
	if !remembered {
		switch {
		case name == "":
			known = unknownType
		case em.Contains(j.JobTypes, name):
			known = backupType
		case em.Contains(j.IgnoredTypes, name) || em.Contains(em.SessionJobTypes, name):
			known = otherType
		}
		j.types[name] = known
	}
	return known
}
