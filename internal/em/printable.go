package em

import (
	"strconv"
	"strings"
	"unicode"
)

// Printable is a text of EM as a message may show it: what a terminal would act on instead of showing it (control characters, line
// ends, marks that turn the direction of writing, bytes that are no UTF-8) is written as Go does, \x1b or \u202e.
func Printable(text string) string {
	if !strings.ContainsFunc(text, acts) {
		return strings.ToValidUTF8(text, `\ufffd`)
	}
	var shown strings.Builder
	for _, r := range text {
		if acts(r) {
			quoted := strconv.QuoteRuneToASCII(r)
			shown.WriteString(quoted[1 : len(quoted)-1])
		} else {
			shown.WriteRune(r)
		}
	}
	return shown.String()
}

// acts reports whether a character is none that is seen. What is combined with a letter before it is seen, and so are spaces.
func acts(r rune) bool { return !unicode.IsGraphic(r) || r == unicode.ReplacementChar }
