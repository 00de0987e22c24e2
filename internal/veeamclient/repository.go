package veeamclient

import (
	"context"
	"math"
	"math/bits"
)

// Repository is a backup repository
// (https://helpcenter.veeam.com/docs/vbr/em_rest/get_repositories_id.html).
type Repository struct {
	Entity
	// Kind is WindowsLocal, LinuxLocal, CifsShare and others; the list grows with EM.
	Kind string
	// Capacity and FreeSpace are in bytes, nil where EM does not say.
	Capacity, FreeSpace *int64
}

// FreePercent is the whole percentage that is free, rounded down; nil where the capacity is 0 or not known,
// and where EM says that so much more is free that no number holds it.
func (r *Repository) FreePercent() *int64 {
	if r.Capacity == nil || r.FreeSpace == nil || *r.Capacity <= 0 || *r.FreeSpace < 0 {
		return nil
	}
	// In 128 bits: 100 times the bytes of a large repository do not fit into 64.
	high, low := bits.Mul64(uint64(*r.FreeSpace), 100)
	if high >= uint64(*r.Capacity) {
		return nil
	}
	quotient, _ := bits.Div64(high, low, uint64(*r.Capacity))
	if quotient > math.MaxInt64 {
		return nil
	}
	percent := int64(quotient) // at most 100, unless EM says that more is free than there is
	return &percent
}

var repositories = kind[Repository]{
	queryType: "Repository", list: "Repositories", path: "/repositories",
	entity: (*Repository).AsEntity,
	finish: func(r *Repository, _ links, _ texts) {
		r.Capacity, r.FreeSpace = knownSize(r.Capacity), knownSize(r.FreeSpace)
	},
}

// knownSize is nil for a size of -1, by which EM says that it does not know it, as of object storage (observed).
func knownSize(size *int64) *int64 {
	if size != nil && *size == -1 {
		return nil
	}
	return size
}

// Repositories reads the repositories of scope, in no particular order.
func (c *Client) Repositories(ctx context.Context, scope NameScope) ([]Repository, error) {
	return readNamed(ctx, c, repositories, scope)
}
