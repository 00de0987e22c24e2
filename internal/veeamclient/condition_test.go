package veeamclient

import "testing"

// TestAnyOf: only no values at all let everything through.
func TestAnyOf(t *testing.T) {
	for want, values := range map[filter][]string{
		``: nil, `JobName==""`: {""}, `JobName=="a"`: {"a"}, `(JobName=="a"),(JobName=="b""c")`: {"a", `b"c`},
	} {
		if got := anyOf("JobName", values); got != want {
			t.Errorf("%q is %s, want %s", values, got, want)
		}
	}
}
