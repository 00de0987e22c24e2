package veeamclient

import "context"

// ProtectionGroup is a group of computers that a backup server looks after
// (https://helpcenter.veeam.com/docs/vbr/em_rest/get_agents_protectiongroups_id.html).
type ProtectionGroup struct {
	Entity
	// RescanScheduleEnabled reports whether new computers are looked for on a schedule.
	RescanScheduleEnabled *bool
	// HierarchyObjRef is urn:AgentForWindows:AgentProtectionGroup:<zeros>.<GUID>.
	HierarchyObjRef string
}

var protectionGroups = kind[ProtectionGroup]{
	queryType: "AgentProtectionGroup", list: "AgentProtectionGroups", path: "/agents/protectionGroups",
	entity: (*ProtectionGroup).AsEntity,
}

// ProtectionGroups reads the protection groups of scope, in no particular order.
func (c *Client) ProtectionGroups(ctx context.Context, scope NameScope) ([]ProtectionGroup, error) {
	return readNamed(ctx, c, protectionGroups, scope)
}
