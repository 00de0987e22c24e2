package veeamclient_test

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// virtualHost is a root that is looked up.
var virtualHost = veeamclient.HierarchyRoot{Entity: veeamclient.Entity{UID: "urn:veeam:HierarchyRoot:" + guid(8, 1)}}

func TestVirtualMachines(t *testing.T) {
	roots := []veeamsim.HierarchyRoot{
		{ID: guid(8, 1), Name: "vcenter", HierarchyRootID: guid(8, 11), HostType: "VC"}, {ID: guid(8, 2), Name: "vcd", HostType: "VcdSystem"},
	}
	items := []veeamsim.HierarchyItem{
		{RootID: guid(8, 1), Ref: "vm-1", Name: "web01"}, {RootID: guid(8, 1), Ref: "vm-2", Name: "web01"},
		{RootID: guid(8, 1), Ref: "vm-3", Name: "tpl", Type: "Template"}, // type=Vm does not ask for it
		{RootID: guid(8, 2), Ref: "urn:vcloud:vm:" + guid(8, 9), Name: "DC"},
	}
	for _, build := range []int{12, 13} {
		sim := startSim(t, veeamsim.Config{Build: build, Inventory: veeamsim.Inventory{HierarchyRoots: roots, HierarchyItems: items}})
		client := connect(t, sim.URL())
		for n, want := range map[int][]string{
			1: {"web01 urn:VMware:Vm:" + guid(8, 11) + ".vm-1", "web01 urn:VMware:Vm:" + guid(8, 11) + ".vm-2"},
			2: {"DC urn:vCloud:Vm:" + guid(8, 2) + ".urn:vcloud:vm:" + guid(8, 9)},
		} {
			root := veeamclient.HierarchyRoot{Entity: veeamclient.Entity{UID: "urn:veeam:HierarchyRoot:" + guid(8, n)}}
			machines, err := client.VirtualMachines(t.Context(), root)
			if got := machineTexts(machines); err != nil || !slices.Equal(got, want) {
				t.Errorf("build %d, host %d: %q, %v, want %q", build, n, got, err, want)
			}
		}
		unknown := veeamclient.HierarchyRoot{Entity: veeamclient.Entity{UID: "urn:veeam:HierarchyRoot:" + guid(8, 3)}}
		if _, err := client.VirtualMachines(t.Context(), unknown); !errors.Is(err, veeamclient.ErrNotFound) {
			t.Errorf("a host that is unknown: %v", err)
		}
	}
}

func machineTexts(machines []veeamclient.VirtualMachine) (texts []string) {
	for i := range machines {
		texts = append(texts, machines[i].Name+" "+machines[i].Reference)
	}
	slices.Sort(texts)
	return texts
}

// TestLookupAnswers: what is believed of an answer, and which rows are machines.
func TestLookupAnswers(t *testing.T) {
	row := func(ref, kind, name string) string {
		return fmt.Sprintf(`{"ObjectRef":%q,"ObjectType":%q,"ObjectName":%q,"Type":"HierarchyItem"}`, ref, kind, name)
	}
	for name, c := range map[string]struct {
		rows     string
		machines []string
		problem  string
	}{
		"no machine":        {`{"HierarchyItems":[]}`, nil, ""},
		"null":              {`{"hierarchyItems":null}`, nil, ""},
		"no list":           {`{}`, nil, "the JSON has no HierarchyItems"},
		"another list":      {`{"Items":[` + row("urn:VMware:Vm:a.vm-1", "Vm", "web01") + `]}`, nil, "the JSON has Items where HierarchyItems was expected"},
		"without reference": {`{"HierarchyItems":[{"ObjectName":"web01"}]}`, nil, "row 1 of HierarchyItems has no ObjectRef"},
		"without name":      {`{"HierarchyItems":[{"ObjectRef":"urn:VMware:Vm:a.vm-1"}]}`, []string{"urn:VMware:Vm:a.vm-1 urn:VMware:Vm:a.vm-1"}, ""},
		"twice": {`{"HierarchyItems":[` + row("urn:VMware:Vm:a.vm-1", "Vm", "web01") + `,` + row("urn:vmware:VM:A.vm-1", "VM", "web01") + `]}`,
			[]string{"web01 urn:VMware:Vm:a.vm-1"}, ""},
		"types not asked": {`{"HierarchyItems":[` + row("urn:VMware:Host:a.host-1", "Host", "esx01") + `,` + row("urn:VMware:Vm:a.vm-1", "Machine", "web01") + `]}`,
			[]string{"web01 urn:VMware:Vm:a.vm-1"}, ""},
		"a template by type": {`{"HierarchyItems":[` + row("urn:VMware:Vm:a.vm-1", "template", "tpl") + `]}`, []string{"(template) tpl urn:VMware:Vm:a.vm-1"}, ""},
		"a template by reference": {`{"HierarchyItems":[` + row("urn:vCloud:VmTemplate:a.urn:vcloud:vm:b", "Vm", "tpl") + `]}`,
			[]string{"(template) tpl urn:vCloud:VmTemplate:a.urn:vcloud:vm:b"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			machines, err := connect(t, scripted(t, answer(c.rows)).URL).VirtualMachines(t.Context(), virtualHost)
			got := machineTexts(machines)
			for i := range machines {
				if machines[i].IsTemplate() {
					got[i] = "(template) " + got[i]
				}
			}
			if !slices.Equal(got, c.machines) || (err == nil) != (c.problem == "") || err != nil && !strings.Contains(err.Error(), c.problem) {
				t.Errorf("got %q, %v", got, err)
			}
		})
	}
}

// TestLookupInPages: whether a lookup comes in pages is not documented. Every machine is found whether it does or not.
func TestLookupInPages(t *testing.T) {
	for name, c := range map[string]struct {
		machines, usual  int // usual is how many rows a page has unasked; 0: the answer is whole, whatever is asked
		paging, takesAll bool
		refuses          bool
		requests         int
	}{
		"whole":                         {machines: 5000, requests: 2}, // as many as full pages hold, so a second one is asked for
		"whole, no full page":           {machines: 5001, requests: 1},
		"whole, pages are not taken":    {machines: 5000, refuses: true, requests: 2},
		"whole, with paging info":       {machines: 5000, paging: true, requests: 1},
		"in pages":                      {machines: 2345, usual: 100, paging: true, takesAll: true, requests: 1 + 2*3},
		"in pages of a fixed size":      {machines: 345, usual: 100, paging: true, requests: 1 + 2*4},
		"in pages that do not say so":   {machines: 345, usual: 100, requests: 2 + 2*5},
		"one page that does not say so": {machines: 100, usual: 100, requests: 2},
	} {
		t.Run(name, func(t *testing.T) {
			asked := 0
			server := scripted(t, func(w http.ResponseWriter, r *http.Request) {
				asked++
				query := r.URL.Query()
				if query.Get("host") != virtualHost.UID || query.Get("name") != "*" || query.Get("type") != "Vm" {
					t.Errorf("asked %s", r.URL)
				}
				if c.refuses && query.Has("page") {
					http.Error(w, `{"Message":"unknown parameter"}`, http.StatusBadRequest)
					return
				}
				size, number := c.usual, 1
				if wanted, err := strconv.Atoi(query.Get("pageSize")); err == nil && c.takesAll {
					size = wanted
				}
				if size == 0 {
					size = c.machines
				} else if wanted, err := strconv.Atoi(query.Get("page")); err == nil {
					number = wanted
				}
				rows := []string{}
				for n := (number - 1) * size; n < min(number*size, c.machines); n++ {
					rows = append(rows, fmt.Sprintf(`{"ObjectRef":"urn:VMware:Vm:a.vm-%d","ObjectType":"Vm","ObjectName":"vm"}`, n))
				}
				body := `{"HierarchyItems":[` + strings.Join(rows, ",") + `]`
				if c.paging {
					body += fmt.Sprintf(`,"PagingInfo":{"PageNum":%d,"PageSize":%d,"PagesCount":%d}`, number, size, (c.machines+size-1)/size)
				}
				answer(body+"}")(w, r)
			})
			oneByOne := func(c *veeamclient.Config) { c.MaxConcurrentRequests = 1 }
			machines, err := connect(t, server.URL, oneByOne).VirtualMachines(t.Context(), virtualHost)
			if err != nil || len(machines) != c.machines {
				t.Errorf("%d of %d machines, %v", len(machines), c.machines, err)
			}
			if asked != c.requests {
				t.Errorf("%d requests, want %d", asked, c.requests)
			}
		})
	}
}
