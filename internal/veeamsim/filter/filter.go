// Package filter reads the filters of Enterprise Manager's query service and applies them to rows of
// any type: Name=="db 01";(Result==Failed,Result==Warning).
//
// The grammar is that of the vendor's pages query_comparison, query_and_or, query_grouping and
// optional_query_parameters. Beside it stands what real clients send and real servers accept: bare
// words with colons and points, and times in several forms (see [TimeOf]).
package filter

import (
	"fmt"
	"sort"
	"strings"
)

// Settings choose what the documentation leaves open.
type Settings struct {
	CaseSensitive bool // texts differ by their letter case
	NoneFirst     bool // the result None stands before Success; else after Failed
	OrFirst       bool // "," (or) binds tighter than ";" (and); else the other way round
}

// Filter decides which rows of a type pass.
type Filter[T any] struct {
	settings Settings
	all, any []*Filter[T] // at most one of the two is set

	// A single comparison, where neither is.
	parameter Parameter[T]
	operator  string
	value     Value
}

// Compile reads a filter for rows with these parameters. An error says what is wrong and where.
func Compile[T any](text string, parameters []Parameter[T], settings Settings) (*Filter[T], error) {
	parsed, err := parse(text, settings.OrFirst)
	if err != nil {
		return nil, err
	}
	return compile(parsed, parameters, settings)
}

// Check reports what is wrong with the grammar of a filter. It knows no parameters, so that any name
// and any value will do.
func Check(text string, settings Settings) error {
	_, err := parse(text, settings.OrFirst)
	return err
}

func compile[T any](e expression, parameters []Parameter[T], settings Settings) (*Filter[T], error) {
	f := &Filter[T]{settings: settings}
	var err error
	switch {
	case len(e.all) > 0:
		f.all, err = compileParts(e.all, parameters, settings)
	case len(e.any) > 0:
		f.any, err = compileParts(e.any, parameters, settings)
	default:
		f.operator = e.comparison.operator
		if f.parameter, err = Find(parameters, e.comparison.parameter); err != nil {
			return nil, err
		}
		if f.value, err = f.parameter.read(e.comparison.value, settings); err != nil {
			err = fmt.Errorf("%s: %w", f.parameter.Name, err)
		}
	}
	return f, err
}

func compileParts[T any](parts []expression, parameters []Parameter[T], settings Settings) ([]*Filter[T], error) {
	filters := make([]*Filter[T], len(parts))
	for i, part := range parts {
		f, err := compile(part, parameters, settings)
		if err != nil {
			return nil, err
		}
		filters[i] = f
	}
	return filters, nil
}

// Matches reports whether a row passes. A row without a value passes no comparison, not even "!=":
// what a real server does with it is not documented.
func (f *Filter[T]) Matches(row *T) bool {
	switch {
	case f.all != nil:
		for _, part := range f.all {
			if !part.Matches(row) {
				return false
			}
		}
		return true
	case f.any != nil:
		for _, part := range f.any {
			if part.Matches(row) {
				return true
			}
		}
		return false
	}
	value := f.parameter.Value(row)
	return !value.Missing && holds(f.operator, f.parameter.compare(value, f.value, f.settings))
}

// Select gives the rows that pass, of rows in ascending order by a parameter. What a comparison of times leaves out at either end is
// not looked at, so that a short part of a long list costs no more than it would of a short one.
func (f *Filter[T]) Select(rows []*T, by Parameter[T]) []*T {
	var selected []*T
	for _, row := range f.between(rows, by) {
		if f.Matches(row) {
			selected = append(selected, row)
		}
	}
	return selected
}

// between are the rows from the first to the last one that the comparisons of by let through.
func (f *Filter[T]) between(rows []*T, by Parameter[T]) []*T {
	for _, part := range f.all {
		rows = part.between(rows, by)
	}
	if f.all != nil || f.any != nil || by.values != times || f.parameter.Name != by.Name {
		return rows
	}
	switch f.operator {
	case ">", ">=":
		return rows[sort.Search(len(rows), func(i int) bool { return f.Matches(rows[i]) }):]
	case "<", "<=":
		rows = rows[sort.Search(len(rows), func(i int) bool { return !by.Value(rows[i]).Missing }):]
		return rows[:sort.Search(len(rows), func(i int) bool { return !f.Matches(rows[i]) })]
	}
	return rows
}

// holds reports whether an order (negative, zero or positive) satisfies an operator.
func holds(operator string, order int) bool {
	switch operator {
	case "==":
		return order == 0
	case "!=":
		return order != 0
	case ">":
		return order > 0
	case "<":
		return order < 0
	case ">=":
		return order >= 0
	default:
		return order <= 0
	}
}

// Find returns the parameter of a name, in any letter case.
func Find[T any](parameters []Parameter[T], name string) (Parameter[T], error) {
	names := make([]string, len(parameters))
	for i, p := range parameters {
		if strings.EqualFold(p.Name, name) {
			return p, nil
		}
		names[i] = p.Name
	}
	return Parameter[T]{}, fmt.Errorf("there is no parameter %q; there are %s", name, strings.Join(names, ", "))
}
