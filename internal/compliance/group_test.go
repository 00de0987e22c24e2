package compliance

import (
	"testing"
)

// TestGroupOnce: verdicts on data that were put together once are those of data that were not, whichever jobs these are for.
func TestGroupOnce(t *testing.T) {
	t.Parallel()
	tasks := []TaskSession{
		uid("1", good("Nightly", "db01", 30)), uid("1", good("Hourly", "db01", 2)), failed("Nightly", "web01", 2), good("Gone", "app01", 2),
	}
	points := []RestorePoint{{ID: "p1", Name: "db01", VMUID: "1", Server: "vbr01", Creation: ago(1.6)}}
	hosts := []Host{{Name: "vc01", HierarchyID: "h", Server: "vbr01", Machines: []HostMachine{{"new01", "urn:VMware:Vm:h.vm-9"}}}}
	for _, grouped := range [][]string{nil, {"Nightly"}, {"Hourly", "Nightly"}} {
		shared := &Data{Tasks: tasks, Points: points, Hosts: hosts}
		shared.Group(grouped)
		for _, c := range []struct {
			change func(*Arguments)
			want   string
		}{
			{nil, "app01:never +db01 web01:never"},
			{ofJobs("Nightly"), "app01:never db01:stale web01:never"},
			{ofJobs("Nightly", "Hourly"), "app01:never +db01 web01:never"},
			{func(a *Arguments) { a.OnlyMachines = []string{"db01"} }, "+db01"},
			{func(a *Arguments) { a.FromPoints = true }, "app01:never +db01 web01:never"},
			{func(a *Arguments) { a.FromInventory = true }, "app01:never +db01 new01:not_seen web01:never"},
		} {
			if got := describe(Judge(arguments(c.change), shared)); got != c.want {
				t.Errorf("grouped for %q: got %q, want %q", grouped, got, c.want)
			}
		}
		if got, want := shared.groupedFor([]string{"Hourly", "Nightly"}) == shared.grouped, len(grouped) == 2; got != want {
			t.Errorf("grouped for %q: used again %t", grouped, got)
		}
		if shared.groupedFor([]string{"Nightly", "Hourly"}).jobNames[0] != "Hourly" {
			t.Error("the order of the names matters")
		}
	}
}
