package veeamclient

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"slices"
	"sync"
)

// errSharedDeadline ends something that several requests wait for together with the one that began it.
var errSharedDeadline = errors.New("the read that began this ran out of time")

// detach makes a context for what several requests wait for: it lives as long as life, the client's, not as
// long as the request that happened to be first. Only that request's deadline is kept, so that a
// Retry-After is judged by it.
func detach(ctx, life context.Context) (context.Context, context.CancelFunc) {
	detached, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(life, cancel)
	endDeadline := context.CancelFunc(func() {})
	if deadline, ok := ctx.Deadline(); ok {
		detached, endDeadline = context.WithDeadlineCause(detached, deadline, errSharedDeadline)
	}
	return detached, func() { endDeadline(); stop(); cancel() }
}

// question is the key of a read: equal only for equal scopes, whatever their texts hold.
func question(kind string, scope any) string {
	text, err := json.Marshal(scope)
	if err != nil { // a time beyond the year 9999: it is shared with nobody
		return kind + " " + rand.Text()
	}
	return kind + " " + string(text)
}

// share lets reads that ask the same at the same time share one. A read can join until the first row
// has come; nothing is kept after the last.
func share[T any](ctx context.Context, c *Client, key string, rows Rows[T], read func(context.Context, Rows[T]) error) error {
	for {
		f, mine := board(ctx, c, key, rows, read)
		select {
		case <-ctx.Done():
			f.leave(rows)
			return context.Cause(ctx)
		case <-f.done:
			if f.err != nil && ctx.Err() != nil {
				return context.Cause(ctx) // both came at once, and its own end says more than the shared one's
			}
			// Its deadline was another's: who still has time begins anew.
			var wait *RetryAfterError
			if another := errors.Is(f.err, errSharedDeadline) || errors.As(f.err, &wait) && !mine; !another {
				return f.err
			}
		}
	}
}

// flights are the reads under way, by what they ask.
type flights struct {
	mutex sync.Mutex
	open  map[string]any
}

// flight is one read for all who take its rows.
type flight[T any] struct {
	done   chan struct{}
	err    error
	cancel context.CancelFunc

	mutex  sync.Mutex
	takers []Rows[T]
	begun  bool
}

func board[T any](ctx context.Context, c *Client, key string, rows Rows[T], read func(context.Context, Rows[T]) error) (f *flight[T], mine bool) {
	c.flights.mutex.Lock()
	defer c.flights.mutex.Unlock()
	if f, ok := c.flights.open[key].(*flight[T]); ok && f.join(rows) {
		return f, false
	}
	f = &flight[T]{done: make(chan struct{}), takers: []Rows[T]{rows}}
	detached, cancel := detach(ctx, c.life)
	f.cancel = cancel
	if c.flights.open == nil {
		c.flights.open = map[string]any{}
	}
	c.flights.open[key] = f
	go func() {
		defer cancel()
		f.err = read(detached, f)
		c.flights.mutex.Lock()
		defer c.flights.mutex.Unlock()
		if c.flights.open[key] == any(f) {
			delete(c.flights.open, key)
		}
		close(f.done)
	}()
	return f, true
}

func (f *flight[T]) join(rows Rows[T]) bool {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if f.begun || len(f.takers) == 0 {
		return false
	}
	rows.Reset()
	f.takers = append(f.takers, rows)
	return true
}

// leave takes rows out: they are not touched any more. The last one to leave ends the read.
func (f *flight[T]) leave(rows Rows[T]) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	f.takers = slices.DeleteFunc(f.takers, func(other Rows[T]) bool { return other == rows })
	if len(f.takers) == 0 {
		f.cancel()
	}
}

// Reset begins again for all.
func (f *flight[T]) Reset() {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	for _, rows := range f.takers {
		rows.Reset()
	}
}

// Add hands one row to all.
func (f *flight[T]) Add(row T) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	f.begun = true
	for _, rows := range f.takers {
		rows.Add(row)
	}
}
