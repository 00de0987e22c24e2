package veeamclient

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"
)

// What sessions of every kind share: backup, replica, CDP and restore sessions.

// sessionKind is a kind of sessions: what a search of it asks for beside time and backup server.
type sessionKind[T any] struct {
	kind[T]
	// types are the job types that EM documents for the kind.
	types []string
	// conditions are those of a scope; sent reports whether EM's filters may have names, types are the job types that they may have.
	conditions func(scope SessionScope, sent bool, types []string) []condition[T]
}

// JobScope says whose sessions are meant, and of which time. A field that is empty lets all through. For CDP sessions a policy is
// the job. Names are whole names, regardless of case and Unicode form.
type JobScope struct {
	// JobID is the GUID of the job.
	JobID, JobName, BackupServerName string
	// JobNames are several names, of which any.
	JobNames []string
	// CreatedAfter is inclusive, CreatedBefore exclusive; zero means open.
	CreatedAfter, CreatedBefore time.Time
}

// jobNames are the names that are wanted, however they are given.
func (s JobScope) jobNames() []string {
	return append(s.JobNames[:len(s.JobNames):len(s.JobNames)], given(s.JobName)...)
}

// given is a list of a text that is not empty, or nothing.
func given(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

// SessionScope says which sessions of a kind are meant.
type SessionScope struct {
	// ID is the GUID of one session; the other fields are not used beside it.
	ID string

	JobScope
	// JobTypes are the job's types, any of them.
	JobTypes []string
	// VMDisplayName is the whole name of a machine, regardless of case and Unicode form. Only restore sessions are of one machine;
	// sessions of other kinds have it in their task sessions.
	VMDisplayName string
}

// readSessions reads the sessions of scope, in no particular order. A session's id that EM does not know is an
// ErrNotFound. The rows may be shared with other callers and must not be changed.
func readSessions[T any](ctx context.Context, c *Client, k sessionKind[T], scope SessionScope) ([]T, error) {
	return SharedRead(ctx, c, k.queryType+fmt.Sprintf("%#v", scope), func(ctx context.Context) ([]T, error) {
		if scope.ID == "" {
			return searchSessions(ctx, c, k, scope)
		}
		session, err := readOne(ctx, c, k.kind, scope.ID)
		if err != nil {
			return nil, err
		}
		return []T{session}, nil
	})
}

func searchSessions[T any](ctx context.Context, c *Client, k sessionKind[T], scope SessionScope) ([]T, error) {
	span, err := c.sessionSpan(ctx, scope.CreatedAfter, scope.CreatedBefore)
	if err != nil {
		return nil, err
	}
	server, err := c.findServer(ctx, scope.BackupServerName)
	if err != nil {
		return nil, err
	}
	sent, err := c.sendsNames(ctx, append(scope.jobNames(), given(scope.VMDisplayName)...)...)
	if err != nil {
		return nil, err
	}
	asked := search[T]{kind: k.kind, span: span, conditions: append(k.conditions(scope, sent, k.types), serverIs(server, k.entity))}
	rows, err := asked.read(ctx, c)
	if len(scope.JobTypes) > 0 && errors.Is(err, ErrBadRequest) { // an EM that does not know one of the types, say
		asked.conditions = append(k.conditions(scope, sent, nil), serverIs(server, k.entity))
		rows, err = asked.read(ctx, c)
	}
	completeServers(k.entities(rows)...)
	return rows, err
}

// readBelow reads one session and its task sessions, which are a list below it. An empty answer is believed only of a session that
// EM knows: what it answers for others is not documented. Where task sessions of a session that it does not know are there, none is given.
func readBelow[T, S any](
	ctx context.Context, c *Client, tasks kind[T], sessions kind[S], id, list string,
) (found []T, session []S, err error) {
	var notFound error
	group, reading := errgroup.WithContext(ctx)
	group.Go(func() (err error) {
		found, err = readCollection(reading, c, tasks, sessions.path+"/"+id+"/"+list)
		return err
	})
	group.Go(func() error {
		one, err := readOne(reading, c, sessions, id)
		if errors.Is(err, ErrNotFound) {
			notFound = err
			return nil
		}
		session = []S{one}
		return err
	})
	if err := group.Wait(); err != nil {
		return nil, nil, err
	}
	if len(found) == 0 && notFound != nil {
		return nil, nil, notFound
	}
	return found, session, nil
}

// rowsPerQuery is how many UIDs a filter takes that is not longer than maxFilter.
const rowsPerQuery = 13

// readByID reads entities by their GUIDs in lower case, many in one query. What EM does not know is not there.
func readByID[T any](ctx context.Context, c *Client, k kind[T], ids []string) ([]T, error) {
	chunks := slices.Collect(slices.Chunk(ids, rowsPerQuery))
	found := make([][]T, len(chunks))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(c.config.MaxConcurrentRequests)
	for i, chunk := range chunks {
		group.Go(func() (err error) {
			uids := make([]string, len(chunk))
			for j, id := range chunk {
				uids[j] = "urn:veeam:" + k.queryType + ":" + id
			}
			byID := condition[T]{anyOf(cmp.Or(k.uidParameter, "UID"), uids), func(row *T) bool {
				return slices.Contains(chunk, strings.ToLower(k.entity(row).ID()))
			}}
			one := search[T]{kind: k, conditions: []condition[T]{byID}}
			if found[i], err = one.read(ctx, c); errors.Is(err, ErrNotFound) {
				found[i], err = readOneByOne(ctx, c, k, chunk)
			}
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return slices.Concat(found...), nil
}

// readOneByOne reads entities by their GUIDs where EM answers references, one of which it does not serve itself: its
// query reaches back further than its collections.
func readOneByOne[T any](ctx context.Context, c *Client, k kind[T], ids []string) (found []T, err error) {
	for _, id := range ids {
		switch row, err := readOne(ctx, c, k, id); {
		case err == nil:
			found = append(found, row)
		case !errors.Is(err, ErrNotFound):
			return nil, err
		}
	}
	return found, nil
}
