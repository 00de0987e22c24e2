// Package compliance decides whether machines are protected: what a machine is, which of its backups are good and recent
// enough for the recovery point objective (RPO), and what violates it.
//
// It is given the task sessions and backup sessions of Enterprise Manager (EM), names and one instant, and nothing else: no
// Terraform, no HTTP, no clock. The same rows make the same verdict, in whatever order they come. veeam_protection_status and
// the provider's functions all decide by it.
//
//	arguments.go      what is asked
//	data.go           what EM knows
//	group.go          which of it is of one machine, for many verdicts at once
//	judge.go          the arguments, made ready, and what becomes of one machine
//	task_session.go   one machine within one backup session: whether it is good, and which of several is the worst
//	job_type.go       which jobs make backups
//	server.go         which backup servers are the same
//	identity.go       which task sessions are of one machine
//	recreated.go      machines that were re-created under a new vm_uid
//	machine.go        what the task sessions of a machine say of it
//	policy.go         which RPO a machine must meet
//	calendar.go       on which days the clock of an RPO runs
//	cause.go          why a machine is not compliant
//	exclusion.go      machines that are not judged
//	waiver.go         violations that pass for some time
//	restore_point.go  good backups whose restore points exist
//	copy.go           copies that are newer than a backup
//	inventory.go      machines that virtual hosts list
//	listed.go         which of the machines that virtual hosts list are known
//	collection.go     how old EM's own data are
//	job.go            jobs without a task session, and jobs that failed without one
//	verdict.go        all machines and jobs together
//	hint.go           what is there instead of a name that is not
//	message.go        the verdict in words
//	names.go          names that are not found
//	pattern.go        names with * and ?
//	unprotected.go    the function unprotected
//	latest.go         the function latest_per_machine
package compliance
