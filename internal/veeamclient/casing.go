package veeamclient

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"unicode"
)

// casing is what was found out about EM's comparison of texts in filters, which is not documented.
type casing struct {
	mutex sync.Mutex
	known bool
	minds bool
}

// searchNamed searches by names. Where it finds nothing, the names may have been spelled in another
// case: on an EM that minds case, the search is made once more with the filter of wider, and keep
// compares the names.
func searchNamed[T any](ctx context.Context, c *Client, k kind[T], q query, names filter,
	wider func(context.Context) (q query, none bool, err error), rows Rows[T], keep func(*T) bool,
) error {
	counted := &counting[T]{Rows: only(rows, keep)}
	q.filter = allOf(names, q.filter)
	err := search(ctx, c, k, q, counted)
	if err != nil || counted.rows > 0 || names == "" {
		return err
	}
	minds, err := c.mindsCase(ctx)
	if err != nil || !minds {
		return err
	}
	q, none, err := wider(ctx)
	if err != nil || none {
		return err
	}
	return search(ctx, c, k, q, only(rows, keep))
}

// mindsCase asks EM for a backup server by its name in swapped case, once per client.
func (c *Client) mindsCase(ctx context.Context) (bool, error) {
	c.casing.mutex.Lock()
	defer c.casing.mutex.Unlock()
	if c.casing.known {
		return c.casing.minds, nil
	}
	var servers collected[BackupServer]
	if err := search(ctx, c, backupServers, query{sortAsc: "Name"}, &servers); err != nil {
		return false, fmt.Errorf("whether Enterprise Manager minds the case of names cannot be found out: %w", err)
	}
	minds := false
	for _, server := range servers.rows {
		swapped := swapCase(server.Name)
		if swapped == server.Name {
			continue // no letters
		}
		var found collected[BackupServer]
		err := search(ctx, c, backupServers, query{sortAsc: "Name", filter: compare("Name", "==", swapped)}, &found)
		if err != nil {
			return false, err
		}
		minds = len(found.rows) == 0
		break
	}
	c.casing.known, c.casing.minds = true, minds
	return minds, nil
}

func swapCase(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsUpper(r) {
			return unicode.ToLower(r)
		}
		return unicode.ToUpper(r)
	}, text)
}

// counting counts the rows that the server let through.
type counting[T any] struct {
	Rows[T]
	rows int
}

func (c *counting[T]) Reset() {
	c.rows = 0
	c.Rows.Reset()
}

func (c *counting[T]) Add(row T) {
	c.rows++
	c.Rows.Add(row)
}

// collected keeps every row.
type collected[T any] struct{ rows []T }

func (c *collected[T]) Reset()    { c.rows = nil }
func (c *collected[T]) Add(row T) { c.rows = append(c.rows, row) }
