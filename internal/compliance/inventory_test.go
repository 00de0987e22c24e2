package compliance

import (
	"slices"
	"strings"
	"testing"
)

func TestInventory(t *testing.T) {
	t.Parallel()
	rows := func(rows ...TaskSession) []TaskSession { return rows }
	// vm is a reference of the first vCenter, as vbr01 shows it.
	vm := func(n string) string { return "urn:VMware:Vm:root1.vm-" + n }
	host := func(name, id, unique string, machines ...string) Host {
		h := Host{Name: name, HierarchyID: id, UniqueID: unique, Server: "vbr01"}
		for _, m := range machines {
			name, n, _ := strings.Cut(m, "=")
			h.Machines = append(h.Machines, HostMachine{name, "urn:VMware:Vm:" + id + ".vm-" + n})
		}
		return h
	}
	vc := func(machines ...string) []Host { return []Host{host("vc01", "root1", "uuid", machines...)} }
	other := func(h Host) Host { h.Server = "vbr02"; return h }
	expects := func(a *Arguments) { a.FromInventory = true }
	excludes := func(a *Arguments) { expects(a); exclude("vCLS*")(a) }
	judgeData(t, map[string]dataCase{
		"seen":                 {expects, Data{Tasks: rows(uid(vm("1"), good("Nightly", "db01", 5))), Hosts: vc("db01=1")}, "+db01"},
		"in another case":      {expects, Data{Tasks: rows(uid("URN:vmware:vm:ROOT1.VM-1", good("Nightly", "db01", 5))), Hosts: vc("db01=1")}, "+db01"},
		"not seen":             {expects, Data{Tasks: rows(uid(vm("1"), good("Nightly", "db01", 5))), Hosts: vc("db01=1", "new01=2")}, "+db01 new01:not_seen"},
		"of another reference": {expects, Data{Tasks: rows(uid(vm("2"), good("Nightly", "db01", 5))), Hosts: vc("db01=1")}, "db01=retired db01:not_seen"},
		"excluded":             {excludes, Data{Tasks: rows(uid(vm("1"), good("Nightly", "db01", 5))), Hosts: vc("db01=1", "vCLS-1=9")}, "+db01 vCLS-1=excluded"},
		"excluded, but expected": {func(a *Arguments) { excludes(a); expect("VCLS-1")(a) }, Data{Tasks: rows(uid(vm("1"), good("Nightly", "db01", 5))), Hosts: vc("db01=1",
			"vCLS-1=9")}, "+db01 VCLS-1:not_seen"},
		"retired": {expects, Data{Tasks: rows(uid(vm("1"), good("Nightly", "db01", 5)), uid(vm("2"), failed("Nightly", "old", 5))), Hosts: vc("db01=1")},
			"+db01 old=retired"},
		"retired and compliant": {expects, Data{Tasks: rows(uid(vm("1"), good("Nightly", "db01", 5)), uid(vm("2"), good("Nightly", "old", 5))), Hosts: vc("db01=1")},
			"+db01 old=retired"},
		"gone, but expected": {func(a *Arguments) { expects(a); expect("old")(a) }, Data{Tasks: rows(uid(vm("1"), good("Nightly", "db01", 5)), uid(vm("2"),
			failed("Nightly", "old", 5))), Hosts: vc("db01=1")}, "+db01 old:never"},
		"an empty list": {expects, Data{Tasks: rows(uid(vm("1"), failed("Nightly", "db01", 5))), Hosts: vc()}, "db01:never"},
		"of a host not asked for": {expects, Data{Tasks: rows(uid(vm("1"), good("Nightly", "db01", 5)), uid("urn:VMware:Vm:root9.vm-1", failed("Nightly", "web01", 5))),
			Hosts: vc("db01=1")}, "+db01 web01:never"},
		"replaced wins": {expects, Data{Tasks: rows(uid(vm("1"), good("Nightly", "db01", 50)), uid(vm("2"), good("Nightly", "db01", 5))), Hosts: vc("db01=2")},
			"db01=replaced +db01"},
		"re-created, still there": {func(a *Arguments) { expects(a); a.ReplaceRecreated = true }, Data{Tasks: rows(uid(vm("1"), good("Nightly", "db01", 50)), uid(vm("2"),
			good("Nightly", "db01", 5))), Hosts: vc("db01=1", "db01=2")},
			"+db01 db01:replaced"},
		"copies alone":         {expects, Data{Tasks: rows(uid(vm("1"), good("Copy", "db01", 5))), Hosts: vc("db01=1")}, "db01:never"},
		"by name":              {expects, Data{Tasks: rows(good("Nightly", "DB01", 5)), Hosts: vc("db01=1")}, "+DB01"},
		"by name, one for one": {expects, Data{Tasks: rows(good("Nightly", "db01", 5)), Hosts: vc("db01=1", "db01=2")}, "+db01 db01:not_seen"},
		"by name on another server": {expects, Data{Tasks: rows(with(good("Nightly", "db01", 5), func(s *TaskSession) { s.Server = "vbr02" })), Hosts: vc("db01=1")},
			"+db01 db01:not_seen"},
		"by name beside a vm_uid": {expects, Data{Tasks: rows(good("Nightly", "db01", 5), uid(vm("1"), failed("Nightly", "db01", 5))), Hosts: vc("db01=1", "db01=2")},
			"+db01 db01:never"},
		"one vCenter on two backup servers": {expects, Data{Tasks: rows(uid("urn:VMware:Vm:root2.vm-1", good("Nightly", "db01", 5))),
			Hosts: []Host{host("vc01", "root1", "UUID", "db01=1"), other(host("vc01", "root2", "uuid", "db01=1"))}}, "+db01"},
		"by name on the other backup server": {expects, Data{Tasks: rows(with(good("Nightly", "db01", 5), func(s *TaskSession) { s.Server = "vbr02" })),
			Hosts: []Host{host("vc01", "root1", "UUID", "db01=1"), other(host("vc01", "root2", "uuid", "db01=1"))}}, "+db01"},
		"on either list": {expects, Data{Tasks: rows(uid(vm("2"), failed("Nightly", "old", 5))),
			Hosts: []Host{host("vc01", "root1", "uuid", "db01=1"), other(host("vc01", "root2", "uuid", "old=2", "db01=1"))}}, "db01:not_seen old:never"},
		"two vCenters, one number": {expects, Data{Tasks: rows(uid(vm("1"), good("Nightly", "db01", 5))),
			Hosts: []Host{host("vc01", "root1", "a", "db01=1"), host("vc02", "root2", "b", "web01=1")}}, "+db01 web01:not_seen"},
		"nothing at all": {expects, Data{Hosts: vc()}, "!em.example.com:no_machines"},
	})
	v := Judge(arguments(expects), &Data{Hosts: vc("db01=1")})
	m := v.Violations[0]
	if v.Population != PopulationInventory || m.Server != "vbr01" || m.VMUID != vm("1") || !strings.Contains(m.Hint, "The virtual host vc01 lists it") {
		t.Errorf("%s, %+v", v.Population, m)
	}
	cloud := Host{Name: "vcd", HierarchyID: "root1", UniqueID: "u", Machines: []HostMachine{{"app", "urn:vCloud:Vm:root1.urn:vcloud:vm:7"}}}
	if got := describe(Judge(arguments(expects), &Data{Tasks: rows(uid("urn:vcloud:vm:root1.URN:vcloud:vm:7", good("Nightly", "app", 2))), Hosts: []Host{cloud}})); got != "+app" {
		t.Errorf("of Cloud Director: %s", got)
	}
}

// TestInventoryInAnyOrder: which of two machines of one name is not seen does not depend on the order in which they were listed.
func TestInventoryInAnyOrder(t *testing.T) {
	t.Parallel()
	listed := []HostMachine{{"db01", "urn:VMware:Vm:root1.vm-1"}, {"DB01", "urn:VMware:Vm:root1.vm-2"}}
	for range 2 {
		data := &Data{
			Tasks: []TaskSession{good("Nightly", "db01", 5)},
			Hosts: []Host{{Name: "vc01", HierarchyID: "root1", UniqueID: "uuid", Server: "vbr01", Machines: listed}},
		}
		v := Judge(arguments(func(a *Arguments) { a.FromInventory = true }), data)
		if len(v.Violations) != 1 || v.Violations[0].VMUID != "urn:VMware:Vm:root1.vm-2" {
			t.Errorf("violations %+v", v.Violations)
		}
		slices.Reverse(listed)
	}
}

// TestRetiredHint: a machine that is out of an account's sight looks as if it were gone.
func TestRetiredHint(t *testing.T) {
	t.Parallel()
	v := Judge(arguments(func(a *Arguments) { a.FromInventory = true }), &Data{
		Tasks: []TaskSession{uid("urn:VMware:Vm:root1.vm-2", failed("Nightly", "db01", 5))},
		Hosts: []Host{{Name: "vc01", HierarchyID: "root1", Server: "vbr01", Machines: []HostMachine{{"web01", "urn:VMware:Vm:root1.vm-1"}}}},
	})
	if m := v.Machines[0]; m.Status != StatusRetired || !strings.Contains(m.Hint, "Portal User") {
		t.Errorf("machine %+v", m)
	}
}

// TestDoubtfulRetirement: a retired machine that a job processes without success is named; one that was backed up, or that no job has
// processed of late, is not.
func TestDoubtfulRetirement(t *testing.T) {
	t.Parallel()
	a := arguments(func(a *Arguments) { a.FromInventory = true })
	v := Judge(a, &Data{
		Tasks: []TaskSession{
			uid("urn:VMware:Vm:root1.vm-1", good("Nightly", "db01", 5)), uid("urn:VMware:Vm:root1.vm-2", failed("Nightly", "bad", 5)),
			uid("urn:VMware:Vm:root1.vm-3", good("Nightly", "fine", 5)), uid("urn:VMware:Vm:root1.vm-4", failed("Nightly", "old", 100)),
		},
		Hosts: []Host{{Name: "vc01", HierarchyID: "root1", UniqueID: "uuid", Server: "vbr01", Machines: []HostMachine{{"db01", "urn:VMware:Vm:root1.vm-1"}}}},
	})
	for _, m := range v.Machines {
		if want := m.EMName == "bad"; m.Doubtful != want || m.EMName != "db01" && m.Status != StatusRetired {
			t.Errorf("%s is %s, doubtful %t, want %t", m.EMName, m.Status, m.Doubtful, want)
		}
	}
}
