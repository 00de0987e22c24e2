package provider

import (
	"slices"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
)

// rowFilter is an argument of a list that lets only some rows through: by a word of the row, by any of several, or by a truth. A row
// that lacks what is looked at stays, so that it does not get lost, unless it is known to have none.
type rowFilter[T any] struct {
	name, description string
	// words are those that the argument takes; nil for any, compared regardless of case.
	words []string
	// One of these gives what is looked at.
	word    func(*T) string
	anyWord func(*T) []string
	truth   func(*T) *bool
	// optional is a word that not every row has, such as a description.
	optional bool
}

// byDescription is the filter of what has a description.
func byDescription[T any](what string, description func(*T) string) rowFilter[T] {
	return rowFilter[T]{
		name: "descriptions", description: "Only " + what + " with one of these whole descriptions, regardless of case.", word: description,
		optional: true,
	}
}

// rowFilters are those of a list; the value of the i-th one is the i-th of the arguments' filters.
type rowFilters[T any] []rowFilter[T]

func (f rowFilters[T]) arguments() table.Arguments[nameArguments] {
	arguments := make(table.Arguments[nameArguments], len(f))
	for i := range f {
		arguments[i] = f[i].argument(i)
	}
	return arguments
}

// pass reports whether a row passes every filter.
func (f rowFilters[T]) pass(a *nameArguments, row *T) bool {
	for i := range f {
		if !f[i].passes(&a.filters[i], row) {
			return false
		}
	}
	return true
}

// filterValue is what a user gave for a filter; the zero value lets all through.
type filterValue struct {
	words []string
	truth *bool
}

// maxFilters is how many filters a list may have.
const maxFilters = 6

// argument is the filter as the argument whose value is the i-th of the filters.
func (f *rowFilter[T]) argument(i int) table.Argument[nameArguments] {
	words := func(a *nameArguments) *[]string { return &a.filters[i].words }
	switch {
	case f.truth != nil:
		return table.Switch(f.name, func(a *nameArguments) **bool { return &a.filters[i].truth }, f.description)
	case f.words != nil:
		return table.OneOf(f.name, words, f.words, f.description)
	}
	return table.Names(f.name, words, f.description)
}

func (f *rowFilter[T]) passes(wanted *filterValue, row *T) bool {
	switch {
	case f.truth != nil:
		is := f.truth(row)
		return wanted.truth == nil || is == nil || *is == *wanted.truth
	case len(wanted.words) == 0:
		return true
	case f.anyWord != nil:
		words := f.anyWord(row)
		return len(words) == 0 || slices.ContainsFunc(words, func(word string) bool { return em.Contains(wanted.words, word) })
	}
	return f.word(row) == "" && !f.optional || em.Contains(wanted.words, f.word(row))
}
