package veeamclient

import "testing"

// TestMachineOf: the machine is what stands before the last @ of a point's name.
func TestMachineOf(t *testing.T) {
	for point, want := range map[string]string{
		"web01@2026-06-15 22:01:05": "web01", "me@home@2026-06-15 22:01:05": "me@home", "@2026-06-15 22:01:05": "", "web01": "web01", "": "",
	} {
		if got := machineOf(point); got != want {
			t.Errorf("%q: %q, want %q", point, got, want)
		}
	}
}
