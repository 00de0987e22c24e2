package provider_test

import (
	"maps"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

const vbr01, vbr02 = "vbr01.lab.example", "vbr02.lab.example"

// entityRowOf is a row of any entity: what all have, and its own.
func entityRowOf(uidType, id, name, server string, own map[string]any) map[string]any {
	row := map[string]any{"id": id, "uid": "urn:veeam:" + uidType + ":" + id, "name": name, "backup_server_name": server}
	maps.Copy(row, own)
	return row
}

func TestManagedServers(t *testing.T) {
	own := func(description, serverType, root any) map[string]any {
		return map[string]any{"description": description, "managed_server_type": serverType, "hierarchy_root_id": root}
	}
	namedCase{
		one: "managed_server", many: "managed_servers", title: "Managed Server", uidType: "ManagedServer", twice: "vcenter.lab.example",
		rows: []map[string]any{
			entityRowOf("ManagedServer", guid(27, 3), "repo01.lab.example", vbr02, own(nil, "Linux", nil)),
			entityRowOf("ManagedServer", guid(8, 1), "vcenter.lab.example", vbr01, own("Cluster", "VC", guid(8, 1))),
			entityRowOf("ManagedServer", guid(8, 2), "vcenter.lab.example", vbr02, own(nil, "VC", guid(8, 2))),
		},
		filters: map[string][]int{`managed_server_types = ["LINUX", "Windows"]`: {0}, `descriptions = ["CLUSTER"]`: {1}},
	}.run(t)
}

func TestExternalRepositories(t *testing.T) {
	own := func(repositoryType string, path, used, description any) map[string]any {
		return map[string]any{"repository_type": repositoryType, "path": path, "used_space": used, "description": description}
	}
	namedCase{
		one: "external_repository", many: "external_repositories", title: "External Repository", uidType: "ExternalRepository", twice: "Archive", alone: 2,
		rows: []map[string]any{
			entityRowOf("ExternalRepository", guid(24, 1), "Archive", vbr01, own("AmazonS3External", "amazonS3://archive", 1<<40, "Read only")),
			entityRowOf("ExternalRepository", guid(24, 2), "Archive", vbr02, own("AzureStorageExternal", "azure://archive", nil, nil)),
			entityRowOf("ExternalRepository", guid(24, 3), "Cold", vbr02, own("GoogleCloudStorageExternal", nil, 0, nil)),
		},
		filters: map[string][]int{`repository_types = ["amazons3external"]`: {0}},
	}.run(t)
}

func TestWANAccelerators(t *testing.T) {
	own := func(description any, old bool, version, capacity any, port, connections int, path any, fast bool) map[string]any {
		return map[string]any{
			"description": description, "out_of_date": old, "version": version, "capacity": capacity, "traffic_port": port, "connections_count": connections,
			"cache_path": path, "high_bandwidth_mode_enabled": fast,
		}
	}
	namedCase{
		one: "wan_accelerator", many: "wan_accelerators", title: "WAN Accelerator", uidType: "WanAccelerator", twice: "wan.lab.example",
		rows: []map[string]any{
			entityRowOf("WanAccelerator", guid(28, 3), "branch.lab.example", vbr02, own(nil, false, nil, 50, 6165, 5, nil, false)),
			entityRowOf("WanAccelerator", guid(28, 1), "wan.lab.example", vbr01, own("Main site", false, "13.0.1.1071", 200, 6165, 5, `E:\WAN`, true)),
			entityRowOf("WanAccelerator", guid(28, 2), "wan.lab.example", vbr02, own(nil, true, "12.3.2.3617", nil, 6166, 8, nil, false)),
		},
		filters: map[string][]int{`out_of_date = true`: {2}, `high_bandwidth_mode_enabled = false`: {0, 2}},
	}.run(t)
}

func TestFailoverPlans(t *testing.T) {
	machine := func(n int, name, ref string) knownvalue.Check {
		return exactly(map[string]any{
			"failovered_vm_id": guid(29, 11+n), "hierarchy_obj_ref": "urn:VMware:Vm:" + guid(8, 1) + "." + ref, "name": name, "display_name": name, "order": n,
			"guest_processing_options": exactly(newGuestProcessing("RequireSuccess", indexed)),
		})
	}
	own := func(description any, machines ...knownvalue.Check) map[string]any {
		return map[string]any{"description": description, "failovered_vms": knownvalue.ListExact(machines)}
	}
	namedCase{
		one: "failover_plan", many: "failover_plans", title: "Failover Plan", uidType: "FailoverPlan", twice: "Site fails",
		rows: []map[string]any{
			entityRowOf("FailoverPlan", guid(29, 3), "Mail", vbr02, own(nil)),
			entityRowOf("FailoverPlan", guid(29, 1), "Site fails", vbr01, own("Domain first", machine(0, "dc01", "vm-1"), machine(1, "file01", "vm-2"))),
			entityRowOf("FailoverPlan", guid(29, 2), "Site fails", vbr02, own(nil)),
		},
		filters: map[string][]int{`descriptions = ["domain first", "x"]`: {1}, `descriptions = ["Domain"]`: {}},
	}.run(t)
}

func TestEncryptionKeys(t *testing.T) {
	const kind, list = "veeam_encryption_keys", "encryption_keys"
	key := func(n int, hint, changed any, server string) knownvalue.Check {
		return exactly(map[string]any{"id": guid(26, n), "hint": hint, "last_modification_date": changed, "backup_server_name": server})
	}
	onBothBuilds(t, func(sim *veeamsim.Server) []resource.TestStep {
		return []resource.TestStep{
			reads(sim, kind, "", has(kind, list, knownvalue.ListExact([]knownvalue.Check{
				key(2, nil, nil, vbr01), key(1, "Sealed envelope", "2025-12-31T16:00:00Z", vbr01), key(3, "Vault", "2026-06-15T22:00:00Z", vbr02),
			}))),
			reads(sim, kind, `backup_server_name = "VBR02.lab.example"`, lists(kind, list, "id", guid(26, 3))),
			reads(sim, kind, `ids = ["`+guid(26, 1)+`"]`, lists(kind, list, "id", guid(26, 1))),
			reads(sim, kind, `hints = ["VAULT"]`, lists(kind, list, "id", guid(26, 3))),
			reads(sim, kind, `ids = ["`+guid(9, 1)+`"]`, lists(kind, list, "id")),
			reads(sim, kind, `backup_server_name = "none"`, lists(kind, list, "id")),
		}
	})
}
