package em

import (
	"strconv"
	"strings"
	"unicode"
)

// Printable is a text of EM as a message may show it: what a terminal would act on instead of showing it (control characters, line
// ends, marks that turn the direction of writing, bytes that are no UTF-8) is escaped as in a string of Go, \x1b or \u202e.
func Printable(text string) string {
	if !strings.ContainsFunc(text, isInvisible) {
		return strings.ToValidUTF8(text, `\ufffd`)
	}
	var shown strings.Builder
	for _, r := range text {
		if isInvisible(r) {
			quoted := strconv.QuoteRuneToASCII(r)
			shown.WriteString(quoted[1 : len(quoted)-1])
		} else {
			shown.WriteRune(r)
		}
	}
	return shown.String()
}

// isInvisible reports whether a character shows nothing by itself. Spaces, and accents that are combined with the letter before them, do.
func isInvisible(r rune) bool { return !unicode.IsGraphic(r) || r == unicode.ReplacementChar }
