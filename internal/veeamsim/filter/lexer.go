package filter

import (
	"fmt"
	"strings"
)

// token is one word of a filter.
type token struct {
	kind tokenKind
	text string
	at   int // where it begins, from 1, for messages
}

type tokenKind string

const (
	tokenWord     tokenKind = "a word"
	tokenQuoted   tokenKind = "a quoted value"
	tokenOperator tokenKind = "an operator"
	tokenAnd      tokenKind = `";"`
	tokenOr       tokenKind = `","`
	tokenOpen     tokenKind = `"("`
	tokenClose    tokenKind = `")"`
	tokenEnd      tokenKind = "the end"
)

// lex splits a filter into tokens. Spaces outside quotes are dropped, also within a word, so
// that db 01 means db01.
func lex(filter string) ([]token, error) {
	var tokens []token
	for i := 0; i < len(filter); {
		begin := i
		var t token
		var err error
		switch c := filter[i]; {
		case c == ' ' || c == '\t':
			i++
			continue
		case c == '"' && !bareQuote(filter, i):
			t.kind = tokenQuoted
			t.text, i, err = lexQuoted(filter, i)
		case strings.IndexByte("=!<>", c) >= 0:
			t.kind = tokenOperator
			t.text, i, err = lexOperator(filter, i)
		case c == ';' || c == ',' || c == '(' || c == ')':
			t.kind = tokenKind(`"` + string(c) + `"`)
			i++
		default:
			t.kind = tokenWord
			t.text, i = lexWord(filter, i)
		}
		if err != nil {
			return nil, err
		}
		t.at = begin + 1
		tokens = append(tokens, t)
	}
	return append(tokens, token{kind: tokenEnd, at: len(filter) + 1}), nil
}

// lexQuoted reads a value in double quotes; a doubled quote stands for one.
func lexQuoted(filter string, begin int) (string, int, error) {
	var text strings.Builder
	for i := begin + 1; i < len(filter); i++ {
		if filter[i] != '"' {
			text.WriteByte(filter[i])
			continue
		}
		if i+1 < len(filter) && filter[i+1] == '"' {
			text.WriteByte('"')
			i++
			continue
		}
		return text.String(), i + 1, nil
	}
	return "", 0, fmt.Errorf("the quote at position %d is not closed", begin+1)
}

func lexOperator(filter string, begin int) (string, int, error) {
	for _, operator := range []string{"==", "!=", ">=", "<=", ">", "<"} {
		if strings.HasPrefix(filter[begin:], operator) {
			return operator, begin + len(operator), nil
		}
	}
	return "", 0, fmt.Errorf("%q at position %d is no operator; they are ==, !=, >, <, >= and <=", filter[begin:begin+1], begin+1)
}

// lexWord reads a bare word: all up to the next sign of the grammar. The documentation calls only letters,
// digits and underscores safe outside quotes; real clients leave UIDs, times and host names bare. A doubled
// quote stands for one.
func lexWord(filter string, begin int) (string, int) {
	end := begin
	for end < len(filter) && strings.IndexByte("=!<>;,()", filter[end]) < 0 {
		if filter[end] == '"' {
			if !strings.HasPrefix(filter[end:], `""`) {
				break
			}
			end++
		}
		end++
	}
	return strings.NewReplacer(" ", "", "\t", "", `""`, `"`).Replace(filter[begin:end]), end
}

// bareQuote reports whether a doubled quote begins a bare word, as in the example of the page
// optional_query_parameters: Name==""Backup"" means the name "Backup" with its quotes. Alone it is an empty value.
func bareQuote(filter string, begin int) bool {
	rest, doubled := strings.CutPrefix(filter[begin:], `""`)
	rest = strings.TrimLeft(rest, " \t")
	return doubled && rest != "" && strings.IndexByte(`;,)"`, rest[0]) < 0
}
