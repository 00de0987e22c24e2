package veeamsim

import "strings"

// HierarchyItem is an object that a virtual host lists, whether or not a job knows it. It has neither UID nor page of its own: the
// lookup service finds it.
type HierarchyItem struct {
	RootID string // ID of the HierarchyRoot
	Ref    string // of the object within its host, as vm-2001
	Name   string
	Type   string // empty: Vm

	root *HierarchyRoot // nil: not in the inventory
}

func (HierarchyItem) service() service { return service{kinds: []anyKind{hierarchyItemKind}} }

var hierarchyItemKind = &kind[HierarchyItem]{
	name:       "HierarchyItem",
	access:     users,
	isResource: true,
	unqueried:  true,
	join: func(s *snapshot, h *HierarchyItem) {
		h.Type = orElse(h.Type, "Vm")
		h.root = hierarchyRootKind.find(s, h.RootID)
	},
	identity: func(h *HierarchyItem) identity { return identity{id: h.reference()} },
	machine:  func(h *HierarchyItem) string { return h.Name },
	fields: func(_ view, h *HierarchyItem) []field {
		return []field{
			element("ObjectRef", h.reference()),
			element("ObjectType", h.Type),
			element("ObjectName", h.Name),
		}
	},
}

// reference is the hierarchy reference of an object, by which sessions and restore points name it too.
func (h *HierarchyItem) reference() string {
	if h.root == nil {
		return "urn:VMware:" + h.Type + ":" + h.RootID + "." + h.Ref
	}
	platform := "VMware"
	switch {
	case h.root.HostType == "VcdSystem":
		platform = "vCloud"
	case strings.HasPrefix(h.root.HostType, "Hv"), h.root.HostType == "Scvmm":
		platform = "HyperV"
	}
	return "urn:" + platform + ":" + h.Type + ":" + h.root.HierarchyRootID + "." + h.Ref
}
