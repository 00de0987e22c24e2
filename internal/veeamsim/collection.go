package veeamsim

import (
	"slices"
	"time"
)

// routes are those of the collection and of one row.
func (k *kind[T]) routes() []route {
	return []route{
		listOf(k, k.path, k.access, nil),
		{pattern: k.path + "/{ID}", access: k.access, get: func(r *request) answer {
			row := k.recent(r, "ID")
			if row == nil {
				return k.notFound()
			}
			return ok(k.one(r.view, row, r.query.full()))
		}},
	}
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
		row := k.recent(r, "ID")
		if row == nil {
			return k.notFound()
		}
		return child.collection(r, rows(r.view, row))
	}}
}

// collection answers rows all at once, in no order.
func (k *kind[T]) collection(r *request, rows []*T) answer {
	if k.created != nil {
		rows = slices.DeleteFunc(slices.Clone(rows), func(row *T) bool { return !r.view.isRecent(k.created(row)) })
	}
	return ok(k.list(r.view, shuffled(rows, r.view.config.Seed, forCollections), r.query.full()))
}

// recent is the row that a part of the path names, or nil where there is none or it is too old to be listed.
func (k *kind[T]) recent(r *request, name string) *T {
	row := k.find(r.view.snapshot, r.path(name))
	if row == nil || k.created != nil && !r.view.isRecent(k.created(row)) {
		return nil
	}
	return row
}

func (k *kind[T]) notFound() answer { return notFound(k.name) }

// window is how far back the collections of sessions reach.
const window = 30 * 24 * time.Hour

func (v view) isRecent(created time.Time) bool { return !created.Before(v.config.Clock().Add(-window)) }
