package veeamsim

import (
	"slices"
	"time"
)

// routes are those of the collection and of one row.
func (k *kind[T]) routes() []route {
	if k.path == "" {
		return nil
	}
	return []route{
		listOf(k, k.path, k.access, nil),
		oneOf(k, k.path+"/{ID}", "ID"),
	}
}

// collectionPath is what services link to, or nothing.
func (k *kind[T]) collectionPath() collectionPath {
	if k.unlinked {
		return collectionPath{}
	}
	return collectionPath{orElse(k.linkWord, k.name), k.path}
}

// oneOf answers the row whose ID stands in the path under a name.
func oneOf[T any](k *kind[T], pattern, name string) route {
	return route{pattern: pattern, access: k.access, get: func(r *request) answer {
		row := k.visible(r, name)
		if row == nil {
			return k.notFound()
		}
		return ok(k.one(r.view, row, r.query.full()))
	}}
}

// listOf lists the rows of a kind: those that are wanted, or all where wanted is nil.
func listOf[T any](k *kind[T], path string, access access, wanted func(row *T) bool) route {
	return route{pattern: path, access: access, get: func(r *request) answer { return k.collection(r, k.where(r.view, wanted)) }}
}

// where are the rows that are wanted, or all where wanted is nil.
func (k *kind[T]) where(v view, wanted func(row *T) bool) []*T {
	rows := k.table(v.snapshot).rows
	if wanted == nil {
		return rows
	}
	var found []*T
	for _, row := range rows {
		if wanted(row) {
			found = append(found, row)
		}
	}
	return found
}

// below lists the rows of another kind that belong to one row, at <path of the row>/<name>.
func below[T, C any](k *kind[T], name string, child *kind[C], rows func(v view, row *T) []*C) route {
	return route{pattern: k.path + "/{ID}/" + name, access: child.access, get: func(r *request) answer {
		row := k.visible(r, "ID")
		if row == nil {
			return k.notFound()
		}
		return child.collection(r, rows(r.view, row))
	}}
}

// withAccess is a route that others may read than the kind of its rows.
func withAccess(access access, r route) route {
	r.access = access
	return r
}

// collection answers rows all at once, in no order.
func (k *kind[T]) collection(r *request, rows []*T) answer {
	if k.created != nil || k.machine != nil {
		rows = slices.DeleteFunc(slices.Clone(rows), func(row *T) bool { return !k.listed(r.view, row) })
	}
	return ok(k.list(r.view, shuffled(rows, r.view.config.Seed, forCollections), r.query.full()))
}

// visible is the row that a part of the path names, or nil where there is none or no collection lists it.
func (k *kind[T]) visible(r *request, name string) *T {
	row := k.find(r.view.snapshot, r.path(name))
	if row == nil || !k.listed(r.view, row) {
		return nil
	}
	return row
}

// listed reports whether collections have a row: it is not too old, and the account may read it.
func (k *kind[T]) listed(v view, row *T) bool {
	return (k.created == nil || v.isRecent(k.created(row))) && k.readable(v, row)
}

// readable reports whether the account may read a row.
func (k *kind[T]) readable(v view, row *T) bool {
	return k.machine == nil || v.account.mayRestore(k.machine(row))
}

func (k *kind[T]) notFound() answer { return notFound(k.name) }

// window is how far back the collections of sessions reach.
const window = 30 * 24 * time.Hour

func (v view) isRecent(created time.Time) bool { return !created.Before(v.config.Clock().Add(-window)) }
