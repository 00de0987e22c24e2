package veeamclient

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// Collection says how fresh EM's data is. EM only knows what it last collected from the backup servers: every 15 minutes, unless it is
// told otherwise.
type Collection struct {
	// State and End are those of the newest finished collection, by beginning; "" and zero without one. State is
	// em.CompletedSuccessfully, em.CompletedWarning or Failed.
	State string
	End   time.Time
	// EndOfNewestSuccess is when the newest collection with em.CompletedSuccessfully ended, zero without one.
	EndOfNewestSuccess time.Time
	// NewestWarningEnd is when the newest one with em.CompletedWarning ended, where that began after the newest success; else zero. EM
	// does not tell which backup server it left out.
	NewestWarningEnd time.Time
}

// systemSession is a run of something that EM does itself
// (https://helpcenter.veeam.com/docs/vbr/em_rest/get_systemsessions_id.html).
type systemSession struct {
	Entity
	SessionType  string
	CreationTime Time `json:"CreationTimeUTC"`
	EndTime      Time `json:"EndTimeUTC"`
	State        string
}

var systemSessions = kind[systemSession]{
	list: "SystemSessions", path: "/systemSessions", entity: (*systemSession).AsEntity,
}

// isReference reports whether a row says no more than a reference does: whether the list has entities is not documented.
func (s systemSession) isReference() bool {
	return s.SessionType == "" && s.State == "" && s.CreationTime.IsZero()
}

// isFinishedCollection reports whether the session was a collection that has ended.
func (s systemSession) isFinishedCollection() bool {
	return em.Same(s.SessionType, em.CollectJob) && s.State != "" && !em.Same(s.State, em.InProgress) && !s.CreationTime.IsZero()
}

func (s systemSession) isSuccess() bool { return em.Same(s.State, em.CompletedSuccessfully) }

// end is when the session ended; where EM says nothing sensible it is the beginning, the earliest that it can be.
func (s systemSession) end() time.Time {
	if s.EndTime.Before(s.CreationTime.Time) {
		return s.CreationTime.Time
	}
	return s.EndTime.Time
}

// NewestCollection finds the newest collections. The role Portal Administrator is needed. EM's list of system sessions takes no filter
// and reaches back 30 days: where it has entities it is one request; references are read newest first by the time in their name, a few
// at a time, until a successful collection is found.
func (c *Client) NewestCollection(ctx context.Context) (Collection, error) {
	return SharedRead(ctx, c, systemSessions.path, func(ctx context.Context) (Collection, error) {
		rows, references, err := readWhole(ctx, c, systemSessions, systemSessions.path)
		if err != nil {
			return Collection{}, err
		}
		var finished []systemSession
		for i := range rows {
			switch {
			case rows[i].isReference():
				references = append(references, rows[i].Entity)
			case rows[i].isFinishedCollection():
				finished = append(finished, rows[i])
			}
		}
		read, err := c.readNewestCollections(ctx, references)
		if err != nil {
			return Collection{}, err
		}
		return newestOf(append(finished, read...)), nil
	})
}

// readNewestCollections reads finished collections, the newest first, until one is a success. Those whose names say no time are read
// all: the newest may be one of them.
func (c *Client) readNewestCollections(ctx context.Context, references []Entity) ([]systemSession, error) {
	hasNoTime := func(e Entity) bool { return timeInName(e.Name).IsZero() }
	var withoutTime []Entity
	for _, reference := range references {
		if hasNoTime(reference) {
			withoutTime = append(withoutTime, reference)
		}
	}
	finished, err := c.readFinishedCollections(ctx, withoutTime)
	if err != nil {
		return nil, err
	}
	references = slices.DeleteFunc(references, hasNoTime)
	slices.SortStableFunc(references, func(a, b Entity) int { return timeInName(b.Name).Compare(timeInName(a.Name)) })
	for part := range slices.Chunk(references, c.config.MaxConcurrentRequests) {
		read, err := c.readFinishedCollections(ctx, part)
		if err != nil {
			return nil, err
		}
		finished = append(finished, read...)
		if slices.ContainsFunc(read, systemSession.isSuccess) {
			break
		}
	}
	return finished, nil
}

// readFinishedCollections reads those of some system sessions that are collections and have ended, a few at a time. What is gone
// meanwhile stays away.
func (c *Client) readFinishedCollections(ctx context.Context, references []Entity) (finished []systemSession, err error) {
	var mutex sync.Mutex
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(c.config.MaxConcurrentRequests)
	for i := range references {
		group.Go(func() error {
			row, err := readOne(ctx, c, systemSessions, references[i].ID())
			if err == nil && row.isFinishedCollection() {
				mutex.Lock()
				defer mutex.Unlock()
				finished = append(finished, row)
			}
			if errors.Is(err, ErrNotFound) {
				return nil
			}
			return err
		})
	}
	return finished, group.Wait()
}

// timeInName is the time behind the @ of a system session's name, "Collect Job @2026-06-15 12:00:00.5", zero where there is none. It
// only decides what is read first: the name is for display.
func timeInName(name string) time.Time {
	at, err := time.Parse("2006-01-02 15:04:05.9999999", strings.TrimSpace(name[strings.LastIndexByte(name, '@')+1:]))
	if err != nil {
		return time.Time{}
	}
	return at
}

// newestOf says what finished collections tell of EM's data.
func newestOf(finished []systemSession) (newest Collection) {
	slices.SortFunc(finished, func(a, b systemSession) int {
		return cmp.Or(b.CreationTime.Compare(a.CreationTime.Time), cmp.Compare(a.UID, b.UID))
	})
	for i := range finished {
		s := &finished[i]
		if i == 0 {
			newest.State, newest.End = s.State, s.end()
		}
		if s.isSuccess() {
			newest.EndOfNewestSuccess = s.end()
			break
		}
		if newest.NewestWarningEnd.IsZero() && em.Same(s.State, em.CompletedWarning) {
			newest.NewestWarningEnd = s.end()
		}
	}
	return newest
}
