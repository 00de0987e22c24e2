package veeamclient

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// usualPageSize is how many rows EM puts on a page where a query names no size (observed), and how many an EM is asked for that refuses
// a larger page. The documentation names no greatest size.
const usualPageSize = 100

// search is a search for entities of one kind: a list of conditions, a span of creation times, and an order.
type search[T any] struct {
	kind       kind[T]
	conditions []condition[T]
	// span is used for kinds with a creation time only.
	span span
	// order is the parameter to sort by; empty: the creation time. Unsorted results come in no order (observed), so there is always one.
	order string
}

// read reads all rows and drops what EM's filter let through and should not have. The rows are in no particular order.
func (s search[T]) read(ctx context.Context, c *Client) ([]T, error) {
	conditions := s.conditionsIn(s.span)
	byNumber := paging[T]{
		client: c, queryType: s.kind.queryType, key: s.kind.key, repeats: s.kind.repeats != nil,
		wanted: func(row *T) bool { return meets(row, conditions) },
		read:   func(ctx context.Context, number int) (page[T], error) { return s.readPage(ctx, c, s.span, number) },
	}
	if s.kind.created != nil {
		byTime := &timeSlices[T]{
			client: c, queryType: s.kind.queryType, created: s.kind.created, paging: byNumber,
			read: func(ctx context.Context, slice span, number int) (page[T], error) {
				return s.readPage(ctx, c, slice, number)
			},
		}
		rows, err := byTime.all(ctx, s.span)
		if !errors.Is(err, errNotByTime) {
			return rows, err
		}
		c.config.Logger.InfoContext(ctx, "EM cannot be read by time, reading by page numbers", "type", s.kind.queryType)
	}
	rows, _, err := byNumber.all(ctx)
	return rows, err
}

// conditionsIn are those of the search in a part of its span.
func (s search[T]) conditionsIn(slice span) []condition[T] {
	if s.kind.created == nil {
		return s.conditions
	}
	return append(slices.Clip(s.conditions), s.kind.createdIn(slice))
}

// query is what is asked of the query service (https://helpcenter.veeam.com/docs/vbr/em_rest/query_service.html).
type query struct {
	filter            filter
	sortAsc, sortDesc string
	// pageSize is how many rows are asked for per page, limit how many are wanted; 0 means all.
	pageSize, limit int
}

// url writes the query of one page from our own parameters: the page links of an answer have been
// observed with another host, page size or filter than was asked.
func (q query) url(queryType string, page int) string {
	parts := []string{"type=" + escape(queryType), "format=Entities"}
	if q.filter != "" {
		parts = append(parts, "filter="+escape(string(q.filter)))
	}
	if q.sortDesc != "" {
		parts = append(parts, "sortDesc="+escape(q.sortDesc))
	} else {
		parts = append(parts, "sortAsc="+escape(q.sortAsc))
	}
	return strings.Join(append(parts, "pageSize="+strconv.Itoa(q.size()), "page="+strconv.Itoa(page)), "&")
}

func (q query) size() int {
	if q.limit > 0 {
		return min(q.pageSize, q.limit)
	}
	return q.pageSize
}

// readQuery asks for one page of a query. EM's greatest page is not documented: one that refuses (400) what is asked for, and takes
// the usual page, is asked for that from then on.
func (c *Client) readQuery(ctx context.Context, queryType string, q query, number int, decode func(*decoder) error) error {
	q.pageSize = c.config.PageSize
	if c.largePagesRefused.Load() {
		q.pageSize = min(q.pageSize, usualPageSize)
	}
	err := c.get(ctx, "/query", q.url(queryType, number), decode)
	if q.size() <= usualPageSize || !errors.Is(err, ErrBadRequest) {
		return err
	}
	q.pageSize = usualPageSize
	if err = c.get(ctx, "/query", q.url(queryType, number), decode); err == nil && !c.largePagesRefused.Swap(true) {
		c.config.Logger.InfoContext(ctx, "EM refuses the page size, asking for less", "refused", c.config.PageSize, "asked", usualPageSize)
	}
	return err
}

// escape writes a space as %20: whether EM takes + for one is not documented.
func escape(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }

// readPage reads one page of a part of the search's span, entity by entity where EM answers references all the same.
func (s search[T]) readPage(ctx context.Context, c *Client, slice span, number int) (page[T], error) {
	var read page[T]
	var references []Entity
	q := query{filter: filterOf(s.conditionsIn(slice)), sortAsc: cmp.Or(s.order, s.kind.creation())}
	err := c.readQuery(ctx, s.kind.queryType, q, number, func(d *decoder) (err error) {
		read, references, err = decodePage(d, s.kind)
		return err
	})
	if err != nil || len(references) == 0 {
		return read, err
	}
	read.rows, err = readReferenced(ctx, c, s.kind, references)
	return read, err
}

// decodePage believes an answer without rows only where its list is present, or PagingInfo.
func decodePage[T any](d *decoder, k kind[T]) (read page[T], references []Entity, err error) {
	listed := false
	var body envelope
	entities := func() error {
		// EM names the list twice, one within the other, and Refs likewise.
		return d.onlyMember(k.list, k.isList, func() error {
			return d.onlyMember(k.list, k.isList, func() error {
				listed = true
				rows, err := k.decodeRows(d)
				read.rows = append(rows, read.rows...)
				return err
			})
		})
	}
	refs := func() error {
		isRefs := func(member string) bool { return strings.EqualFold(member, "Refs") }
		return d.onlyMember("Refs", isRefs, func() (err error) {
			listed = true
			references, err = readReferences(d)
			return err
		})
	}
	err = body.read(d, map[string]func() error{
		"entities": entities, "refs": refs, "paginginfo": func() error { return d.value(&read.info) },
	})
	switch {
	case err != nil:
	case body.rows != "" && len(read.rows) == 0 && len(references) == 0:
		err = body.otherThan(body.rows, k.list)
	case !listed && body.unknown != "":
		err = body.otherThan(body.unknown, k.list)
	case !listed && read.info == nil:
		err = &formatError{problem: fmt.Sprintf("the JSON has neither %s nor PagingInfo", k.list)}
	case len(read.rows) > 0 && len(references) > 0:
		err = &formatError{problem: "the JSON has entities and references"}
	}
	return read, references, err
}
