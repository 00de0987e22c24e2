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

func compilePatterns(texts []string) []*regexp.Regexp {
	patterns := make([]*regexp.Regexp, len(texts))
	for i, text := range texts {
		patterns[i] = compilePattern(text)
	}
	return patterns
}

// matches reports whether a pattern matches the machine's whole name, its vm_uid, or its backup server and name with a
// backslash between.
func (m *Machine) matches(pattern *regexp.Regexp) bool {
	name := m.seenName()
	return slices.ContainsFunc([]string{name, m.VMUID, m.Server + `\` + name}, func(text string) bool {
		return pattern.MatchString(em.Fold(text))
	})
}
