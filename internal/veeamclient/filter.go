package veeamclient

import (
	"strings"
	"time"
)

// filter is an expression in the grammar of the query service
// (https://helpcenter.veeam.com/docs/vbr/em_rest/query_service.html). The zero filter lets everything through.
type filter string

// maxFilter bounds a filter in a URL, in bytes as they are sent: Microsoft's IIS as a proxy in front of EM refuses a query of more than
// 2,048 bytes unless it is set otherwise
// (https://learn.microsoft.com/iis/configuration/system.webserver/security/requestfiltering/requestlimits).
const maxFilter = 1500

// isShort reports whether a filter, with a span of time beside it, is no longer than any server takes.
func (f filter) isShort() bool { return len(escape(string(f))) <= maxFilter }

// compare writes one comparison. The value is always quoted, and a quote within it doubled,
// so that it can't break out: a job may be called a";Result==Failed.
func compare(parameter, operator, value string) filter {
	return filter(parameter + operator + `"` + strings.ReplaceAll(value, `"`, `""`) + `"`)
}

// between is a span of time, from inclusive, to exclusive; a zero end is open.
func between(parameter string, from, to time.Time) filter {
	var after, before filter
	if !from.IsZero() {
		after = compare(parameter, ">=", from.UTC().Format(time.RFC3339Nano))
	}
	if !to.IsZero() {
		before = compare(parameter, "<", to.UTC().Format(time.RFC3339Nano))
	}
	return allOf(after, before)
}

// allOf puts each term in parentheses: how ; and , bind without them is not documented.
func allOf(terms ...filter) filter { return join(terms, ";") }

// anyOf is one of the values.
func anyOf(parameter string, values []string) filter {
	terms := make([]filter, len(values))
	for i, value := range values {
		terms[i] = compare(parameter, "==", value) // never nothing, which would let everything through
	}
	return join(terms, ",")
}

func join(terms []filter, by string) filter {
	var given []string
	for _, term := range terms {
		if term != "" {
			given = append(given, string(term))
		}
	}
	if len(given) == 1 {
		return filter(given[0])
	}
	for i := range given {
		given[i] = "(" + given[i] + ")"
	}
	return filter(strings.Join(given, by))
}
