package veeamsim

import (
	"fmt"
	"strings"
)

// compile makes a test of rows from a filter taken apart.
func compile[T any](c *Config, parameters []parameter[T], e expression) (func(*T) bool, error) {
	if e.term != nil {
		return compileTerm(c, parameters, *e.term)
	}
	parts := e.all
	if len(e.any) > 0 {
		parts = e.any
	}
	tests := make([]func(*T) bool, len(parts))
	for i, part := range parts {
		test, err := compile(c, parameters, part)
		if err != nil {
			return nil, err
		}
		tests[i] = test
	}
	decisive := len(e.any) > 0 // true settles "or", false settles "and"
	return func(row *T) bool {
		for _, test := range tests {
			if test(row) == decisive {
				return decisive
			}
		}
		return !decisive
	}, nil
}

func compileTerm[T any](c *Config, parameters []parameter[T], t term) (func(*T) bool, error) {
	p, err := findParameter(parameters, t.parameter)
	if err != nil {
		return nil, err
	}
	compare, err := p.against(c, t.value)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", p.name, err)
	}
	holds := operators[t.operator]
	return func(row *T) bool {
		found := compare(row)
		return found.known && holds(found.order)
	}, nil
}

// operators tell whether a comparison's order satisfies them.
var operators = map[string]func(order int) bool{
	"==": func(order int) bool { return order == 0 },
	"!=": func(order int) bool { return order != 0 },
	">":  func(order int) bool { return order > 0 },
	"<":  func(order int) bool { return order < 0 },
	">=": func(order int) bool { return order >= 0 },
	"<=": func(order int) bool { return order <= 0 },
}

func findParameter[T any](parameters []parameter[T], name string) (parameter[T], error) {
	names := make([]string, len(parameters))
	for i, p := range parameters {
		if strings.EqualFold(p.name, name) {
			return p, nil
		}
		names[i] = p.name
	}
	return parameter[T]{}, fmt.Errorf("there is no parameter %q; there are %s", name, strings.Join(names, ", "))
}
