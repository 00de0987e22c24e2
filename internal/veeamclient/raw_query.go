package veeamclient

import (
	"context"
	"fmt"
	"strings"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// RawQuery is a search in EM's own words, for entities that have no type here.
type RawQuery struct {
	// Type is one of the query service's (https://helpcenter.veeam.com/docs/vbr/em_rest/query_type.html).
	Type string
	// Filter is in the query service's grammar, and sent as it is.
	Filter string
	// SortAsc or SortDesc names a parameter to sort by; without one it is the type's own (em.QueryType), ascending.
	SortAsc, SortDesc string
	// Limit is how many entities are read at most; 0 means all.
	Limit int
}

// RawEntities are what a RawQuery found, in EM's order.
type RawEntities struct {
	// Entities are JSON objects with numbers as json.Number and names as EM's build writes them.
	Entities []map[string]any
	// Truncated says that there are more, because of the limit.
	Truncated bool
}

// rawRead are the rows of a RawQuery; more says that there are others.
type rawRead struct {
	rows []map[string]any
	more bool
}

// Query searches in EM's own words, with the same care for pages as the typed reads.
func (c *Client) Query(ctx context.Context, raw RawQuery) (RawEntities, error) {
	q := query{filter: filter(raw.Filter), sortAsc: raw.SortAsc, sortDesc: raw.SortDesc}
	if q.sortAsc == "" && q.sortDesc == "" {
		q.sortAsc = em.QueryTypeOf(raw.Type).Sort()
	}
	if raw.Limit > 0 {
		q.limit = raw.Limit + 1 // one more reports whether there are more
	}
	read, err := SharedRead(ctx, c, fmt.Sprintf("%#v", raw), func(ctx context.Context) (read rawRead, err error) {
		read.rows, read.more, err = paging[map[string]any]{
			client: c, queryType: raw.Type, limit: q.limit,
			read: func(ctx context.Context, number int) (page[map[string]any], error) {
				return readRawPage(ctx, c, raw.Type, q, number)
			},
			key: func(row *map[string]any) string { return strings.ToLower(rawKey(*row)) },
		}.all(ctx)
		return read, err
	})
	if err != nil {
		return RawEntities{}, err
	}
	found := RawEntities{Entities: read.rows, Truncated: read.more}
	if raw.Limit > 0 && len(read.rows) > raw.Limit {
		found.Truncated, found.Entities = true, read.rows[:raw.Limit]
	}
	return found, nil
}

// rawKey names a row by its UID, or where its type has none by its Href.
func rawKey(members map[string]any) string {
	for _, name := range []string{"UID", "Href"} {
		for member, value := range members {
			if text, ok := value.(string); ok && text != "" && strings.EqualFold(member, name) {
				return text
			}
		}
	}
	return ""
}

// readRawPage takes the rows from wherever the type puts them: Entities, Resources or Refs hold one list,
// which most types name twice.
func readRawPage(ctx context.Context, c *Client, queryType string, q query, number int) (page[map[string]any], error) {
	var read page[map[string]any]
	err := c.readQuery(ctx, queryType, q, number, func(d *decoder) error {
		read = page[map[string]any]{}
		listed := false
		list := func() error {
			var value any
			if err := d.value(&value); err != nil || value == nil {
				return err
			}
			rows, err := rawList(value)
			listed = listed || rows != nil
			for i, members := range rows {
				if rawKey(members) == "" {
					return &formatError{problem: fmt.Sprintf("row %d has neither UID nor Href", i+1)}
				}
				read.rows = append(read.rows, members)
			}
			return err
		}
		var body envelope
		err := body.read(d, map[string]func() error{
			"entities": list, "resources": list, "refs": list,
			"paginginfo": func() error { return d.value(&read.info) },
		})
		if err == nil && body.rows != "" && len(read.rows) == 0 {
			err = body.otherThan(body.rows, "Entities")
		}
		if err == nil && !listed && read.info == nil {
			err = &formatError{problem: "the JSON has neither a list nor PagingInfo"}
		}
		return err
	})
	return read, err
}

// rawList finds the one list within objects of one member.
func rawList(value any) ([]map[string]any, error) {
	switch value := value.(type) {
	case []any:
		rows := make([]map[string]any, len(value))
		for i, row := range value {
			members, ok := row.(map[string]any)
			if !ok {
				return nil, &formatError{problem: fmt.Sprintf("row %d of the JSON is no object", i+1)}
			}
			rows[i] = members
		}
		return rows, nil
	case map[string]any:
		var found any
		for name, member := range value {
			if member == nil {
				continue
			}
			if found != nil {
				return nil, &formatError{problem: "the JSON has more than one list, also " + name}
			}
			found = member
		}
		if found == nil {
			return nil, nil
		}
		return rawList(found)
	}
	return nil, &formatError{problem: fmt.Sprintf("the JSON has %v where a list was expected", value)}
}
