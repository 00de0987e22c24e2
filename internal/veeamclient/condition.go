package veeamclient

import (
	"slices"
	"strings"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// condition is one thing that a search asks for: the filter that EM is sent, and the check of a row that came back, because
// a filter that EM understood otherwise must not change an answer. The two are made together, so that nothing is checked
// more strictly than it was asked. Either may be empty: what is only asked, and what is only checked.
type condition[T any] struct {
	filter filter
	check  func(*T) bool
}

// meets reports whether a row passes every check.
func meets[T any](row *T, conditions []condition[T]) bool {
	return !slices.ContainsFunc(conditions, func(c condition[T]) bool { return c.check != nil && !c.check(row) })
}

// filterOf is what EM is asked by conditions together.
func filterOf[T any](conditions []condition[T]) filter {
	filters := make([]filter, len(conditions))
	for i := range conditions {
		filters[i] = conditions[i].filter
	}
	return allOf(filters...)
}

// nameIn asks for whole names, any of wanted, regardless of case and Unicode form. Where EM is sent them, a row without the
// name stays, since it has passed EM's own look at it; else it is nobody's.
func nameIn[T any](parameter string, wanted []string, sent bool, name func(*T) string) condition[T] {
	switch {
	case len(wanted) == 0:
		return condition[T]{}
	case sent && anyOf(parameter, wanted).isShort():
		return condition[T]{anyOf(parameter, wanted), func(row *T) bool { return name(row) == "" || em.Contains(wanted, name(row)) }}
	}
	return condition[T]{check: func(row *T) bool { return em.Contains(wanted, name(row)) }}
}

// wordIn asks for one of EM's words, such as a job type, as EM writes them. Words that EM's documentation does not have are compared
// here: EM may refuse a filter with one. A row without the word stays either way.
func wordIn[T any](parameter string, wanted, documented []string, word func(*T) string) condition[T] {
	if len(wanted) == 0 {
		return condition[T]{}
	}
	c := condition[T]{check: func(row *T) bool { return word(row) == "" || em.Contains(wanted, word(row)) }}
	if !slices.ContainsFunc(wanted, func(w string) bool { return !slices.Contains(documented, w) }) {
		c.filter = anyOf(parameter, wanted)
	}
	return c
}

// jobIs asks for the job with this GUID, in every form of a job's UID. Rows that carry none have a nil uid.
func jobIs[T any](id string, uid func(*T) string) condition[T] {
	if id == "" {
		return condition[T]{}
	}
	uids := make([]string, len(JobUIDTypes))
	for i, t := range JobUIDTypes {
		uids[i] = "urn:veeam:" + t + ":" + id
	}
	c := condition[T]{filter: anyOf("JobUid", uids)}
	if uid != nil {
		c.check = func(row *T) bool { return IDOf(uid(row)) == "" || strings.EqualFold(id, IDOf(uid(row))) }
	}
	return c
}
