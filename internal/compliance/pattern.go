package compliance

import (
	"regexp"
	"slices"
	"strings"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// compilePattern reads a name in which * stands for any text and ? for one character, regardless of case and Unicode form.
func compilePattern(text string) *regexp.Regexp {
	expression := strings.NewReplacer(`\*`, `.*`, `\?`, `.`).Replace(regexp.QuoteMeta(em.Fold(text)))
	return regexp.MustCompile(`(?s)^` + expression + `$`)
}

// matches reports whether a pattern matches the machine's whole name, its vm_uid, or its backup server and name with a
// backslash between.
func (m *Machine) matches(pattern *regexp.Regexp) bool {
	name := m.seenName()
	return slices.ContainsFunc([]string{name, m.VMUID, m.Server + `\` + name}, func(text string) bool {
		return pattern.MatchString(em.Fold(text))
	})
}

// Patterns are names in which * stands for any text and ? for one character.
type Patterns []*regexp.Regexp

// NewPatterns reads patterns, regardless of case and Unicode form.
func NewPatterns(texts []string) Patterns {
	patterns := make(Patterns, len(texts))
	for i, text := range texts {
		patterns[i] = compilePattern(text)
	}
	return patterns
}

// Match reports whether a machine's name, its vm_uid, or backup server and name with a backslash between, matches one of them.
func (p Patterns) Match(name, vmUID, server string) bool {
	return (&Machine{Name: name, VMUID: vmUID, Server: server}).matchesAny(p)
}

// matchesAny reports whether one of the patterns matches the machine.
func (m *Machine) matchesAny(patterns Patterns) bool { return slices.ContainsFunc(patterns, m.matches) }
