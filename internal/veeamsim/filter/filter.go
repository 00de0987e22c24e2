// Package filter reads the filters of Enterprise Manager's query service and applies them to rows of
// any type: Name=="db 01";(Result==Failed,Result==Warning).
//
// The grammar is that of the vendor's pages query_comparison, query_and_or, query_grouping and
// optional_query_parameters. Beside it stands what real clients send and real servers accept: bare
// words with colons and points, and times in several forms (see [TimeOf]).
package filter

import (
	"fmt"
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
