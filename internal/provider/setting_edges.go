package provider

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// checkEdges refuses a value that begins or ends with what nobody typed: the line end of a file that a secret was read from, the mark
// that a web page hides in what is copied. Sent as it is, it would be a failed logon, and several of those lock an account.
func checkEdges(text string) error { return checkEdgesFor(text, unicode.IsSpace) }

// checkPasswordEdges lets white space be, which a password may begin or end with, but no line end or tab.
func checkPasswordEdges(text string) error { return checkEdgesFor(text, unicode.IsControl) }

func checkEdgesFor(text string, unwanted func(rune) bool) error {
	first, _ := utf8.DecodeRuneInString(text)
	last, _ := utf8.DecodeLastRuneInString(text)
	for _, edge := range []struct {
		character rune
		where     string
	}{{last, "ends"}, {first, "begins"}} {
		if r := edge.character; text != "" && (unwanted(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
			advice := "remove it"
			if unicode.IsSpace(r) {
				advice += ", for example by trimspace()"
			}
			return fmt.Errorf("it %s with %s, which is not part of it; %s", edge.where, em.CharacterName(r), advice)
		}
	}
	return nil
}

// withoutLineEnd drops the one line end that a shell or a file leaves behind the value of an environment variable.
func withoutLineEnd(text string) string {
	if shorter, found := strings.CutSuffix(text, "\n"); found {
		return strings.TrimSuffix(shorter, "\r")
	}
	return text
}
