package compliance

import (
	"regexp"
	"slices"
	"strings"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// patterns are names in which * stands for any text and ? for one character, regardless of case and Unicode form.
type patterns []*regexp.Regexp

func compilePatterns(texts []string) patterns {
	compiled := make(patterns, len(texts))
	for i, text := range texts {
		expression := strings.NewReplacer(`\*`, `.*`, `\?`, `.`).Replace(regexp.QuoteMeta(em.Fold(text)))
		compiled[i] = regexp.MustCompile(`(?s)^` + expression + `$`)
	}
	return compiled
}

// match reports whether one of the patterns matches the whole name.
func (p patterns) match(name string) bool {
	folded := em.Fold(name)
	return slices.ContainsFunc(p, func(expression *regexp.Regexp) bool { return expression.MatchString(folded) })
}
