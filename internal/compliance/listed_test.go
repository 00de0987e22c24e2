package compliance

import (
	"fmt"
	"slices"
	"testing"
)

// TestListedMachines: each machine of a host is there once, and known by a task session or a point, by reference, else by name.
func TestListedMachines(t *testing.T) {
	t.Parallel()
	host := func(id, unique, server string, machines ...HostMachine) Host {
		return Host{Name: "vc " + id, HierarchyID: id, UniqueID: unique, Server: server, Machines: machines}
	}
	vm := func(name, root, n string) HostMachine { return HostMachine{name, "urn:VMware:Vm:" + root + ".vm-" + n} }
	on := func(server string, s TaskSession) TaskSession { s.Server = server; return s }
	one := []Host{host("root1", "u", "vbr01", vm("db01", "root1", "1"), vm("db01", "root1", "2"))}
	two := []Host{host("root1", "U", "vbr01", vm("db01", "root1", "1")), host("root2", "u", "vbr02", vm("db01", "root2", "1"), vm("new", "root2", "2"))}
	for name, c := range map[string]struct {
		data Data
		want []string // host, reference, known
	}{
		"no rows":         {Data{Hosts: one}, []string{"0 vm-1 false", "0 vm-2 false"}},
		"by reference":    {Data{Hosts: one, Tasks: []TaskSession{uid("URN:vmware:VM:ROOT1.VM-2", failed("Nightly", "other", 5))}}, []string{"0 vm-1 false", "0 vm-2 true"}},
		"of another host": {Data{Hosts: one, Tasks: []TaskSession{uid("urn:VMware:Vm:root9.vm-2", good("Nightly", "db01", 5))}}, []string{"0 vm-1 false", "0 vm-2 false"}},
		"by name, one for one": {Data{Hosts: one, Tasks: []TaskSession{on("VBR01", good("Nightly", "DB01", 5)), on("vbr01", good("Nightly", "db01", 29))}},
			[]string{"0 vm-1 true", "0 vm-2 false"}},
		"by name and reference": {Data{Hosts: one, Tasks: []TaskSession{on("vbr01", good("Agents", "db01", 5)), uid("urn:VMware:Vm:root1.vm-1", good("Nightly", "db01", 9))}},
			[]string{"0 vm-1 true", "0 vm-2 true"}},
		"by name on another server": {Data{Hosts: one, Tasks: []TaskSession{on("vbr02", good("Nightly", "db01", 5))}}, []string{"0 vm-1 false", "0 vm-2 false"}},
		"by a point":                {Data{Hosts: one, Points: []RestorePoint{{Name: "x", VMUID: "urn:VMware:Vm:root1.vm-2"}}}, []string{"0 vm-1 false", "0 vm-2 true"}},
		"by a point's name":         {Data{Hosts: one, Points: []RestorePoint{{Name: "db01", Server: "vbr01"}}}, []string{"0 vm-1 true", "0 vm-2 false"}},
		"a vm_uid of two names": {Data{Hosts: one, Tasks: []TaskSession{
			{UID: "1", BackupSession: "s", Name: "a", VMUID: "urn:VMware:Vm:root1.vm-1"}, {UID: "2", BackupSession: "s", Name: "b", VMUID: "urn:VMware:Vm:root1.vm-1"},
		}}, []string{"0 vm-1 false", "0 vm-2 false"}},
		"on two backup servers":    {Data{Hosts: two, Tasks: []TaskSession{uid("urn:VMware:Vm:root2.vm-1", good("Nightly", "db01", 5))}}, []string{"0 vm-1 true", "1 vm-2 false"}},
		"by the second one's name": {Data{Hosts: two, Tasks: []TaskSession{on("vbr02", good("Nightly", "db01", 5))}}, []string{"1 vm-1 true", "1 vm-2 false"}},
	} {
		var got []string
		for _, m := range ListedMachines(&c.data) {
			got = append(got, fmt.Sprintf("%d %s %t", m.Host, m.Reference[len("urn:VMware:Vm:root1."):], m.Known))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestPatternsMatch(t *testing.T) {
	t.Parallel()
	for pattern, want := range map[string]bool{"WEB*": true, "web0?": true, "web": false, `vbr01\*`: true, `vbr02\*`: false, "urn:*": true} {
		if got := NewPatterns([]string{"none", pattern}).Match("web01", "urn:VMware:Vm:a.vm-1", "VBR01"); got != want {
			t.Errorf("%s: %t", pattern, got)
		}
	}
}
