package provider

import (
	"cmp"
	"slices"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// What sessions and task sessions of all kinds answer alike.

// sessionRow is a row of any kind of sessions.
type sessionRow interface{ AsSession() *veeamclient.Session }

// sessionOf is a pointer to a row of one kind of sessions.
type sessionOf[T any] interface {
	*T
	sessionRow
}

// selectSessions leaves the sessions with the results and in the states that are asked for. It compares what EM gives.
func selectSessions[T any, R sessionOf[T]](a *sessionArguments, rows []*T) []*T {
	return slices.DeleteFunc(rows, func(row *T) bool {
		s := R(row).AsSession()
		return !containsOrAll(a.results, s.Result) || !containsOrAll(a.states, s.State)
	})
}

// compareBeginnings orders sessions by when they began, as instants, then by uid.
func compareBeginnings[T any, R sessionOf[T]](a, b *T) int {
	x, y := R(a).AsSession(), R(b).AsSession()
	return cmp.Or(x.CreationTime.Compare(y.CreationTime.Time), cmp.Compare(x.UID, y.UID))
}

// newestPer leaves the newest session of each group.
func newestPer[T any, R sessionOf[T]](rows []*T, group func(*T) string) []*T {
	newest := map[string]*T{}
	for _, row := range rows {
		if known, ok := newest[group(row)]; !ok || compareBeginnings[T, R](known, row) < 0 {
			newest[group(row)] = row
		}
	}
	return slices.DeleteFunc(rows, func(row *T) bool { return newest[group(row)] != row })
}

// containsOrAll reports whether a word of EM, written as EM writes it, is one of those wanted; none wanted means all.
func containsOrAll(wanted []string, word string) bool {
	return len(wanted) == 0 || slices.Contains(wanted, word)
}
