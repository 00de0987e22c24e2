package provider

import (
	"cmp"
	"slices"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// What backup sessions and task sessions answer alike.

// sessionRow is a row of any kind of sessions.
type sessionRow interface{ AsSession() *veeamclient.Session }

// sessionColumns are the columns that all kinds of sessions have.
func sessionColumns[T any](what, uidType string, session func(*T) *veeamclient.Session) table.Columns[T] {
	entity := func(row *T) *veeamclient.Entity { return session(row).AsEntity() }
	return append(entityColumns(what, uidType, entity), table.Columns[T]{
		table.Time("creation_time", func(row *T) time.Time { return session(row).CreationTime.Time },
			"When the "+what+" began (RFC 3339, UTC)."),
		table.Time("end_time", func(row *T) time.Time { return session(row).EndTime.Time },
			"When the "+what+" ended (RFC 3339, UTC); null while it runs, and where Enterprise Manager gives an end before the beginning."),
		table.Int64("duration_seconds", func(row *T) *int64 { return session(row).Seconds() },
			"Whole seconds from beginning to end; null where `end_time` is."),
	}...)
}

// selectSessions leaves the sessions with the results and in the states that are asked for. It compares what EM gives.
func selectSessions[R sessionRow](a *sessionArguments, rows []R) []R {
	return slices.DeleteFunc(rows, func(row R) bool {
		s := row.AsSession()
		return !containsOrAll(a.results, s.Result) || !containsOrAll(a.states, s.State)
	})
}

// compareBeginnings orders sessions by when they began, as instants, then by uid.
func compareBeginnings[R sessionRow](a, b R) int {
	x, y := a.AsSession(), b.AsSession()
	return cmp.Or(x.CreationTime.Compare(y.CreationTime.Time), cmp.Compare(x.UID, y.UID))
}

// newestPer leaves the newest session of each group.
func newestPer[R sessionRow](rows []R, group func(R) string) []R {
	newest := map[string]R{}
	for _, row := range rows {
		if known, ok := newest[group(row)]; !ok || compareBeginnings(known, row) < 0 {
			newest[group(row)] = row
		}
	}
	return slices.DeleteFunc(rows, func(row R) bool { return newest[group(row)].AsSession() != row.AsSession() })
}
