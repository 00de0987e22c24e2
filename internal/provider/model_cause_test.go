package provider_test

import (
	"maps"
	"slices"
)

// outcome is the status of a machine, and its cause: the first that holds.
func (o *oracle) outcome(key string, m modelMachine, tries []*modelTry) string {
	expected := holdsName(o.asked.expected, m.name)
	rows := o.rowsOf(key)
	replaced := o.isReplaced(key, m)
	switch {
	case !expected && matchesMachine(o.patterns(), m.name, m.server, rows):
		return "excluded"
	case o.isLeftOut(rows) && !o.isExpectedByHost(key) && (!expected || o.isElsewhere(key, m.name)):
		return "left_out"
	case replaced && (o.asked.replaceOrNot == "replace" && !o.isListed(key) || o.isGone(key)): // what a host lists is expected
		return "replaced"
	case !expected && o.isGone(key):
		return "retired"
	}
	if cause := o.cause(key, m, tries, replaced); cause != "" {
		return "violation " + cause
	}
	return "compliant"
}

// cause is why a machine violates, or empty.
func (o *oracle) cause(key string, m modelMachine, tries []*modelTry, replaced bool) string {
	rows, terms, last := o.rowsOf(key), o.termsOf(key), o.lastFinished(tries)
	isUnknown := slices.ContainsFunc(rows, func(row *modelRow) bool { return row.jobType() != "" && !o.isLeftOut([]*modelRow{row}) })
	fresh := slices.ContainsFunc(tries, o.isFresh)
	disagree := fresh && m.uid == "" && o.jobsDisagree(tries)
	copied := terms.copyRPO == 0 || o.isCopied(tries, terms.copyRPO)
	switch {
	case !slices.ContainsFunc(rows, o.isBackup) && isUnknown:
		return "unknown_job_type"
	case !slices.ContainsFunc(tries, o.isGoodSession):
		return "never"
	case o.asked.points && (m.points < terms.minPoints || !fresh && o.lacksPoints(tries)):
		return "no_restore_point"
	case fresh && !disagree && copied:
		return ""
	case fresh && !disagree:
		return "no_copy"
	case replaced:
		return "replaced"
	case disagree, last != nil && last.rank == rankFailed:
		return "failed"
	case last != nil && last.rank == rankWarning && !terms.acceptWarning:
		return "warning"
	}
	return "stale"
}

// isElsewhere reports whether there is another machine of the name that is judged: one that is not left out, or one that a host lists.
func (o *oracle) isElsewhere(key, name string) bool {
	unseen, _ := o.unseen()
	isListed := slices.ContainsFunc(unseen, func(vm *expectedVM) bool { return vm.name == name })
	return isListed || slices.ContainsFunc(o.machines(), func(other string) bool {
		rows := o.rowsOf(other)
		return other != key && rows[len(rows)-1].name == name && (!o.isLeftOut(rows) || o.isExpectedByHost(other))
	})
}

// isLeftOut reports whether all rows are of types that are known to make no backups.
func (o *oracle) isLeftOut(rows []*modelRow) bool {
	return !slices.ContainsFunc(rows, func(row *modelRow) bool {
		return row.jobType() == "" || o.isBackup(row) || !slices.Contains(documentedTypes, row.jobType()) && !slices.Contains(o.asked.ignored, row.jobType())
	})
}

// patterns are those of exclude_machines.
func (o *oracle) patterns() []string { return slices.Collect(maps.Keys(o.asked.excluded)) }

// matchesMachine reports whether a pattern matches a machine's name, vm_uid or server and name.
func matchesMachine(patterns []string, name, server string, rows []*modelRow) bool {
	texts := []string{name, foldName(server + `\` + name)}
	for _, row := range rows {
		texts = append(texts, foldName(row.task.vmUID))
	}
	for _, pattern := range patterns {
		for _, text := range texts {
			if matchesPattern([]rune(foldName(pattern)), []rune(text)) {
				return true
			}
		}
	}
	return false
}

func matchesPattern(pattern, text []rune) bool {
	switch {
	case len(pattern) == 0:
		return len(text) == 0
	case pattern[0] == '*':
		return matchesPattern(pattern[1:], text) || len(text) > 0 && matchesPattern(pattern, text[1:])
	}
	return len(text) > 0 && (pattern[0] == '?' || pattern[0] == text[0]) && matchesPattern(pattern[1:], text[1:])
}
