package filter

import "fmt"

// expression is a filter taken apart: exactly one of its parts is set.
type expression struct {
	comparison *comparison
	all        []expression // joined by ";"
	any        []expression // joined by ","
}

// comparison is a parameter, an operator and a value, as they are written.
type comparison struct {
	parameter, operator, value string
}

// parser reads tokens from left to right.
type parser struct {
	tokens       []token
	next         int
	loose, tight tokenKind // ";" and ",": the one that binds less, and the other
}

func parse(filter string, orFirst bool) (expression, error) {
	tokens, err := lex(filter)
	if err != nil {
		return expression{}, err
	}
	p := &parser{tokens: tokens, loose: tokenOr, tight: tokenAnd}
	if orFirst {
		p.loose, p.tight = tokenAnd, tokenOr
	}
	parsed, err := p.whole()
	if err != nil {
		return expression{}, err
	}
	if rest := p.peek(); rest.kind != tokenEnd {
		return expression{}, p.expected(`";", "," or the end`)
	}
	return parsed, nil
}

func (p *parser) peek() token { return p.tokens[p.next] }

func (p *parser) take(kind tokenKind) (token, bool) {
	t := p.peek()
	if t.kind != kind {
		return t, false
	}
	p.next++
	return t, true
}

func (p *parser) expected(what string) error {
	return fmt.Errorf("expected %s at position %d, found %s", what, p.peek().at, p.peek().kind)
}

// whole reads terms joined by the sign that binds less.
func (p *parser) whole() (expression, error) { return p.joined(p.loose, p.group) }

func (p *parser) group() (expression, error) { return p.joined(p.tight, p.one) }

func (p *parser) joined(sign tokenKind, part func() (expression, error)) (expression, error) {
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
func (p *parser) one() (expression, error) {
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
	return expression{comparison: &comparison{name.text, operator.text, value.text}}, nil
}
