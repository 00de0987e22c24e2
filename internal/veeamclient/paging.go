package veeamclient

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"
)

// maxReadings is how often a search that changes while it is read is read before that is an error.
const maxReadings = 3

// errMoved: a row moved between two pages, so another may be missing.
var errMoved = errors.New("the pages of a search do not fit together")

// page is one page of a search. EM's documentation lets the PagingInfo be missing.
type page[T any] struct {
	rows []T
	info *pagingInfo
}

// pagingInfo says which page of how many it is. Links are First, Prev, Next and Last.
type pagingInfo struct {
	PageNum, PageSize, PagesCount int
	Links                         links
}

// hasMore reports whether rows may follow those of the page, which was asked for by this number. A page without PagingInfo does
// not say, and one that calls itself the last may link to another.
func (p *page[T]) hasMore(number int) bool {
	switch {
	case len(p.rows) == 0:
		return false
	case p.info == nil:
		return true
	}
	isNext := func(l Link) bool { return strings.EqualFold(l.Rel, "Next") }
	return number < p.info.PagesCount || slices.ContainsFunc(p.info.Links, isNext)
}

// pages is how many pages there are by the PagingInfo; 0 where that does not say.
func (p *page[T]) pages() int {
	if p.info == nil {
		return 0
	}
	return p.info.PagesCount
}

// contradictsItself reports whether there are rows on no page, or none on the first page of several.
func (p *page[T]) contradictsItself() bool {
	return p.info != nil && (len(p.rows) > 0 && p.info.PagesCount < 1 || len(p.rows) == 0 && p.info.PagesCount > 1)
}

// paging reads a search by page numbers. Rows move to other pages when others come or go meanwhile, so every page is read a second
// time, and where a row stands elsewhere then, all is read again from the beginning. What else of a row has changed is no move.
type paging[T any] struct {
	client    *Client
	queryType string
	// limit is how many rows are wanted; 0 means all.
	limit int
	read  func(ctx context.Context, number int) (page[T], error)
	// key names a row, the same in every letter case, so that one that comes twice is noticed.
	key func(*T) string
	// wanted tells the rows that are kept; nil means all.
	wanted func(*T) bool
}

// all reads all pages, or as many as hold the rows that are wanted; more reports whether there are others. The rows are in no
// particular order: pages are read side by side.
func (p paging[T]) all(ctx context.Context) (rows []T, more bool, err error) {
	for range maxReadings {
		rows, more, err = p.once(ctx)
		if !errors.Is(err, errMoved) {
			return rows, more, err
		}
		p.client.config.Logger.InfoContext(ctx, "EM's entities changed while they were read, reading again", "type", p.queryType)
	}
	return nil, false, fmt.Errorf("GET /api/query?type=%s: %w, %d times in a row", p.queryType, ErrChanging, maxReadings)
}

func (p paging[T]) once(ctx context.Context) (rows []T, more bool, err error) {
	first, err := p.read(ctx, 1)
	switch {
	case err != nil:
		return nil, false, err
	case first.contradictsItself():
		return nil, false, errMoved
	}
	counted := max(p.wantedPages(first.pages(), len(first.rows)), 1)
	found := newUniqueRows(p.key, p.wanted, counted, len(first.rows))
	places := map[int][]string{}
	take := func(number int, read page[T]) error {
		places[number] = found.add(read.rows)
		if found.repeated > 0 || number > 1 && number <= counted && (read.pages() != first.pages() || len(read.rows) == 0) {
			return errMoved
		}
		return nil
	}
	if err := take(1, first); err != nil {
		return nil, false, err
	}
	last := first
	err = p.each(ctx, 2, counted, func(number int, read page[T]) error {
		if number == counted {
			last = read
		}
		return take(number, read)
	})
	number := counted
	for ; err == nil && last.hasMore(number) && (p.limit == 0 || len(found.known) < p.limit); number++ {
		if last, err = p.read(ctx, number+1); err != nil {
			break
		}
		// A server that does not page answers the same again. A full page may be cut off: then it is not believed.
		if number == 1 && last.info == nil && len(first.rows) < usualPageSize && slices.Equal(keysOf(last.rows, p.key), places[1]) {
			return found.rows, false, nil
		}
		err = take(number+1, last)
	}
	if err == nil && number > 1 {
		err = p.compare(ctx, number, first.pages(), places)
	}
	return found.rows, last.hasMore(number), err
}

// wantedPages is how many pages hold the rows that are wanted, by the rows that the server really puts on one.
func (p paging[T]) wantedPages(count, perPage int) int {
	if p.limit == 0 || perPage == 0 {
		return count
	}
	return min(count, (p.limit+perPage-1)/perPage)
}

// compare reads pages again and compares the places of their rows.
func (p paging[T]) compare(ctx context.Context, last, count int, places map[int][]string) error {
	return p.each(ctx, 1, last, func(number int, read page[T]) error {
		if !slices.Equal(keysOf(read.rows, p.key), places[number]) || number == 1 && read.pages() != count {
			return errMoved
		}
		return nil
	})
}

// each reads the pages from first to last, a few at a time, and hands over one after another.
func (p paging[T]) each(ctx context.Context, first, last int, use func(number int, read page[T]) error) error {
	var mutex sync.Mutex
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(p.client.config.MaxConcurrentRequests)
	for number := first; number <= last && ctx.Err() == nil; number++ {
		group.Go(func() error {
			read, err := p.read(ctx, number)
			if err != nil {
				return err
			}
			p.client.reportProgress(ctx, p.queryType, number, last)
			mutex.Lock()
			defer mutex.Unlock()
			return use(number, read)
		})
	}
	return group.Wait()
}

// progressPages is after how many pages a long read says how far it is.
const progressPages = 10

// reportProgress says how far a long read is, so that a log of minutes is not silent.
func (c *Client) reportProgress(ctx context.Context, queryType string, read, pages int) {
	if read%progressPages == 0 {
		c.config.Logger.InfoContext(ctx, "EM search goes on", "type", queryType, "read", read, "pages", pages)
	}
}
