package veeamsim

import (
	"net/http"
	"slices"
	"strings"
)

var queryRoutes = []route{
	{pattern: "/querySvc", access: everyone, get: querySvc},
	{pattern: "/query", access: everyone, get: query},
}

// query answers /query.
func query(r *request) answer {
	request, err := readQuery(r.view.config, r.query)
	if err != nil {
		return refuse(http.StatusBadRequest, "The query is not valid: %s.", err)
	}
	wanted, known := queryTypes()[strings.ToLower(request.typeName)]
	if !known {
		return refuse(http.StatusBadRequest, "The query is not valid: there is no type %q.", request.typeName)
	}
	if !wanted.mayRead().allows(r.session.account.Role) {
		return forbidden()
	}
	return wanted.query(r.view, request)
}

// querySvc lists a ready-made query for each documented type.
func querySvc(r *request) answer {
	var links []link
	for _, known := range queryTypes() {
		links = append(links, r.view.down(known.listType(),
			"/query?type="+known.typeName()+"&format=Entities&sortAsc=name&pageSize=15&page=1"))
	}
	slices.SortFunc(links, func(a, b link) int { return strings.Compare(a.kind, b.kind) })
	links = slices.Insert(links, 0, link{rel: "Up", href: r.view.href("/logonSessions/" + r.session.id), kind: "LogonSession"})
	return ok(document{element: "QuerySvc", row: true, fields: []field{
		element("Links", links),
		attribute("Href", r.view.href("/querySvc")),
		attribute("Type", "QueryService"),
	}})
}
