package veeamclient

import (
	"context"
	"errors"
)

// endedRead is the error of a read that ended with the context of the caller that ran it.
type endedRead struct{ error }

func (e endedRead) Unwrap() error { return e.error }

// SharedRead lets callers that ask the same at the same time share one read; nothing is kept after it. The read runs in the
// first caller's context, and a caller whose own context ends leaves. Where the read ended with the first caller's context,
// or gave up because a Retry-After went beyond its deadline, the others ask again: they may have more time.
//
// A key names what is asked. The result is shared: no caller may sort or change it.
func SharedRead[T any](ctx context.Context, c *Client, key string, read func(context.Context) (T, error)) (T, error) {
	for {
		first := false
		result := c.sharedReads.DoChan(key, func() (any, error) {
			first = true
			rows, err := read(ctx)
			if err != nil && ctx.Err() != nil {
				err = endedRead{err}
			}
			return rows, err
		})
		var none T
		select {
		case <-ctx.Done():
			return none, context.Cause(ctx)
		case r := <-result:
			var ended endedRead
			var wait *RetryAfterError
			switch rows, _ := r.Val.(T); {
			case r.Err == nil:
				return rows, nil
			case ctx.Err() != nil:
				return none, context.Cause(ctx) // its own end says more than that of what it shared
			case first || !errors.As(r.Err, &ended) && !errors.As(r.Err, &wait):
				return none, r.Err
			}
		}
	}
}
