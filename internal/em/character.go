package em

import (
	"fmt"
	"unicode"
)

// characterNames are those of characters that are easily pasted and hardly seen.
var characterNames = map[rune]string{
	'\n': "a line feed", '\r': "a carriage return", '\t': "a tab", ' ': "a space", '\u00a0': "a no-break space", '\ufeff': "a byte order mark",
	'\u200b': "a zero width space", '\u200e': "a left-to-right mark", '\u200f': "a right-to-left mark", '\u202a': "a left-to-right embedding",
	'\u202c': "the end of an embedding", '\u202f': "a narrow no-break space", unicode.ReplacementChar: "bytes that are no UTF-8",
}

// CharacterName names a character in a message, with its code point: one that cannot be seen in words, any other in quotes.
func CharacterName(r rune) string {
	if name, known := characterNames[r]; known {
		return fmt.Sprintf("%s (U+%04X)", name, r)
	}
	if isInvisible(r) || unicode.IsSpace(r) {
		return fmt.Sprintf("the character U+%04X", r)
	}
	return fmt.Sprintf("%q (U+%04X)", r, r)
}
