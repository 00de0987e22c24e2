package entity

// Newest finds the newest row of each group, such as the newest session of each job.
type Newest[T any] struct {
	// Group names what a row is a new version of.
	Group func(*T) string
	// Order is negative where a is older than b.
	Order func(a, b *T) int
}

// newest holds the newest row of each group so far.
type newest[T any] map[string]*T

func (n Newest[T]) offer(best newest[T], row *T) {
	group := n.Group(row)
	if known, ok := best[group]; !ok || n.Order(known, row) < 0 {
		best[group] = row
	}
}

func (n Newest[T]) holds(best newest[T], row *T) bool { return best[n.Group(row)] == row }
