package veeamsim

import "fmt"

// expression is a filter taken apart: exactly one of its parts is set.
type expression struct {
	term *term
	all  []expression // joined by ";"
	any  []expression // joined by ","
}

// term is one comparison.
type term struct {
	parameter, operator, value string
	at                         int
}

// filterParser reads tokens from left to right.
type filterParser struct {
	tokens  []token
	next    int
	orFirst bool // "," binds tighter than ";"
}

func parseFilter(filter string, orFirst bool) (expression, error) {
	tokens, err := lexFilter(filter)
	if err != nil {
		return expression{}, err
	}
	p := &filterParser{tokens: tokens, orFirst: orFirst}
	parsed, err := p.whole()
	if err != nil {
		return expression{}, err
	}
	if rest := p.peek(); rest.kind != tokenEnd {
		return expression{}, p.expected(`";", "," or the end`)
	}
	return parsed, nil
}

func (p *filterParser) peek() token { return p.tokens[p.next] }

func (p *filterParser) take(kind tokenKind) (token, bool) {
	t := p.peek()
	if t.kind != kind {
		return t, false
	}
	p.next++
	return t, true
}

func (p *filterParser) expected(what string) error {
	return fmt.Errorf("expected %s at position %d, found %s", what, p.peek().at, p.peek().kind)
}

// whole reads terms joined by the looser of the two signs.
func (p *filterParser) whole() (expression, error) {
	if p.orFirst {
		return p.joined(tokenAnd, func() (expression, error) { return p.joined(tokenOr, p.one) })
	}
	return p.joined(tokenOr, func() (expression, error) { return p.joined(tokenAnd, p.one) })
}

func (p *filterParser) joined(sign tokenKind, part func() (expression, error)) (expression, error) {
	var parts []expression
	for {
		one, err := part()
		if err != nil {
			return expression{}, err
		}
		parts = append(parts, one)
		if _, more := p.take(sign); !more {
			break
		}
	}
	switch {
	case len(parts) == 1:
		return parts[0], nil
	case sign == tokenAnd:
		return expression{all: parts}, nil
	}
	return expression{any: parts}, nil
}

// one reads a comparison or a filter in brackets.
func (p *filterParser) one() (expression, error) {
	if _, open := p.take(tokenOpen); open {
		inner, err := p.whole()
		if err != nil {
			return expression{}, err
		}
		if _, closed := p.take(tokenClose); !closed {
			return expression{}, p.expected(`")"`)
		}
		return inner, nil
	}
	name, ok := p.take(tokenWord)
	if !ok {
		return expression{}, p.expected("a parameter")
	}
	operator, ok := p.take(tokenOperator)
	if !ok {
		return expression{}, p.expected("an operator")
	}
	value, ok := p.take(tokenQuoted)
	if !ok {
		if value, ok = p.take(tokenWord); !ok {
			return expression{}, p.expected("a value")
		}
	}
	return expression{term: &term{name.text, operator.text, value.text, name.at}}, nil
}
