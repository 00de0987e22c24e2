package veeamsim

import (
	"slices"
	"strings"
)

// kind describes one type of entity: how a row looks in each form, and how it is queried.
type kind[T any] struct {
	name       string // Type of an entity
	reference  string // Type of a reference
	alternate  [2]string
	element    string // the element of an entity in XML
	plural     string // the list: root element in XML, key in JSON
	all        func(s *snapshot) []*T
	identity   func(row *T) identity
	fields     func(v view, row *T) []field // members of its own
	links      func(v view, row *T, alternate link) []link
	parameters []parameter[T]
}

// identity is what every entity has.
type identity struct {
	id, uid, name string
	path          string   // below /api
	lacks         []string // members that this row has not
}

// view is what a handler sees: one snapshot, and how to write links.
type view struct {
	*snapshot
	config *Config
}

func (v view) href(path string) string { return v.config.LinkHost + "/api" + path }

// entity is a row in full. Its own members come first, as in the documented JSON bodies.
func (k *kind[T]) entity(v view, row *T) []field {
	who := k.identity(row)
	other := link{"Alternate", v.href(who.path), k.alternate[0], who.name, true}
	fields := append(k.fields(v, row),
		attribute("Name", who.name),
		attribute("UID", who.uid),
		element("Links", k.links(v, row, other)),
		attribute("Href", v.href(who.path)+"?format=Entity"),
		attribute("Type", k.name),
	)
	return without(fields, who.lacks)
}

// refer is a row as a reference.
func (k *kind[T]) refer(v view, row *T) []field {
	who := k.identity(row)
	other := link{"Alternate", v.href(who.path) + "?format=Entity", k.alternate[1], who.name, true}
	fields := []field{
		element("Links", referenceLinks(k.links(v, row, other))),
		attribute("UID", who.uid),
		attribute("Name", who.name),
		attribute("Href", v.href(who.path)),
		attribute("Type", k.reference),
	}
	return without(fields, who.lacks)
}

// referenceLinks leaves out what only the full form has: actions, and what was made.
func referenceLinks(links []link) []link {
	return slices.DeleteFunc(links, func(l link) bool {
		return l.rel != "Up" && l.rel != "Down" && l.rel != "Alternate" || strings.Contains(l.kind, "Object")
	})
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
	if full {
		return document{element: k.element, fields: k.entity(v, row), row: true}
	}
	return document{element: "EntityRef", fields: k.refer(v, row), row: true}
}

// list is the body of a collection.
func (k *kind[T]) list(v view, list []*T, full bool) document {
	name, items := k.rows(v, list, full)
	root := name
	if name == "Refs" {
		root = "EntityReferences"
	}
	return document{element: root, fields: []field{element(name, items)}}
}

// rows are the rows of a list, and the key under which JSON has them.
func (k *kind[T]) rows(v view, list []*T, full bool) (string, rows) {
	if full && !v.config.References {
		return k.plural, rows{k.element, len(list), func(i int) []field { return k.entity(v, list[i]) }}
	}
	return "Refs", rows{"Ref", len(list), func(i int) []field { return k.refer(v, list[i]) }}
}
