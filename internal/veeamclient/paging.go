package veeamclient

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"
)

// maxReadings is how often a search that changes while it is read is read before that is an error.
const maxReadings = 3

// errMoved: a row moved between two pages, so another may be missing.
var errMoved = errors.New("the pages of a search do not fit together")

// page is one page of a search.
type page[T any] struct {
	rows []T
	info *pagingInfo
}

type pagingInfo struct{ PageNum, PageSize, PagesCount int }

// paging reads a search page by page. Whether pages are a snapshot is not documented: a search that
// changes while it is read is read again, from the beginning.
type paging[T any] struct {
	client    *Client
	queryType string
	// limit is how many rows are wanted; 0 means all.
	limit int
	read  func(ctx context.Context, number int) (page[T], error)
	// key names a row, the same in every letter case, so that one that comes twice is noticed.
	key func(*T) string
}

// all reads all pages. The rows are in no particular order: pages are read side by side.
func (p paging[T]) all(ctx context.Context) ([]T, error) {
	for range maxReadings {
		rows, err := p.once(ctx)
		if !errors.Is(err, errMoved) {
			return rows, err
		}
		p.client.config.Logger.InfoContext(ctx, "EM's entities changed while they were read, reading again", "type", p.queryType)
	}
	return nil, fmt.Errorf("GET /api/query?type=%s: %w, %d times in a row", p.queryType, ErrChanging, maxReadings)
}

func (p paging[T]) once(ctx context.Context) ([]T, error) {
	first, err := p.read(ctx, 1)
	if err != nil {
		return nil, err
	}
	if first.info == nil {
		return p.uncounted(ctx, first)
	}
	count := first.info.PagesCount
	if len(first.rows) > 0 && count < 1 || len(first.rows) == 0 && count > 1 {
		return nil, errMoved // rows on no page, or none on the first of several
	}
	last := p.wantedPages(count, len(first.rows))
	// Room for all at once: rows that are moved as the list grows would take it twice.
	rows := &uniqueRows[T]{key: p.key, rows: make([]T, 0, max(last, 1)*len(first.rows))}
	if err := rows.add(first.rows); err != nil {
		return nil, err
	}
	lastPage, err := p.counted(ctx, count, last, rows)
	if err == nil && count > 1 {
		err = p.compareEnds(ctx, first, last, lastPage)
	}
	return rows.rows, err
}

// counted reads the pages after the first, a few at a time: the last one first, so that its second reading shows
// what has moved between. It returns the last one.
func (p paging[T]) counted(ctx context.Context, count, last int, rows *uniqueRows[T]) (lastPage page[T], err error) {
	var mutex sync.Mutex
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(p.client.config.MaxConcurrentRequests)
	for i := 2; i <= last && ctx.Err() == nil; i++ {
		number := i - 1
		if i == 2 {
			number = last
		}
		group.Go(func() error {
			read, err := p.read(ctx, number)
			if err != nil {
				return err
			}
			p.report(ctx, i, count)
			// A page without rows would not be counted.
			if read.info == nil || read.info.PagesCount != count || len(read.rows) == 0 {
				return errMoved
			}
			mutex.Lock()
			defer mutex.Unlock()
			if number == last {
				lastPage = read
			}
			return rows.add(read.rows)
		})
	}
	err = group.Wait()
	return lastPage, err
}

// progressPages is after how many pages a long read says how far it is.
const progressPages = 10

// report says how far a long read is, so that a log of minutes is not silent.
func (p paging[T]) report(ctx context.Context, read, pages int) {
	if read%progressPages == 0 {
		p.client.config.Logger.InfoContext(ctx, "EM search goes on", "type", p.queryType, "read", read, "pages", pages)
	}
}

// wantedPages is how many pages hold the rows that are wanted, by the rows that the server really puts on one.
func (p paging[T]) wantedPages(count, perPage int) int {
	if p.limit == 0 || perPage == 0 {
		return count
	}
	return min(count, (p.limit+perPage-1)/perPage)
}

// compareEnds reads the first page again, and the last one where there are more than two: a row that came or went anywhere
// has moved one of them, unless another one went or came in between. Of the last page, where the newest rows run on and
// their sizes grow, only the place of the rows counts.
func (p paging[T]) compareEnds(ctx context.Context, first page[T], last int, lastPage page[T]) error {
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error {
		again, err := p.read(ctx, 1)
		if err == nil && !reflect.DeepEqual(first, again) {
			err = errMoved
		}
		return err
	})
	if last > 2 {
		group.Go(func() error {
			again, err := p.read(ctx, last)
			if err == nil && !p.samePlaces(lastPage, again) {
				err = errMoved
			}
			return err
		})
	}
	return group.Wait()
}

// uncounted reads on until a page has no rows: one documented answer has no PagingInfo, and then
// nothing says how many rows the server puts on a page.
func (p paging[T]) uncounted(ctx context.Context, first page[T]) ([]T, error) {
	rows := uniqueRows[T]{key: p.key}
	read := first
	for number := 1; ; {
		if err := rows.add(read.rows); err != nil {
			return nil, err
		}
		if len(read.rows) == 0 || p.limit > 0 && len(rows.rows) >= p.limit {
			if number == 1 || number == 2 && len(read.rows) == 0 {
				return rows.rows, nil // there was one page
			}
			return rows.rows, p.compareEnds(ctx, first, 1, first)
		}
		number++
		var err error
		if read, err = p.read(ctx, number); err != nil {
			return nil, err
		}
		// A server that does not page answers the same again. A full page may be cut off: then it is not believed.
		if number == 2 && len(first.rows) < pageSize && reflect.DeepEqual(first, read) {
			return rows.rows, nil
		}
	}
}

// samePlaces reports whether two readings of a page have the same rows in the same places.
func (p paging[T]) samePlaces(a, b page[T]) bool {
	return slices.Equal(p.keys(a), p.keys(b)) && reflect.DeepEqual(a.info, b.info)
}

func (p paging[T]) keys(of page[T]) []string {
	keys := make([]string, len(of.rows))
	for i := range of.rows {
		keys[i] = p.key(&of.rows[i])
	}
	return keys
}

// uniqueRows collects rows and refuses one that comes twice.
type uniqueRows[T any] struct {
	key   func(*T) string
	rows  []T
	known map[string]bool
}

func (u *uniqueRows[T]) add(rows []T) error {
	if u.known == nil {
		u.known = make(map[string]bool, len(rows))
	}
	for i := range rows {
		key := u.key(&rows[i])
		if u.known[key] {
			return errMoved
		}
		u.known[key] = true
	}
	u.rows = append(u.rows, rows...)
	return nil
}
