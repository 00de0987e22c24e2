package veeamclient

import (
	"context"
	"errors"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

// errNotByTime: a server's answers are not in the order of time, or not of the time that was asked for.
var errNotByTime = errors.New("the rows of a search are not those of its time, in the order of time")

// leastPerSlice is how many pages a slice should have at least: each slice ends with a page that is not full.
const leastPerSlice = 2

// timeSlices reads a search of a kind with a creation time by time and not by page numbers, because rows move to other pages when
// others come or go meanwhile. Each request asks for what began at or after the second of the last row that has come, in the order
// of creation; rows that come twice are dropped. So every row that is there throughout is found once, whatever else moves.
type timeSlices[T any] struct {
	client    *Client
	queryType string
	created   func(*T) time.Time
	// read reads a page of a slice; paging gives its key and its wanted rows.
	read   func(ctx context.Context, slice span, number int) (page[T], error)
	paging paging[T]

	mutex sync.Mutex
	found *uniqueRows[T]
	// pages is how many have been read of about how many; perSlice is how many a slice should have.
	pages, expected, perSlice int
}

// all reads a span, in no particular order: its slices are read side by side.
func (t *timeSlices[T]) all(ctx context.Context, s span) ([]T, error) {
	if err := t.readSlice(ctx, s); err != nil {
		return nil, err
	}
	return t.found.rows, nil
}

// readSlice reads on from second to second. Where many pages are left it cuts the rest into slices.
func (t *timeSlices[T]) readSlice(ctx context.Context, slice span) error {
	for {
		read, err := t.read(ctx, slice, 1)
		if err == nil {
			err = t.take(ctx, slice, read)
		}
		if err != nil || !read.hasMore(1) {
			return err
		}
		last := t.created(&read.rows[len(read.rows)-1]).Truncate(time.Second)
		if !last.After(slice.from) {
			if last, err = t.readSecond(ctx, slice, last); err != nil || !slice.to.IsZero() && !last.Before(slice.to) {
				return err
			}
		}
		slice.from = last
		parts, err := t.cut(ctx, slice, read.pages()-1)
		if err != nil {
			return err
		}
		if len(parts) > 0 {
			return t.readSideBySide(ctx, parts)
		}
	}
}

// take keeps the rows of an answer that can be read on from: sorted, and within the slice, both to the second, since how exactly
// EM compares is not documented. An answer without more behind it is whole, whatever it has.
func (t *timeSlices[T]) take(ctx context.Context, slice span, read page[T]) error {
	if read.contradictsItself(1) {
		return errNotByTime
	}
	if read.hasMore(1) {
		earliest := slice.from.Truncate(time.Second)
		for i := range read.rows {
			second := t.created(&read.rows[i]).Truncate(time.Second)
			if second.Before(earliest) || !slice.to.IsZero() && !second.Before(slice.to) {
				return errNotByTime
			}
			earliest = second
		}
	}
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if t.found == nil { // the first answer says about how many there are
		t.expected = read.pages()
		t.perSlice = max((t.expected-1+t.concurrency()-1)/t.concurrency(), leastPerSlice)
		t.found = &uniqueRows[T]{key: t.paging.key, wanted: t.paging.wanted}
		t.found.makeRoom(t.expected, len(read.rows))
	}
	t.found.add(read.rows)
	t.pages++
	t.client.reportProgress(ctx, t.queryType, t.pages, t.expected)
	return nil
}

// concurrency is how many slices are read side by side.
func (t *timeSlices[T]) concurrency() int { return t.client.config.MaxConcurrentRequests }

// readSecond reads a second that holds more rows than a page, by page numbers, and gives its end.
func (t *timeSlices[T]) readSecond(ctx context.Context, slice span, second time.Time) (end time.Time, err error) {
	one := span{from: slice.from, to: second.Add(time.Second)}
	if !slice.to.IsZero() && slice.to.Before(one.to) {
		one.to = slice.to
	}
	numbered := t.paging
	numbered.wanted = nil
	numbered.read = func(ctx context.Context, number int) (page[T], error) { return t.read(ctx, one, number) }
	rows, _, err := numbered.all(ctx)
	if err != nil {
		return one.to, err
	}
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.found.add(rows)
	return one.to, nil
}

// cut cuts a slice with this many pages left into slices of equal time, if it has at least twice the pages that one should have;
// else it gives none. An open end is now: what begins later is read with the last slice. It is now by the later of EM's clock and ours:
// where that is wrong, some slices are empty and cost a request each, while an end too early would leave most rows to the last slice,
// whose pages are read one after another.
func (t *timeSlices[T]) cut(ctx context.Context, slice span, left int) (slices []span, err error) {
	parts := min(left/t.perSlice, t.concurrency())
	if parts < 2 {
		return nil, nil
	}
	end := slice.to
	if end.IsZero() {
		if end, err = t.client.Now(ctx); err != nil {
			return nil, err
		}
	}
	width := (end.Sub(slice.from) / time.Duration(parts)).Truncate(time.Second)
	if width < time.Second {
		return nil, nil
	}
	for range parts - 1 {
		next := slice.from.Add(width)
		slices = append(slices, span{from: slice.from, to: next})
		slice.from = next
	}
	return append(slices, slice), nil
}

func (t *timeSlices[T]) readSideBySide(ctx context.Context, slices []span) error {
	group, ctx := errgroup.WithContext(ctx)
	for _, slice := range slices {
		group.Go(func() error { return t.readSlice(ctx, slice) })
	}
	return group.Wait()
}
