package veeamclient

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/sync/errgroup"
)

// casing is what was found out about EM's comparison of texts in filters, which is not documented.
type casing struct {
	mutex sync.Mutex
	known bool
	minds bool
}

// searchNamed searches by names, regardless of case. On an EM that minds it, what is found by the names as
// they are written is not all: what the query of wider finds is added, as far as its names are the wanted ones.
// none tells that there is nothing wider to find.
func searchNamed[T any](ctx context.Context, c *Client, k kind[T], q query, names filter,
	wider func(context.Context) (q query, none bool, err error), rows Rows[T], keep func(comparison) func(*T) bool,
) error {
	if names == "" {
		return search(ctx, c, k, q, only(rows, keep(sameName)))
	}
	q.filter = allOf(names, q.filter)
	minds := false
	first := &noted[T]{Rows: rows, uid: func(row *T) string { return k.entity(row).UID }}
	group, both := errgroup.WithContext(ctx)
	group.Go(func() error { return search(both, c, k, q, only[T](first, keep(sameName))) })
	group.Go(func() (err error) {
		minds, err = c.mindsCase(both)
		return err
	})
	if err := group.Wait(); err != nil || !minds {
		return err
	}
	q, none, err := wider(ctx)
	if err != nil || none {
		return err
	}
	var more collected[T]
	if err := search(ctx, c, k, q, only[T](&more, keep(isName))); err != nil {
		return err
	}
	for i := range more.rows {
		if !first.has(&more.rows[i]) {
			rows.Add(more.rows[i])
		}
	}
	return nil
}

// noted passes rows on and knows which they were.
type noted[T any] struct {
	Rows[T]
	uid  func(*T) string
	seen map[[16]byte]bool
}

// Reset forgets them.
func (n *noted[T]) Reset() {
	n.seen = map[[16]byte]bool{}
	n.Rows.Reset()
}

// Add notes one and passes it on.
func (n *noted[T]) Add(row T) {
	n.seen[guidOf(n.uid(&row))] = true
	n.Rows.Add(row)
}

func (n *noted[T]) has(row *T) bool { return n.seen[guidOf(n.uid(row))] }

// mindsCase asks EM for a backup server by its name in swapped case, once per client. Where that tells nothing,
// EM is taken to mind case: the wider search is slower, and right either way.
func (c *Client) mindsCase(ctx context.Context) (bool, error) {
	c.casing.mutex.Lock()
	defer c.casing.mutex.Unlock()
	if c.casing.known {
		return c.casing.minds, nil
	}
	minds, err := c.findOutCase(ctx)
	var refused *APIError
	if errors.As(err, &refused) && (refused.Status == http.StatusForbidden || refused.Status == http.StatusBadRequest) {
		minds, err = true, nil // the account may not ask, or EM does not understand
	}
	if err == nil {
		c.casing.known, c.casing.minds = true, minds
	}
	return minds, err
}

func (c *Client) findOutCase(ctx context.Context) (minds bool, err error) {
	var servers collected[BackupServer]
	if err := search(ctx, c, backupServers, query{sortAsc: "Name"}, &servers); err != nil {
		return false, err
	}
	for _, server := range servers.rows {
		swapped := swapCase(server.Name)
		if swapped == server.Name {
			continue // no letters
		}
		var found collected[BackupServer]
		err := search(ctx, c, backupServers, query{sortAsc: "Name", filter: compare("Name", "==", swapped)}, &found)
		for _, other := range found.rows {
			if other.UID == server.UID { // and not a server whose name is the swapped one
				return false, err
			}
		}
		return true, err
	}
	return true, nil
}

func swapCase(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsUpper(r) {
			return unicode.ToLower(r)
		}
		return unicode.ToUpper(r)
	}, text)
}

// collected keeps every row.
type collected[T any] struct{ rows []T }

func (c *collected[T]) Reset()    { c.rows = nil }
func (c *collected[T]) Add(row T) { c.rows = append(c.rows, row) }
