package filter

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Compare orders two rows by a parameter, as cmp.Compare does. Rows without a value come first.
func (p Parameter[T]) Compare(a, b *T, settings Settings) int {
	x, y := p.Value(a), p.Value(b)
	switch {
	case x.Missing && y.Missing:
		return 0
	case x.Missing:
		return -1
	case y.Missing:
		return 1
	}
	return p.compare(x, y, settings)
}

// compare orders a row's value and another one.
func (p Parameter[T]) compare(value, other Value, settings Settings) int {
	switch p.values {
	case uids:
		whole := value.Text
		if IsGUID(other.Text) {
			whole = whole[strings.LastIndexByte(whole, ':')+1:]
		}
		return compareFold(whole, other.Text)
	case times:
		return value.Time.Compare(other.Time)
	case numbers, flags:
		return cmp.Compare(value.Number, other.Number)
	case decimals:
		return cmp.Compare(value.Decimal, other.Decimal)
	case choices:
		return p.place(value.Text, settings) - p.place(other.Text, settings)
	}
	if settings.CaseSensitive {
		return cmp.Compare(value.Text, other.Text)
	}
	return compareFold(value.Text, other.Text)
}

// place is the position of a word in the documented list. A word that is not in it stands at the end,
// and None where the settings want it.
func (p Parameter[T]) place(word string, settings Settings) int {
	if i := slices.IndexFunc(p.list, func(known string) bool { return strings.EqualFold(known, word) }); i >= 0 {
		return i
	}
	if settings.NoneFirst && p.knowsNone() && strings.EqualFold(word, none) {
		return -1
	}
	return len(p.list)
}

// none is the result of what has not ended. The documented list of results leaves it out.
const none = "None"

func (p Parameter[T]) knowsNone() bool { return p.Name == "Result" }

// compareFold orders two texts by their letters in lower case.
func compareFold(a, b string) int {
	for a != "" && b != "" {
		x, sizeX := utf8.DecodeRuneInString(a)
		y, sizeY := utf8.DecodeRuneInString(b)
		if x != y {
			if order := cmp.Compare(unicode.ToLower(x), unicode.ToLower(y)); order != 0 {
				return order
			}
		}
		a, b = a[sizeX:], b[sizeY:]
	}
	return cmp.Compare(len(a), len(b))
}
