package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

func TestHierarchyRoots(t *testing.T) {
	const many, one = "veeam_hierarchy_roots", "veeam_hierarchy_root"
	row := func(n int, name, rootID, uniqueID, hostType, server string) map[string]any {
		return map[string]any{
			"id": guid(8, n), "uid": "urn:veeam:HierarchyRoot:" + guid(8, n), "name": name, "hierarchy_root_id": rootID,
			"unique_id": uniqueID, "host_type": hostType, "backup_server_name": server,
		}
	}
	const instance = "11111111-2222-4333-8444-555555555555"
	first := row(1, "vcenter.lab.example", guid(8, 1), instance, "VC", "vbr01.lab.example")
	second := row(2, "vcenter.lab.example", guid(8, 2), instance, "VC", "vbr02.lab.example")
	hyperV := row(3, "hv01.lab.example", guid(8, 33), "hv01.lab.example", "HvServer", "vbr02.lab.example")
	onBothBuilds(t, func(sim *veeamsim.Server) []resource.TestStep {
		return []resource.TestStep{
			reads(sim, many, "", has(many, "hierarchy_roots", knownvalue.ListExact([]knownvalue.Check{exactly(hyperV), exactly(first), exactly(second)}))),
			reads(sim, many, `host_types = ["HvServer", "Scvmm"]`, lists(many, "hierarchy_roots", "id", guid(8, 3))),
			reads(sim, many, "names = [\"VCENTER.lab.example\"]\nbackup_server_name = \"vbr02.lab.example\"", lists(many, "hierarchy_roots", "id", guid(8, 2))),
			reads(sim, many, `unique_ids = ["`+instance+`"]`, lists(many, "hierarchy_roots", "id", guid(8, 1), guid(8, 2))),
			reads(sim, many, `names = ["none"]`, lists(many, "hierarchy_roots", "id")),
			reads(sim, one, `name = "HV01.lab.example"`, top(one, hyperV)...),
			reads(sim, one, "name = \"vcenter.lab.example\"\nbackup_server_name = \"vbr01.lab.example\"", top(one, first)...),
			reads(sim, one, `id = "urn:veeam:HierarchyRoot:`+guid(8, 2)+`"`, top(one, second)...),
			refuses(sim, one, `name = "vcenter.lab.example"`, "Unable to Read Hierarchy Root", "2 were found", "vbr01.lab.example", "vbr02.lab.example", "Add backup_server_name"),
			refuses(sim, one, `name = "vcenter"`, "Unable to Read Hierarchy Root", `Nothing was found with name = "vcenter"`),
			refuses(sim, one, `id = "urn:veeam:Job:`+guid(8, 2)+`"`, "Invalid ID", "urn:veeam:HierarchyRoot:<GUID>"),
			refuses(sim, many, `host_types = ["vCenter"]`, "host_types"),
		}
	})
}

// TestHierarchyRootWithoutItsServer: a host whose backup server is not there is listed, and is not the one of a server.
func TestHierarchyRootWithoutItsServer(t *testing.T) {
	t.Parallel()
	const many, one, ofServer = "veeam_hierarchy_roots", "veeam_hierarchy_root", `backup_server_name = "vbr01.lab.example"`
	sim := start(t, veeamsim.Config{Inventory: veeamsim.Inventory{HierarchyRoots: []veeamsim.HierarchyRoot{
		{ID: guid(8, 1), Name: "vcenter", ServerID: guid(9, 1), HostType: "VC"},
	}}})
	run(t,
		reads(sim, many, ofServer, lists(many, "hierarchy_roots", "id", guid(8, 1))),
		reads(sim, one, `name = "vcenter"`, has(one, "backup_server_name", knownvalue.Null())),
		refuses(sim, one, `name = "vcenter"`+"\n"+ofServer, "Unable to Read Hierarchy Root", "Nothing was found"),
	)
}
