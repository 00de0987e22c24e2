// Package compliance decides whether machines are protected: which task session has the last word on a machine, whether its
// last good backup meets the recovery point objective (RPO), and what violates it.
//
// It is given task sessions, names and one instant, and nothing else: no Terraform, no HTTP, no clock. The same rows make
// the same verdict. veeam_protection_status and the provider's functions all decide by it.
//
//	task_session.go   when a backup is good, and which of two has the last word
//	machine.go        what a machine is, and what its task sessions say of it
//	verdict.go        all machines and jobs together
//	unknown_type.go   machines that only jobs of undocumented types processed
//	unprotected.go    expected names without a good backup
//	pattern.go        names with * and ?
package compliance
