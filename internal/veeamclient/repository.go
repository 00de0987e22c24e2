package veeamclient

import "context"

// Repository is a backup repository
// (https://helpcenter.veeam.com/docs/vbr/em_rest/get_repositories_id.html).
type Repository struct {
	Entity
	// Kind is WindowsLocal, LinuxLocal, CifsShare and others; the list grows with EM.
	Kind string
	// Capacity and FreeSpace are in bytes, nil where EM does not say.
	Capacity, FreeSpace *int64
}

// FreePercent is the whole percentage that is free, rounded down; nil where the capacity is 0 or not known.
func (r *Repository) FreePercent() *int64 {
	if r.Capacity == nil || r.FreeSpace == nil || *r.Capacity <= 0 {
		return nil
	}
	percent := int64(float64(*r.FreeSpace) / float64(*r.Capacity) * 100)
	return &percent
}

var repositories = kind[Repository]{
	query: "Repository", list: "Repositories", path: "/repositories",
	entity: func(r *Repository) *Entity { return &r.Entity },
	lacks:  func(r *Repository) string { return r.lacks() },
}

// Repositories reads the repositories of scope.
func (c *Client) Repositories(ctx context.Context, scope NameScope, rows Rows[Repository]) error {
	return readNamed(ctx, c, repositories, scope, rows)
}
