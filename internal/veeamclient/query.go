package veeamclient

import (
	"context"
	"fmt"
	"net/url"
	"strconv"
	"strings"
)

// pageSize is asked for and what EM answers unasked; the documentation shows no larger page.
const pageSize = 100

// query is a search of the query service (https://helpcenter.veeam.com/docs/vbr/em_rest/query_service.html).
// Unsorted results come in no order (observed), so it is always sorted.
type query struct {
	filter            filter
	sortAsc, sortDesc string
	// most is how many rows are wanted; 0 means all.
	most int
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
	if q.most > 0 {
		size = min(size, q.most)
	}
	return strings.Join(append(parts, "pageSize="+strconv.Itoa(size), "page="+strconv.Itoa(page)), "&")
}

// escape writes a space as %20: whether EM takes + for one is not documented.
func escape(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }

// search reads every page of a query of one kind of entity.
func search[T any](ctx context.Context, c *Client, k kind[T], q query, rows Rows[T]) error {
	return pages[T]{
		client: c, queryType: k.query, most: q.most,
		read: func(ctx context.Context, number int) (page[T], error) { return readPage(ctx, c, k, q, number) },
		key:  func(row *T) string { return k.entity(row).UID },
	}.all(ctx, rows)
}

// readPage believes an answer without rows only where its list is present, or PagingInfo.
func readPage[T any](ctx context.Context, c *Client, k kind[T], q query, number int) (page[T], error) {
	var read page[T]
	var references []Entity
	err := c.get(ctx, "/query", q.url(k.query, number), func(d *decoder) error {
		read, references = page[T]{}, nil
		listed, other := false, ""
		entities := func() error {
			// EM names the list twice, one within the other, and Refs likewise.
			return d.within(k.list, func() error {
				return d.within(k.list, func() error {
					listed = true
					return eachRow(d, k, func(row T) { read.rows = append(read.rows, row) })
				})
			})
		}
		refs := func() error {
			return d.within("Refs", func() (err error) {
				listed = true
				references, err = readReferences(d)
				return err
			})
		}
		err := d.members(func(name string) func() error {
			switch strings.ToLower(name) {
			case "entities":
				return entities
			case "refs":
				return refs
			case "paginginfo":
				return func() error { return d.value(&read.info) }
			case "links":
				return d.skip
			}
			if d.holdsMore() {
				other = name
			}
			return d.skip
		})
		switch {
		case err != nil:
			return err
		case !listed && other != "":
			return &formatError{problem: fmt.Sprintf("the JSON has %s where %s was expected", other, k.list)}
		case !listed && read.info == nil:
			return &formatError{problem: fmt.Sprintf("the JSON has neither %s nor PagingInfo", k.list)}
		case len(read.rows) > 0 && len(references) > 0:
			return &formatError{problem: "the JSON has entities and references"}
		}
		return nil
	})
	if err != nil || len(references) == 0 {
		return read, err
	}
	read.rows, err = readReferenced(ctx, c, k, references)
	return read, err
}
