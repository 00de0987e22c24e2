package table

// RoleError is an error of a part of a read that needs another role than the rest of it.
type RoleError struct {
	// Role is the least role of EM, For what it is needed for.
	Role, For string
	Err       error
}

// Error is the error of the part.
func (e *RoleError) Error() string { return e.For + ": " + e.Err.Error() }

// Unwrap is the error of the part.
func (e *RoleError) Unwrap() error { return e.Err }

// AdvisedError is an error that says itself what happened and what to do, each in whole sentences.
type AdvisedError struct {
	Happened, Advice string
	// Argument is the name of the argument that it is about, if any.
	Argument string
}

// Error is what happened.
func (e *AdvisedError) Error() string { return e.Happened }
