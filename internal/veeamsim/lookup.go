package veeamsim

import (
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
)

// lookupRoutes are the lookup service, by the pages lookup_query and get_lookupsvc.
var lookupRoutes = []route{
	{pattern: "/lookupSvc", access: users, get: lookupSvc},
	{pattern: "/lookup", access: users, get: lookup},
}

// lookupSvc links to a lookup for each virtual host and each type of object that it lists.
func lookupSvc(r *request) answer {
	links := []link{{rel: "Up", href: r.view.href("/logonSessions/" + r.session.id), kind: "LogonSession"}}
	for _, root := range hierarchyRootKind.table(r.view.snapshot).rows {
		types := []string{"Vm"}
		for _, item := range hierarchyItemKind.table(r.view.snapshot).rows {
			if item.root == root && !slices.Contains(types, item.Type) {
				types = append(types, item.Type)
			}
		}
		host := strings.ToLower(url.QueryEscape(urn(hierarchyRootKind.name, "")))
		for _, objectType := range types {
			query := strings.ReplaceAll(host, "hierarchyroot", "HierarchyRoot") + root.ID + "&name=*&type=" + objectType
			links = append(links, r.view.down("HierarchyItemList", "/lookup?host="+query))
		}
	}
	return ok(document{element: "LookupSvc", row: true, fields: []field{
		element("Links", links),
		attribute("Href", r.view.href("/lookupSvc")),
		attribute("Type", "LookupService"),
	}})
}

// lookup finds objects of a virtual host by name and type, or one by its hierarchy reference. A name may hold "*". What is answered
// for a host that is unknown is not documented: here it is 404.
func lookup(r *request) answer {
	reference, byReference := r.query.get("hierarchyRef")
	host, byHost := r.query.get("host")
	name, _ := r.query.get("name")
	objectType, _ := r.query.get("type")
	var root *HierarchyRoot
	switch {
	case byReference == byHost:
		return refuse(http.StatusBadRequest, "The lookup must have either host or hierarchyRef.")
	case byHost:
		if root = hierarchyRootKind.find(r.view.snapshot, host[strings.LastIndexByte(host, ':')+1:]); root == nil {
			return hierarchyRootKind.notFound()
		}
	}
	found := hierarchyItemKind.where(r.view, func(h *HierarchyItem) bool {
		switch {
		case !hierarchyItemKind.readable(r.view, h):
			return false
		case byReference:
			return strings.EqualFold(h.reference(), reference)
		}
		return h.root == root && matchesName(name, h.Name) && (objectType == "" || strings.EqualFold(h.Type, objectType))
	})
	items := rows{"HierarchyItem", len(found), func(i int) []field {
		return append(hierarchyItemKind.fields(r.view, found[i]),
			element("Links", nil), attribute("Href", nil), attribute("Type", "HierarchyItem"))
	}}
	return ok(document{element: "HierarchyItems", fields: []field{element("HierarchyItems", items)}})
}

// matchesName compares regardless of letter case. An empty pattern matches every name, as "*" does.
func matchesName(pattern, name string) bool {
	if pattern == "" || pattern == "*" {
		return true
	}
	literal := strings.NewReplacer(`\`, `\\`, "[", `\[`, "?", `\?`, "/", "\x00").Replace(strings.ToLower(pattern))
	matched, _ := path.Match(literal, strings.ReplaceAll(strings.ToLower(name), "/", "\x00"))
	return matched
}
