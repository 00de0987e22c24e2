package em

import (
	"slices"
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold makes names equal that differ only in case or in how Unicode writes their characters: full case folding and NFC.
// EM sends names as its sources spell them, in NFD too; Terraform sends NFC. İ and I stay two letters.
func Fold(name string) string {
	if isASCII(name) {
		return strings.ToLower(name) // does the same, at a fraction of the time
	}
	// Decomposed first: some characters fold differently when an accent is part of them.
	return norm.NFC.String(cases.Fold().String(norm.NFD.String(name)))
}

// Same reports whether two names are equal when folded.
func Same(a, b string) bool { return a == b || Fold(a) == Fold(b) }

// Contains reports whether one of the names is the same as name.
func Contains(names []string, name string) bool {
	return slices.ContainsFunc(names, func(n string) bool { return Same(n, name) })
}

// Set is a set of names, for looking many of them up: Contains compares them one by one.
type Set map[string]bool

// NewSet is the set of the names.
func NewSet(names ...string) Set {
	set := make(Set, len(names))
	for _, name := range names {
		set[Fold(name)] = true
	}
	return set
}

// Has reports whether one of the set's names is the same as name.
func (s Set) Has(name string) bool { return s[Fold(name)] }

// IsASCII reports whether all of the names consist of ASCII characters: only of these is it known how EM compares case.
func IsASCII(names ...string) bool {
	return !slices.ContainsFunc(names, func(n string) bool { return !isASCII(n) })
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= 0x80 {
			return false
		}
	}
	return true
}
