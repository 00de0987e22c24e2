package veeamclient

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

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

// contradictsItself reports whether there are rows on no page, or none on a page that others follow, or that is the last of several.
func (p *page[T]) contradictsItself(number int) bool {
	if len(p.rows) > 0 {
		return p.info != nil && p.info.PagesCount < 1
	}
	return p.pages() > 1 && number <= p.pages()
}

// paging reads a search by page numbers. Rows move to other pages when others come or go meanwhile, so pages are read one after
// another, and then each a second time: where a row stands elsewhere then, all is read again from the beginning. What else of a row
// has changed is no move.
//
// That misses no row which is there throughout: it could only lie between two pages, where fewer rows stood before it when the
// second of them was read than when the first was. But all that were found before it stand there still after that.
type paging[T any] struct {
	client    *Client
	queryType string
	// limit is how many rows are wanted; 0 means all.
	limit int
	read  func(ctx context.Context, number int) (page[T], error)
	// key names a row, the same in every letter case, so that one that comes twice is noticed.
	key func(*T) string
	// repeats: a row that comes twice is no sign of a move. The second reading still is one.
	repeats bool
	// wanted tells the rows that are kept; nil means all.
	wanted func(*T) bool
}

// all reads all pages, or as many as hold the rows that are wanted, in their order; more reports whether there are others.
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
	found := &uniqueRows[T]{key: p.key, wanted: p.wanted}
	var places [][]string // of the rows, by page
	pages := 0
	for more = true; more && (p.limit == 0 || len(found.known) < p.limit); {
		number := len(places) + 1
		read, err := p.read(ctx, number)
		switch {
		case err != nil:
			return nil, false, err
		case number == 1:
			pages = read.pages()
			found.makeRoom(p.wantedPages(pages, len(read.rows)), len(read.rows))
		// A server that does not page answers the same again. A full page may be cut off: then it is not believed.
		case number == 2 && read.info == nil && len(read.rows) < usualPageSize && slices.Equal(keysOf(read.rows, p.key), places[0]):
			return found.rows, false, nil
		}
		places = append(places, found.add(read.rows))
		if found.repeated > 0 && !p.repeats || read.contradictsItself(number) || read.pages() != pages {
			return nil, false, errMoved
		}
		p.client.reportProgress(ctx, p.queryType, number, pages)
		more = read.hasMore(number)
	}
	if len(places) > 1 {
		err = p.compare(ctx, pages, places)
	}
	return found.rows, more, err
}

// wantedPages is how many pages hold the rows that are wanted, by the rows that the server really puts on one.
func (p paging[T]) wantedPages(count, perPage int) int {
	if p.limit == 0 || perPage == 0 {
		return count
	}
	return min(count, (p.limit+perPage-1)/perPage)
}

// compare reads the pages again, a few at a time, and compares the places of their rows.
func (p paging[T]) compare(ctx context.Context, pages int, places [][]string) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(p.client.config.MaxConcurrentRequests)
	for i := range places {
		group.Go(func() error {
			read, err := p.read(ctx, i+1)
			if err == nil && (read.pages() != pages || !slices.Equal(keysOf(read.rows, p.key), places[i])) {
				err = errMoved
			}
			return err
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
