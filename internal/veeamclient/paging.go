package veeamclient

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
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

// pages reads a search page by page. Whether pages are a snapshot is not documented: a search that
// changes while it is read is read again, from the beginning.
type pages[T any] struct {
	client    *Client
	queryType string
	// most is how many rows are wanted; 0 means all.
	most int
	read func(ctx context.Context, number int) (page[T], error)
	// key names a row, so that one that comes twice is noticed.
	key func(*T) string
}

func (p pages[T]) all(ctx context.Context, rows Rows[T]) error {
	for range maxReadings {
		rows.Reset()
		err := p.once(ctx, rows)
		if !errors.Is(err, errMoved) {
			return err
		}
		p.client.config.Logger.InfoContext(ctx, "EM's entities changed while they were read, reading again", "type", p.queryType)
	}
	return fmt.Errorf("GET /api/query?type=%s: %w, %d times in a row", p.queryType, ErrChanging, maxReadings)
}

func (p pages[T]) once(ctx context.Context, rows Rows[T]) error {
	first, err := p.read(ctx, 1)
	if err != nil {
		return err
	}
	unique := &uniqueRows[T]{key: p.keyOf, rows: rows, seen: make(map[string]bool, len(first.rows))}
	if err := unique.add(first.rows); err != nil {
		return err
	}
	several, ends := false, map[int]page[T]{1: first}
	if first.info != nil {
		several = first.info.PagesCount > 1
		err = p.counted(ctx, first, unique, ends)
	} else {
		several, err = p.uncounted(ctx, first, unique)
	}
	if err != nil || !several {
		return err
	}
	return p.compareEnds(ctx, ends)
}

// compareEnds reads the first page again, and the last one of several: a row that came or went anywhere has moved
// one of them, unless another one went or came in between. Of the last page, where the newest rows run on and their
// sizes grow, only the place of the rows counts.
func (p pages[T]) compareEnds(ctx context.Context, ends map[int]page[T]) error {
	group, ctx := errgroup.WithContext(ctx)
	for number, before := range ends {
		group.Go(func() error {
			again, err := p.read(ctx, number)
			same := slices.Equal(p.keys(before), p.keys(again)) && reflect.DeepEqual(before.info, again.info)
			if err == nil && (!same || number == 1 && !reflect.DeepEqual(before, again)) {
				err = errMoved
			}
			return err
		})
	}
	return group.Wait()
}

// keyOf is a row's key, the same in every case.
func (p pages[T]) keyOf(row *T) string { return strings.ToLower(p.key(row)) }

func (p pages[T]) keys(of page[T]) []string {
	keys := make([]string, len(of.rows))
	for i := range of.rows {
		keys[i] = p.keyOf(&of.rows[i])
	}
	return keys
}

// counted reads the pages after the first, a few at a time: the last one first, so that its second reading shows
// what has moved between.
func (p pages[T]) counted(ctx context.Context, first page[T], unique *uniqueRows[T], ends map[int]page[T]) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(p.client.config.MaxConcurrentRequests)
	var mutex sync.Mutex
	count := first.info.PagesCount
	if len(first.rows) > 0 && count < 1 || len(first.rows) == 0 && count > 1 {
		return errMoved // rows on no page, or none on the first of several
	}
	last := p.wanted(count, len(first.rows))
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
			mutex.Lock()
			defer mutex.Unlock()
			p.report(ctx, len(unique.seen)+len(read.rows), count)
			// A page without rows would not be counted.
			if read.info == nil || read.info.PagesCount != count || len(read.rows) == 0 {
				return errMoved
			}
			if number == last && last > 2 {
				ends[number] = read
			}
			return unique.add(read.rows)
		})
	}
	return group.Wait()
}

// progressRows is after how many rows a long read says how far it is.
const progressRows = 1000

// report says how far a long read is, so that a log of minutes is not silent.
func (p pages[T]) report(ctx context.Context, rows, pages int) {
	if rows%progressRows < pageSize {
		p.client.config.Logger.InfoContext(ctx, "EM search goes on", "type", p.queryType, "entities", rows, "pages", pages)
	}
}

// wanted is how many pages hold the rows that are wanted, by the rows that the server really puts on one.
func (p pages[T]) wanted(count, perPage int) int {
	if p.most == 0 || perPage == 0 {
		return count
	}
	return min(count, (p.most+perPage-1)/perPage)
}

// uncounted reads on until a page has no rows: one documented answer has no PagingInfo, and then
// nothing tells how many rows the server puts on a page. It tells whether there was more than one page.
func (p pages[T]) uncounted(ctx context.Context, first page[T], unique *uniqueRows[T]) (several bool, err error) {
	for number := 2; len(first.rows) > 0 && (p.most == 0 || len(unique.seen) < p.most); number++ {
		read, err := p.read(ctx, number)
		if err != nil {
			return several, err
		}
		// A server that does not page answers the same again. A full page may be cut off: then it is not believed.
		if number == 2 && len(first.rows) < pageSize && reflect.DeepEqual(first, read) {
			return false, nil
		}
		if len(read.rows) > 0 {
			several = true
		}
		if err := unique.add(read.rows); err != nil {
			return several, err
		}
		if len(read.rows) == 0 {
			return several, nil
		}
	}
	return several, nil
}

// uniqueRows passes rows on and refuses one that comes twice.
type uniqueRows[T any] struct {
	key  func(*T) string
	rows Rows[T]
	seen map[string]bool
}

func (u *uniqueRows[T]) add(rows []T) error {
	for i := range rows {
		key := u.key(&rows[i])
		if u.seen[key] {
			return errMoved
		}
		u.seen[key] = true
		u.rows.Add(rows[i])
	}
	return nil
}
