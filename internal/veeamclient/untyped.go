package veeamclient

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// What is believed of a value whose members are not known beforehand. EM's own nest about ten deep, and its largest numbers are bytes.
const (
	maxDepth    = 100
	maxDigits   = 400
	maxExponent = 400
)

// readUntyped reads a value of any shape: objects, lists, texts, truths, nulls, and numbers as json.Number, because sizes in bytes are
// larger than what a float64 holds. A member that comes twice, in any letter case, is refused unless both values are the same, and so
// is what is nested so deep, or a number so large, that what is made of it later would take forever.
func readUntyped(tokens *jsontext.Decoder, depth int) (any, error) {
	if depth > maxDepth {
		return nil, &formatError{problem: fmt.Sprintf("the JSON nests deeper than %d", maxDepth)}
	}
	token, err := tokens.ReadToken()
	if err != nil {
		return nil, err
	}
	switch token.Kind() {
	case jsontext.KindBeginObject:
		return readUntypedObject(tokens, depth)
	case jsontext.KindBeginArray:
		list := []any{}
		for tokens.PeekKind() != jsontext.KindEndArray {
			element, err := readUntyped(tokens, depth+1)
			if err != nil {
				return nil, err
			}
			list = append(list, element)
		}
		_, err := tokens.ReadToken()
		return list, err
	case jsontext.KindNumber:
		return checkedNumber(token.String())
	case jsontext.KindString:
		return token.String(), nil
	case jsontext.KindTrue, jsontext.KindFalse:
		return token.Bool(), nil
	}
	return nil, nil
}

func readUntypedObject(tokens *jsontext.Decoder, depth int) (map[string]any, error) {
	object, spelled := map[string]any{}, map[string]string{}
	for tokens.PeekKind() != jsontext.KindEndObject {
		token, err := tokens.ReadToken()
		if err != nil {
			return nil, err
		}
		name := token.String()
		member, err := readUntyped(tokens, depth+1)
		if err != nil {
			return nil, err
		}
		first, twice := spelled[foldMember(name)]
		if twice && !reflect.DeepEqual(object[first], member) {
			return nil, duplicateMember(name)
		}
		if !twice {
			spelled[foldMember(name)], object[name] = name, member
		}
	}
	_, err := tokens.ReadToken()
	return object, err
}

// foldMember makes names of members equal that stand for the same: the builds of EM differ in letter case, and package json
// looks at neither underscores nor hyphens.
func foldMember(name string) string { return withoutMarks.Replace(strings.ToLower(name)) }

var withoutMarks = strings.NewReplacer("_", "", "-", "")

func duplicateMember(name string) error {
	return &formatError{problem: fmt.Sprintf("the JSON has %s twice, with different values", name)}
}

// checkedNumber refuses a number that no size, count or time is written as.
func checkedNumber(text string) (json.Number, error) {
	mantissa, exponent, _ := strings.Cut(strings.ToLower(text), "e")
	power := 0
	var err error
	if exponent != "" {
		power, err = strconv.Atoi(exponent)
	}
	if err != nil || len(mantissa) > maxDigits || power > maxExponent || power < -maxExponent {
		return "", &formatError{problem: fmt.Sprintf("the JSON has a number with more than %d digits", maxDigits)}
	}
	return json.Number(text), nil
}
