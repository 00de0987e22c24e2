package provider_test

import "testing"

func TestProtectionGroups(t *testing.T) {
	row := func(n int, name, server string, rescan bool) map[string]any {
		return map[string]any{
			"id": guid(20, n), "uid": "urn:veeam:AgentProtectionGroup:" + guid(20, n), "name": name, "backup_server_name": server, "rescan_schedule_enabled": rescan,
			"hierarchy_obj_ref": "urn:AgentForWindows:AgentProtectionGroup:00000000-0000-0000-0000-000000000000." + guid(20, n),
		}
	}
	namedCase{
		one: "protection_group", many: "protection_groups", title: "Protection Group", uidType: "AgentProtectionGroup", twice: "Servers",
		rows: []map[string]any{
			row(3, "Laptops", "vbr02.lab.example", true), row(1, "Servers", "vbr01.lab.example", true), row(2, "Servers", "vbr02.lab.example", false),
		},
		filters: map[string][]int{`rescan_schedule_enabled = false`: {2}, `rescan_schedule_enabled = true`: {0, 1}},
	}.run(t)
}
