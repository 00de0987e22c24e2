package veeamsim

import (
	"fmt"
	"net/url"
	"strings"
)

// queryString is the query of a URL. It is not read with url.ParseQuery, which drops every pair that
// holds a bare ";" as the filters in the documentation do.
type queryString struct {
	pairs []queryPair
}

type queryPair struct{ name, value string }

func parseQueryString(raw string) (queryString, error) {
	var q queryString
	for part := range strings.SplitSeq(raw, "&") {
		if part == "" {
			continue
		}
		name, value, _ := strings.Cut(part, "=")
		plainName, err := url.QueryUnescape(name)
		if err != nil {
			return q, fmt.Errorf("query parameter %q is not properly encoded", name)
		}
		plain, err := url.QueryUnescape(value)
		if err != nil {
			return q, fmt.Errorf("the value of query parameter %q is not properly encoded", plainName)
		}
		q.pairs = append(q.pairs, queryPair{plainName, plain})
	}
	return q, nil
}

// get finds a value by name, regardless of case.
func (q queryString) get(name string) (string, bool) {
	for _, pair := range q.pairs {
		if strings.EqualFold(pair.name, name) {
			return pair.value, true
		}
	}
	return "", false
}

// full reports whether the full form of an entity was asked for.
func (q queryString) full() bool {
	format, _ := q.get("format")
	return strings.EqualFold(format, "Entity")
}
