package veeamsim

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim/filter"
)

// queryRequest is what a request wants of the query service.
type queryRequest struct {
	typeName, format string
	filter           string
	filtered         bool
	sortBy           string
	descending       bool
	page, pageSize   int
	sortAsked        string // sortAsc or sortDesc
	asked            queryString
}

// readQuery reads the parameters of /query, apart from the filter's own grammar.
func readQuery(c *Config, q queryString) (queryRequest, error) {
	request := queryRequest{page: 1, pageSize: c.PageSize, asked: q}
	var known bool
	if request.typeName, known = q.get("type"); !known || request.typeName == "" {
		return request, fmt.Errorf("query parameter type is missing")
	}
	request.format, _ = q.get("format")
	request.filter, request.filtered = q.get("filter")
	ascending, hasAscending := q.get("sortAsc")
	descending, hasDescending := q.get("sortDesc")
	switch {
	case hasAscending && hasDescending:
		return request, fmt.Errorf("sortAsc and sortDesc exclude each other")
	case hasAscending:
		request.sortBy, request.sortAsked = ascending, "sortAsc"
	case hasDescending:
		request.sortBy, request.sortAsked, request.descending = descending, "sortDesc", true
	}
	var err error
	if request.pageSize, err = q.positive("pageSize", c.PageSize); err != nil {
		return request, err
	}
	if request.page, err = q.positive("page", 1); err != nil {
		return request, err
	}
	if c.RefusePageSizeAbove > 0 && request.pageSize > c.RefusePageSizeAbove {
		return request, fmt.Errorf("query parameter pageSize is %d, but must not be above %d", request.pageSize, c.RefusePageSizeAbove)
	}
	if c.IgnorePageSize {
		request.pageSize = c.PageSize
	}
	if c.MaxPageSize > 0 {
		request.pageSize = min(request.pageSize, c.MaxPageSize)
	}
	return request, nil
}

// positive reads a number from 1 up, or gives the other one where there is none.
func (q queryString) positive(name string, other int) (int, error) {
	text, asked := q.get(name)
	if !asked {
		return other, nil
	}
	number, err := strconv.Atoi(text)
	if err != nil || number < 1 {
		return 0, fmt.Errorf("query parameter %s is %q, but must be a whole number from 1 up", name, text)
	}
	return number, nil
}

func (r queryRequest) wantsEntities() bool { return strings.EqualFold(r.format, "Entities") }

// query answers a query for rows of this kind.
func (k *kind[T]) query(v view, request queryRequest) answer {
	selected, err := k.selected(v, request)
	if err != nil {
		return refuse(http.StatusBadRequest, "The query is not valid: %s.", err)
	}
	if request.sortBy == "" {
		// Another order on each page: who pages through unsorted rows misses some and gets others twice.
		selected = shuffled(selected, v.config.Seed, forPages+request.page)
	}
	pages := (len(selected) + request.pageSize - 1) / request.pageSize
	from := len(selected)
	if request.page <= pages {
		from = (request.page - 1) * request.pageSize
	}
	onPage := selected[from:min(len(selected), from+request.pageSize)]
	name, items := k.rows(v, onPage, request.wantsEntities())
	return ok(queryResult(v, request, resultList{k.rootName(), name, k.isResource, items}, pages))
}

// selected are the rows that pass the filter, in the order asked for.
func (k *kind[T]) selected(v view, request queryRequest) ([]*T, error) {
	cacheKey := fmt.Sprintf("%s|%q|%q|%t|%s", k.name, request.filter, request.sortBy, request.descending, v.account.restoreScope())
	if found, ok := v.results.get(cacheKey).([]*T); ok {
		return found, nil
	}
	var wanted *filter.Filter[T]
	if request.filtered && request.filter != "" {
		var err error
		if wanted, err = filter.Compile(request.filter, k.allParameters(), v.config.filterSettings()); err != nil {
			return nil, fmt.Errorf("filter: %w", err)
		}
	}
	found, by, err := k.ordered(v, request)
	if err != nil {
		return nil, err
	}
	if wanted != nil && !v.config.IgnoreFilter {
		found = wanted.Select(found, by)
	}
	v.results.put(cacheKey, found)
	return found, nil
}

// ordered are all rows that the account may read, in the order asked for: sorted once, because a reader of a long list asks for many
// parts of it. The parameter is the one that ascends, if any.
func (k *kind[T]) ordered(v view, request queryRequest) (rows []*T, by filter.Parameter[T], err error) {
	if request.sortBy != "" {
		if by, err = filter.Find(k.allParameters(), request.sortBy); err != nil {
			return nil, by, fmt.Errorf("%s: %w", request.sortAsked, err)
		}
	}
	v.ordering.Lock() // who reads many parts at once waits for one sort
	defer v.ordering.Unlock()
	cacheKey := fmt.Sprintf("%s|%q|%t|%s", k.name, by.Name, request.descending, v.account.restoreScope())
	rows, known := v.orders.get(cacheKey).([]*T)
	if !known {
		rows = slices.DeleteFunc(slices.Clone(k.table(v.snapshot).rows), func(row *T) bool { return !k.readable(v, row) })
		k.sort(v.config, rows, by, request.descending)
		v.orders.put(cacheKey, rows)
	}
	if request.descending {
		by = filter.Parameter[T]{}
	}
	return rows, by, nil
}

// sort orders rows by a parameter, or leaves them as they are where that is empty.
func (k *kind[T]) sort(c *Config, rows []*T, by filter.Parameter[T], descending bool) {
	if by.Name == "" {
		return
	}
	settings := c.filterSettings()
	slices.SortStableFunc(rows, func(a, b *T) int {
		order := by.Compare(a, b, settings)
		if descending {
			order = -order
		}
		if order == 0 {
			order = strings.Compare(key(k.identity(a).id), key(k.identity(b).id))
		}
		return order
	})
}
