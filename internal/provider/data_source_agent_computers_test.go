package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
)

func TestAgentComputers(t *testing.T) {
	texts := func(values ...string) knownvalue.Check {
		var checks []knownvalue.Check
		for _, value := range values {
			checks = append(checks, knownvalue.StringExact(value))
		}
		return knownvalue.ListExact(checks)
	}
	row := func(n int, name, server, host, agent string, version, os, address any, names, ids knownvalue.Check) map[string]any {
		return map[string]any{
			"id": guid(21, n), "uid": "urn:veeam:DiscoveredComputer:" + guid(21, n), "name": name, "backup_server_name": server, "host_status": host,
			"agent_status": agent, "agent_version": version, "os_version": os, "ip_address": address, "protection_group_names": names,
			"protection_group_ids": ids, "hierarchy_obj_ref": "urn:AgentForWindows:VeeamAgent:00000000-0000-0000-0000-000000000000." + guid(21, n),
		}
	}
	namedCase{
		one: "agent_computer", many: "agent_computers", title: "Agent Computer", uidType: "DiscoveredComputer", twice: "lnx01", alone: 2,
		rows: []map[string]any{
			row(1, "lnx01", "vbr01.lab.example", "Online", "Installed", "13.0.1.203", "Red Hat Enterprise Linux 9.4 (64-bit)", "192.0.2.1",
				texts("Servers"), texts(guid(20, 1))),
			row(2, "lnx01", "vbr02.lab.example", "Offline", "Failed", nil, nil, "192.0.2.2", texts("Servers"), texts(guid(20, 2))),
			row(3, "win01", "vbr02.lab.example", "Online", "NotInstalled", nil, nil, nil, texts("Laptops", "Servers"), texts(guid(20, 3), guid(20, 2))),
		},
		filters: map[string][]int{
			`agent_statuses = ["NotInstalled", "Failed"]`:                          {1, 2},
			`host_statuses = ["Offline"]`:                                          {1},
			`protection_group_names = ["LAPTOPS"]`:                                 {2},
			"protection_group_names = [\"Servers\"]\nhost_statuses = [\"Online\"]": {0, 2},
			`agent_versions = ["13.0.1.203"]`:                                      {0},
			`os_versions = ["red hat enterprise linux 9.4 (64-BIT)"]`:              {0},
			`ip_addresses = ["192.0.2.2", "192.0.2.9"]`:                            {1},
		},
		wrong: `agent_statuses = ["Missing"]`, refusal: "agent_statuses",
	}.run(t)
}
