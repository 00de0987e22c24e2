package veeamclient

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// pageSize is asked for and what EM answers unasked; the documentation shows no larger page.
const pageSize = 100

// search is a search for entities of one kind: a list of conditions, a span of creation times, and an order.
type search[T any] struct {
	kind       kind[T]
	conditions []condition[T]
	// span is zero for kinds without a creation time.
	span span
	// order is the parameter to sort by. Unsorted results come in no order (observed), so there is always one.
	order string
}

// read reads all pages and drops what EM's filter let through and should not have. The rows are in no particular order.
func (s search[T]) read(ctx context.Context, c *Client) ([]T, error) {
	conditions := s.conditions
	if s.span != (span{}) {
		created := func(row *T) time.Time { return s.kind.session(row).CreationTime.Time }
		conditions = append(slices.Clip(conditions), createdIn(s.span, created))
	}
	q := query{filter: filterOf(conditions), sortAsc: s.order}
	rows, err := paging[T]{
		client: c, queryType: s.kind.queryType,
		read: func(ctx context.Context, number int) (page[T], error) { return readPage(ctx, c, s.kind, q, number) },
		key: func(row *T) string {
			guid := guidOf(s.kind.entity(row).UID)
			return string(guid[:])
		},
	}.all(ctx)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(rows, func(row T) bool { return !meets(&row, conditions) }), nil
}

// query is what is asked of the query service (https://helpcenter.veeam.com/docs/vbr/em_rest/query_service.html).
type query struct {
	filter            filter
	sortAsc, sortDesc string
	// limit is how many rows are wanted; 0 means all.
	limit int
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
	size := pageSize
	if q.limit > 0 {
		size = min(size, q.limit)
	}
	return strings.Join(append(parts, "pageSize="+strconv.Itoa(size), "page="+strconv.Itoa(page)), "&")
}

// escape writes a space as %20: whether EM takes + for one is not documented.
func escape(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }

// readPage reads one page of a search, entity by entity where EM answers references all the same.
func readPage[T any](ctx context.Context, c *Client, k kind[T], q query, number int) (page[T], error) {
	var read page[T]
	var references []Entity
	err := c.get(ctx, "/query", q.url(k.queryType, number), func(d *decoder) (err error) {
		read, references, err = decodePage(d, k)
		return err
	})
	if err != nil || len(references) == 0 {
		return read, err
	}
	read.rows, err = readReferenced(ctx, c, k, references)
	return read, err
}

// decodePage believes an answer without rows only where its list is present, or PagingInfo.
func decodePage[T any](d *decoder, k kind[T]) (read page[T], references []Entity, err error) {
	listed := false
	var body envelope
	entities := func() error {
		// EM names the list twice, one within the other, and Refs likewise.
		return d.onlyMember(k.list, func() error {
			return d.onlyMember(k.list, func() (err error) {
				listed = true
				read.rows, err = k.decodeRows(d)
				return err
			})
		})
	}
	refs := func() error {
		return d.onlyMember("Refs", func() (err error) {
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
