package veeamsim

import (
	"slices"
	"strings"
	"time"
)

// kind describes one type of entity: what a row looks like in each form, where it is found and how it is queried.
type kind[T any] struct {
	name       string // Type of an entity, word of its UID and name of its query type; with Reference behind it, Type of a reference
	element    string // the element of an entity in XML; empty: the name
	rowElement string // the element of an entity in a list; empty: that of an entity
	plural     string // key of a list in JSON; empty: the name and an s
	root       string // root element of a list in XML; empty: the plural
	path       string // of the collection, below /api; one row is at <path>/<ID>. Empty: rows are found below others only
	access     access // who may read the collection, one row and the query type

	// alternate are the Types of the links from an entity and from a reference to the other form; empty: those of the two.
	alternate [2]string

	isResource bool // rows have neither UID nor references: a query answers them under Resources, and always in full
	listInFull bool // the collection has entities whatever format is asked for
	unqueried  bool // the query service does not know the type

	queryType    string // name of the query type; empty: the name
	uidParameter string // what the query service calls the UID; empty: UID
	linkWord     string // in the Types of links to the collection; empty: the name
	unlinked     bool   // no service links to the collection

	only        func(s *snapshot, row *T) bool          // the rows of the inventory's list that are of this kind; nil: all
	join        func(s *snapshot, row *T)               // finds the rows that a row names and fills in what it leaves out; may be nil
	identity    func(row *T) identity                   // ID and name of a row, and the members that it leaves out
	self        func(row *T) string                     // where a row says that it is, below /api; nil: <path>/<ID>
	selfInFull  bool                                    // references say <path>/<ID> all the same
	server      func(row *T) (string, *BackupServer)    // the ID of the server of a row, and the row where it is known; may be nil
	fields      func(v view, row *T) []field            // members of its own
	links       func(v view, row *T, other link) []link // other is the link to the other form
	inReference func(l link) bool                       // the links that a reference has; nil: isReferenceLink
	created     func(row *T) time.Time                  // collections reach back 30 days; nil: they have all rows
	machine     func(row *T) string                     // the name that Account.Machines is about; nil: every account reads all rows
	parameters  []parameter[T]                          // of its own: see allParameters
}

// anyKind is a kind of whatever rows.
type anyKind interface {
	take(s *snapshot, list any)
	routes() []route
	collectionPath() collectionPath
	isQueried() bool
	queryable
}

// identity is what every entity has.
type identity struct {
	id, name string
	omit     []string // members that this row leaves out
}

// view is what a handler works on: one snapshot, and how to write links.
type view struct {
	*snapshot
	config   *Config
	linkHost string // scheme, host and port
	account  Account
}

func (v view) href(path string) string { return v.linkHost + "/api" + path }

// uid is the UID of a row.
func (k *kind[T]) uid(row *T) string { return urn(k.name, k.identity(row).id) }

func (k *kind[T]) referenceType() string { return k.name + "Reference" }

func (k *kind[T]) listName() string { return orElse(k.plural, k.name+"s") }

func (k *kind[T]) rootName() string { return orElse(k.root, k.listName()) }

func (k *kind[T]) elementName() string { return orElse(k.element, k.name) }

// allParameters are what the query service filters and sorts by: those that every kind has, and a kind's own.
func (k *kind[T]) allParameters() []parameter[T] {
	all := []parameter[T]{uidOf(orElse(k.uidParameter, "UID"), k.uid), textOf("Name", func(row *T) string { return k.identity(row).name })}
	all = append(all, k.parameters...)
	if k.server == nil {
		return all
	}
	return append(all,
		uidOf("BackupServerUid", func(row *T) string { return urn(backupServerKind.name, serverID(k.server(row))) }),
		textOf("BackupServerName", func(row *T) string { _, server := k.server(row); return serverName(server) }),
	)
}

// entity is a row in full. Its own members come first, as in the documented JSON bodies.
func (k *kind[T]) entity(v view, row *T) []field {
	if k.isResource {
		return append(k.fields(v, row),
			element("Links", k.links(v, row, link{})),
			attribute("Href", v.href(k.self(row))),
			attribute("Type", k.name),
		)
	}
	who := k.identity(row)
	path := k.path + "/" + who.id
	other := link{"Alternate", v.href(path), orElse(k.alternate[0], k.referenceType()), who.name, true}
	if k.self != nil {
		path = k.self(row)
	}
	fields := append(k.fields(v, row),
		attribute("Name", who.name),
		attribute("UID", urn(k.name, who.id)),
		element("Links", k.links(v, row, other)),
		attribute("Href", v.href(path)+"?format=Entity"),
		attribute("Type", k.name),
	)
	return without(fields, who.omit)
}

// refer is a row as a reference.
func (k *kind[T]) refer(v view, row *T) []field {
	who := k.identity(row)
	path := k.path + "/" + who.id
	other := link{"Alternate", v.href(path) + "?format=Entity", orElse(k.alternate[1], k.name), who.name, true}
	if k.self != nil && !k.selfInFull {
		path = k.self(row)
	}
	isIn := k.inReference
	if isIn == nil {
		isIn = isReferenceLink
	}
	fields := []field{
		element("Links", slices.DeleteFunc(k.links(v, row, other), func(l link) bool { return !isIn(l) })),
		attribute("UID", urn(k.name, who.id)),
		attribute("Name", who.name),
		attribute("Href", v.href(path)),
		attribute("Type", k.referenceType()),
	}
	return without(fields, who.omit)
}

// isReferenceLink leaves out what only the full form has: actions, and lists of what is no entity.
func isReferenceLink(l link) bool {
	return (l.rel == "Up" || l.rel == "Down" || l.rel == "Alternate") && !strings.Contains(l.kind, "Object") &&
		!strings.HasSuffix(l.kind, "MountList")
}

func without(fields []field, names []string) []field {
	if len(names) == 0 {
		return fields
	}
	return slices.DeleteFunc(fields, func(f field) bool {
		return slices.ContainsFunc(names, func(name string) bool { return strings.EqualFold(name, f.name) })
	})
}

// one is the body of a single row.
func (k *kind[T]) one(v view, row *T, full bool) document {
	if full || k.isResource {
		return document{element: k.elementName(), fields: k.entity(v, row), row: true}
	}
	return document{element: "EntityRef", fields: k.refer(v, row), row: true}
}

// list is the body of a collection.
func (k *kind[T]) list(v view, list []*T, full bool) document {
	name, items := k.rows(v, list, full || k.listInFull || k.isResource)
	root := k.rootName()
	if name == "Refs" {
		root = "EntityReferences"
	}
	return document{element: root, fields: []field{element(name, items)}}
}

// rows are the rows of a list, and the key under which JSON has them.
func (k *kind[T]) rows(v view, list []*T, full bool) (string, rows) {
	if full && !v.config.References || k.isResource {
		return k.listName(), rows{orElse(k.rowElement, k.elementName()), len(list), func(i int) []field { return k.entity(v, list[i]) }}
	}
	return "Refs", rows{"Ref", len(list), func(i int) []field { return k.refer(v, list[i]) }}
}
