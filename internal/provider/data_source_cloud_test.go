package provider_test

import (
	"maps"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
)

func TestCloudTenants(t *testing.T) {
	own := func(values map[string]any) map[string]any {
		row := map[string]any{
			"description": nil, "tenant_type": "Standalone", "enabled": true, "lease_enabled": false, "lease_expiration_date": nil, "resources": knownvalue.ListExact(nil),
			"compute_resources": knownvalue.ListExact(nil), "last_result": nil, "last_active": nil, "throttling_enabled": false, "throttling_speed_limit": 1,
			"throttling_speed_unit": "MBps", "vm_count": nil, "public_ip_count": 0, "backup_count": 0, "replica_count": 0, "work_station_backup_count": 0,
			"server_backup_count": 0, "max_concurrent_tasks": 1, "backup_protection_enabled": false, "backup_protection_period": 1,
			"failover_to_other_gateways_if_fail": nil, "vcloud_compute_resources": knownvalue.ListExact(nil), "standalone_tenant": nil, "vcloud_tenant": nil,
			"ad_tenant": nil,
		}
		maps.Copy(row, values)
		return row
	}
	quota := exactly(map[string]any{
		"id": guid(32, 11), "display_name": "Volume", "repository_uid": "urn:veeam:Repository:" + guid(6, 1), "wan_accelerator_uid": "urn:veeam:WanAccelerator:" + guid(28, 1),
		"quota": 256000, "used_quota": 169903,
	})
	compute := exactly(map[string]any{
		"id": guid(31, 3), "cloud_hardware_plan_uid": "urn:veeam:CloudHardwarePlan:" + guid(31, 3), "wan_accelerator_uid": nil, "platform_type": "HyperV",
		"use_network_failover_resources": true, "memory_usage_mb": 8192, "cpu_count": 2,
		"storage_resource_stats": exactlyOne(map[string]any{"storage_name": "Replicas", "storage_usage_gb": 35, "storage_limit_gb": 300}),
		"network_appliance": exactly(map[string]any{
			"name": "Appliance South", "production_network": "VM Network", "obtain_ip_address_automatically": true, "vi_distributed_switch_uuid": nil,
			"production_network_under_dvs": false,
		}),
	})
	dataCenter := exactlyOne(map[string]any{
		"id": guid(32, 31), "virtual_data_center_name": "South VDC", "virtual_data_center_ref": "urn:vCloud:OrgVdc:" + guid(1, 2) + ".urn:vcloud:vdc:" + guid(32, 31),
		"enabled": true, "allocation_model": "AllocationPool", "use_network_failover_resources": false, "cpu_usage_mhz": 0, "memory_usage_mb": 0,
		"storage_usage_gb": 16, "wan_accelerator_uid": nil, "network_appliance": nil,
	})
	namedCase{
		one: "cloud_tenant", many: "cloud_tenants", title: "Cloud Tenant", uidType: "CloudTenant", twice: "North", alone: 2,
		rows: []map[string]any{
			entityRowOf("CloudTenant", guid(32, 1), "North", vbr01, own(map[string]any{
				"description": "Branch", "standalone_tenant": exactly(map[string]any{"username": "North"}),
				"last_result": "Success", "last_active": "2026-06-15T23:00:00Z", "server_backup_count": 2, "backup_protection_enabled": true,
				"backup_protection_period": 7, "resources": knownvalue.ListExact([]knownvalue.Check{quota}),
			})),
			entityRowOf("CloudTenant", guid(32, 2), "North", vbr02, own(map[string]any{
				"tenant_type": "ActiveDirectory", "ad_tenant": exactly(map[string]any{"account": "North", "domain_name": "lab.example", "port": 389, "domain_account": guid(1, 2)}),
				"enabled": false, "lease_enabled": true, "lease_expiration_date": "2026-06-06T08:00:00Z", "last_result": "Failed",
			})),
			entityRowOf("CloudTenant", guid(32, 3), "South", vbr02, own(map[string]any{
				"tenant_type": "vCD", "compute_resources": knownvalue.ListExact([]knownvalue.Check{compute}), "vcloud_compute_resources": dataCenter,
				"vcloud_tenant": exactly(map[string]any{
					"organization_name": "South", "organization_ref": "urn:vCloud:Organization:" + guid(1, 2) + ".urn:vcloud:org:" + guid(32, 3),
				}),
			})),
		},
		filters: map[string][]int{
			`enabled = false`: {1}, `tenant_types = ["vCD"]`: {2}, `last_results = ["SUCCESS"]`: {0, 2}, // the third has none, and stays
			`organization_refs = ["urn:vCloud:Organization:` + guid(1, 2) + `.urn:vcloud:org:` + guid(32, 3) + `"]`: {2},
		},
		wrong: `tenant_types = ["Gold"]`, refusal: "tenant_types",
	}.run(t)
}

func TestCloudGateways(t *testing.T) {
	own := func(description any, enabled bool, mode string, ip any, internal int) map[string]any {
		return map[string]any{
			"description": description, "enabled": enabled, "network_mode": mode, "external_ip": ip, "external_port": 6180, "internal_port": internal,
		}
	}
	namedCase{
		one: "cloud_gateway", many: "cloud_gateways", title: "Cloud Gateway", uidType: "CloudGateway", twice: "gate",
		rows: []map[string]any{
			entityRowOf("CloudGateway", guid(30, 3), "back", vbr02, own(nil, true, "Direct", nil, 6180)),
			entityRowOf("CloudGateway", guid(30, 1), "gate", vbr01, own("Front door", true, "NAT", "198.51.100.7", 6181)),
			entityRowOf("CloudGateway", guid(30, 2), "gate", vbr02, own(nil, false, "Direct", nil, 6180)),
		},
		filters: map[string][]int{`enabled = true`: {0, 1}, `descriptions = ["front DOOR"]`: {1}},
	}.run(t)
}

func TestCloudHardwarePlans(t *testing.T) {
	own := func(description any, mhz, mb int, host any, volumes ...knownvalue.Check) map[string]any {
		return map[string]any{
			"description": description, "processor_usage_limit_mhz": mhz, "memory_usage_limit_mb": mb, "hv_cloud_hardware_plan": exactly(map[string]any{
				"hypervisor_host_ref": host, "volumes": knownvalue.ListExact(volumes), "count_with_internet": 1, "count_without_internet": 1,
			}),
		}
	}
	volume := exactly(map[string]any{"id": guid(31, 11), "friendly_name": "Replicas", "volume_path": `D:\Replicas`, "quota_gb": 300})
	namedCase{
		one: "cloud_hardware_plan", many: "cloud_hardware_plans", title: "Cloud Hardware Plan", uidType: "CloudHardwarePlan", twice: "Silver",
		rows: []map[string]any{
			entityRowOf("CloudHardwarePlan", guid(31, 3), "Gold", vbr02, own(nil, 0, 0, nil)),
			entityRowOf("CloudHardwarePlan", guid(31, 1), "Silver", vbr01, own("Small", 10000, 16384, "urn:HyperV:Host:"+guid(8, 3)+".", volume)),
			entityRowOf("CloudHardwarePlan", guid(31, 2), "Silver", vbr02, own(nil, 0, 0, nil)),
		},
	}.run(t)
}
