package veeamclient

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
)

// RawQuery is a search in EM's own words, for entities that have no type here.
type RawQuery struct {
	// Type is one of the query service's (https://helpcenter.veeam.com/docs/vbr/em_rest/query_type.html).
	Type string
	// Filter is in the query service's grammar, and sent as it is.
	Filter string
	// SortAsc or SortDesc names a parameter to sort by; without one it is Name ascending, as in EM's own links.
	SortAsc, SortDesc string
	// Limit is how many entities are read at most; 0 means all.
	Limit int
}

// RawEntities are what a RawQuery found, in EM's order.
type RawEntities struct {
	// Entities are JSON objects with numbers as json.Number and names as EM's build writes them.
	Entities []map[string]any
	// Truncated tells that there are more than the limit.
	Truncated bool
}

// rawEntity is an entity and its place.
type rawEntity struct {
	page, index int
	members     map[string]any
}

// Query searches in EM's own words, with the same care for pages as the typed reads.
func (c *Client) Query(ctx context.Context, raw RawQuery) (RawEntities, error) {
	q := query{filter: filter(raw.Filter), sortAsc: raw.SortAsc, sortDesc: raw.SortDesc}
	if q.sortAsc == "" && q.sortDesc == "" {
		q.sortAsc = "Name"
	}
	if raw.Limit > 0 {
		q.most = raw.Limit + 1 // one more tells whether there are more
	}
	var found collected[rawEntity]
	err := share(ctx, c, question("raw query", raw), &found, func(ctx context.Context, rows Rows[rawEntity]) error {
		return pages[rawEntity]{
			client: c, queryType: raw.Type, most: q.most,
			read: func(ctx context.Context, number int) (page[rawEntity], error) {
				return readRawPage(ctx, c, raw.Type, q, number)
			},
			key: rawKey,
		}.all(ctx, rows)
	})
	if err != nil {
		return RawEntities{}, err
	}
	slices.SortFunc(found.rows, func(a, b rawEntity) int { return cmp.Or(cmp.Compare(a.page, b.page), cmp.Compare(a.index, b.index)) })
	result := RawEntities{Entities: []map[string]any{}}
	for _, row := range found.rows {
		if raw.Limit > 0 && len(result.Entities) == raw.Limit {
			result.Truncated = true
			break
		}
		result.Entities = append(result.Entities, row.members)
	}
	return result, nil
}

// rawKey names a row by its UID, or where its type has none by its Href.
func rawKey(row *rawEntity) string {
	for _, name := range []string{"UID", "Href"} {
		for member, value := range row.members {
			if text, ok := value.(string); ok && text != "" && strings.EqualFold(member, name) {
				return text
			}
		}
	}
	return ""
}

// readRawPage takes the rows from wherever the type puts them: Entities, Resources or Refs hold one list,
// which most types name twice.
func readRawPage(ctx context.Context, c *Client, queryType string, q query, number int) (page[rawEntity], error) {
	var read page[rawEntity]
	err := c.get(ctx, "/query", q.url(queryType, number), func(d *decoder) error {
		read = page[rawEntity]{}
		listed := false
		list := func() error {
			var value any
			if err := d.value(&value); err != nil || value == nil {
				return err
			}
			rows, err := rawList(value)
			listed = listed || rows != nil
			for i, members := range rows {
				row := rawEntity{page: number, index: i, members: members}
				if rawKey(&row) == "" {
					return &formatError{problem: fmt.Sprintf("row %d has neither UID nor Href", i+1)}
				}
				read.rows = append(read.rows, row)
			}
			return err
		}
		err := d.object(map[string]func() error{
			"entities": list, "resources": list, "refs": list,
			"paginginfo": func() error { return d.value(&read.info) },
		})
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
