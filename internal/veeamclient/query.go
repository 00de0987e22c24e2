package veeamclient

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"reflect"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"
)

const (
	// pageSize is asked for and what EM answers unasked; the documentation shows no larger page.
	pageSize = 100
	// maxReadings is how often a search that changes while it is read is read before that is an error.
	maxReadings = 3
)

// errMoved: a row moved between two pages, so another may be missing.
var errMoved = errors.New("the pages of a search do not fit together")

// query is a search of the query service (https://helpcenter.veeam.com/docs/vbr/em_rest/query_service.html).
// Unsorted results come in no order (observed), so it is always sorted.
type query struct {
	filter  filter
	sortAsc string
}

// url writes the query of one page from our own parameters: the page links of an answer have been
// observed with another host, page size or filter than was asked.
func (q query) url(queryType string, page int) string {
	parts := []string{"type=" + queryType, "format=Entities"}
	if q.filter != "" {
		parts = append(parts, "filter="+escape(string(q.filter)))
	}
	parts = append(parts, "sortAsc="+q.sortAsc, "pageSize="+strconv.Itoa(pageSize), "page="+strconv.Itoa(page))
	return strings.Join(parts, "&")
}

// escape writes a space as %20: whether EM takes + for one is not documented.
func escape(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }

// page is one page of a search.
type page[T any] struct {
	rows []T
	info *pagingInfo
}

type pagingInfo struct{ PageNum, PageSize, PagesCount int }

// search reads every page of a query. Whether pages are a snapshot is not documented:
// a search that changes while it is read is read again, from the beginning.
func search[T any](ctx context.Context, c *Client, k kind[T], q query, rows Rows[T]) error {
	for range maxReadings {
		rows.Reset()
		err := searchOnce(ctx, c, k, q, rows)
		if !errors.Is(err, errMoved) {
			return err
		}
		c.config.Logger.InfoContext(ctx, "EM's entities changed while they were read, reading again", "type", k.query)
	}
	return fmt.Errorf("GET /api/query?type=%s: %w, %d times in a row", k.query, ErrChanging, maxReadings)
}

func searchOnce[T any](ctx context.Context, c *Client, k kind[T], q query, rows Rows[T]) error {
	first, err := readPage(ctx, c, k, q, 1)
	if err != nil {
		return err
	}
	unique := uniqueRows[T]{kind: k, rows: rows, seen: make(map[string]bool, len(first.rows))}
	if err := unique.add(first.rows); err != nil {
		return err
	}
	several := false
	if first.info != nil {
		several = first.info.PagesCount > 1
		err = readCounted(ctx, c, k, q, first.info.PagesCount, &unique)
	} else {
		several = len(first.rows) >= pageSize
		err = readUncounted(ctx, c, k, q, len(first.rows), &unique)
	}
	if err != nil || !several {
		return err
	}
	again, err := readPage(ctx, c, k, q, 1)
	if err == nil && !reflect.DeepEqual(first, again) {
		err = errMoved
	}
	return err
}

// readCounted reads pages 2 to count, a few at a time.
func readCounted[T any](ctx context.Context, c *Client, k kind[T], q query, count int, unique *uniqueRows[T]) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(c.config.MaxConcurrentRequests)
	var mutex sync.Mutex
	for number := 2; number <= count && ctx.Err() == nil; number++ {
		group.Go(func() error {
			read, err := readPage(ctx, c, k, q, number)
			if err != nil {
				return err
			}
			mutex.Lock()
			defer mutex.Unlock()
			// A page without rows is none: the count would be smaller.
			if read.info == nil || read.info.PagesCount != count || len(read.rows) == 0 {
				return errMoved
			}
			return unique.add(read.rows)
		})
	}
	return group.Wait()
}

// readUncounted reads on while pages are full: one documented answer has no PagingInfo.
func readUncounted[T any](ctx context.Context, c *Client, k kind[T], q query, last int, unique *uniqueRows[T]) error {
	for number := 2; last >= pageSize; number++ {
		read, err := readPage(ctx, c, k, q, number)
		if err != nil {
			return err
		}
		if err := unique.add(read.rows); err != nil {
			return err
		}
		last = len(read.rows)
	}
	return nil
}

// uniqueRows passes rows on and refuses one that comes twice.
type uniqueRows[T any] struct {
	kind kind[T]
	rows Rows[T]
	seen map[string]bool
}

func (u *uniqueRows[T]) add(rows []T) error {
	for i := range rows {
		uid := u.kind.entity(&rows[i]).UID
		if u.seen[uid] {
			return errMoved
		}
		u.seen[uid] = true
		u.rows.Add(rows[i])
	}
	return nil
}

// readPage believes an answer without rows only where its list is present, or PagingInfo.
func readPage[T any](ctx context.Context, c *Client, k kind[T], q query, number int) (page[T], error) {
	var read page[T]
	var references []Entity
	err := c.get(ctx, "/query", q.url(k.query, number), func(d *decoder) error {
		read, references = page[T]{}, nil
		listed := false
		err := d.object(map[string]func() error{
			// EM names the list twice, one within the other, and Refs likewise.
			"entities": func() error {
				return d.within(k.list, func() error {
					return d.within(k.list, func() error {
						listed = true
						return eachRow(d, k, func(row T) { read.rows = append(read.rows, row) })
					})
				})
			},
			"refs": func() error {
				return d.within("Refs", func() (err error) {
					listed = true
					references, err = readReferences(d)
					return err
				})
			},
			"paginginfo": func() error { return d.value(&read.info) },
		})
		if err == nil && !listed && read.info == nil {
			err = &formatError{problem: fmt.Sprintf("the JSON has neither %s nor PagingInfo", k.list)}
		}
		return err
	})
	if err != nil || len(references) == 0 {
		return read, err
	}
	read.rows, err = readReferenced(ctx, c, k, references)
	return read, err
}
