package em_test

import (
	"testing"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

func TestCharacterName(t *testing.T) {
	t.Parallel()
	for r, want := range map[rune]string{
		'\n': "a line feed (U+000A)", '\u200e': "a left-to-right mark (U+200E)", '\x1b': "the character U+001B", 'g': "'g' (U+0067)", 'é': "'é' (U+00E9)",
		'\u2003': "the character U+2003", '\ufffd': "bytes that are no UTF-8 (U+FFFD)",
	} {
		if got := em.CharacterName(r); got != want {
			t.Errorf("%q: %s, want %s", r, got, want)
		}
	}
}
