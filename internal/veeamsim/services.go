package veeamsim

import (
	"slices"
	"strings"
)

// serviceRoutes are resources that only link to collections.
var serviceRoutes = []route{
	{pattern: "/agents", access: everyone, get: func(r *request) answer {
		return ok(document{element: "Agents", row: true, fields: []field{
			element("Links", r.view.serviceLinks("/agents/")),
			attribute("Href", r.view.href("/agents")),
			attribute("Type", "AgentsService"),
		}})
	}},
	{pattern: "/cloud", access: administrators, get: func(r *request) answer {
		return ok(document{element: "CloudConnectService", row: true, fields: []field{
			element("Links", r.view.serviceLinks("/cloud/")),
			attribute("Href", r.view.href("/cloud")),
			attribute("Type", "CloudConnectService"),
		}})
	}},
	{pattern: "/nas", access: everyone, get: func(r *request) answer {
		return ok(document{element: "NASService", row: true, fields: []field{
			element("Links", r.view.serviceLinks("/nas/")),
			attribute("Href", nil), // as documented: other services have them
			attribute("Type", nil),
		}})
	}},
}

func (v view) serviceLinks(below string) []link {
	return slices.Concat(v.collectionLinks(below, "ReferenceList", ""), v.collectionLinks(below, "List", "?format=Entity"))
}

// collectionLinks are those to the collections directly below a path.
func (v view) collectionLinks(below, suffix, query string) []link {
	var links []link
	for _, c := range collections() {
		name, found := strings.CutPrefix(c.path, below)
		if found && !strings.Contains(name, "/") {
			links = append(links, v.down(c.word+suffix, c.path+query))
		}
	}
	return links
}

// collectionPath is where the rows of a kind are listed, and the word for them in the Types of links.
type collectionPath struct{ word, path string }

// collections are all lists of entities that do not stand below a row.
func collections() []collectionPath {
	var found []collectionPath
	for _, service := range services() {
		for _, kind := range service.kinds {
			if c := kind.collectionPath(); c.path != "" {
				found = append(found, c)
			}
		}
		found = append(found, service.collections...)
	}
	return found
}
