package veeamclient

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"time"

	"golang.org/x/sync/semaphore"
)

// limit caps the attempts under way at once.
type limit struct {
	next  http.RoundTripper
	slots *semaphore.Weighted
}

func (l *limit) RoundTrip(request *http.Request) (*http.Response, error) {
	if err := l.slots.Acquire(request.Context(), 1); err != nil {
		return nil, err
	}
	response, err := l.next.RoundTrip(request)
	if err != nil {
		l.slots.Release(1)
		return nil, err
	}
	response.Body = &body{ReadCloser: response.Body, done: func(int64) { l.slots.Release(1) }}
	return response, nil
}

// deadline bounds one attempt, body included.
type deadline struct {
	next    http.RoundTripper
	timeout time.Duration
}

func (d *deadline) RoundTrip(request *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithTimeoutCause(request.Context(), d.timeout, ErrRequestTimeout)
	name := func(err error) error {
		if err != nil && !errors.Is(err, io.EOF) && errors.Is(context.Cause(ctx), ErrRequestTimeout) {
			return ErrRequestTimeout
		}
		return err
	}
	response, err := d.next.RoundTrip(request.WithContext(ctx))
	if err != nil {
		cancel()
		return nil, name(err)
	}
	response.Body = &body{ReadCloser: response.Body, name: name, done: func(int64) { cancel() }}
	return response, nil
}

// logging writes one record per attempt: what was asked, what came, how long it took. No header, no body.
type logging struct {
	next http.RoundTripper
	log  *slog.Logger
	now  func() time.Time
}

func (l *logging) RoundTrip(request *http.Request) (*http.Response, error) {
	began := l.now()
	attempt := countAttempt(request.Context())
	record := func(outcome ...any) {
		asked := requestOf(request)
		l.log.DebugContext(request.Context(), "EM request", append([]any{
			"method", asked.Method, "path", asked.Path, "attempt", attempt,
			"milliseconds", l.now().Sub(began).Milliseconds(),
		}, outcome...)...)
	}
	response, err := l.next.RoundTrip(request)
	if err != nil {
		record("error", err.Error())
		return nil, err
	}
	response.Body = &body{ReadCloser: response.Body, done: func(bytes int64) {
		record("status", response.StatusCode, "bytes", bytes)
	}}
	return response, nil
}

// body runs done at its first Close, with the bytes that were read.
type body struct {
	io.ReadCloser
	name  func(error) error
	done  func(bytes int64)
	bytes int64
}

func (b *body) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.bytes += int64(n)
	if b.name != nil {
		err = b.name(err)
	}
	return n, err
}

func (b *body) Close() error {
	err := b.ReadCloser.Close()
	if b.done != nil {
		b.done(b.bytes)
		b.done = nil
	}
	return err
}

type attemptsKey struct{}

// countAttempts gives a request's context a counter of its attempts.
func countAttempts(ctx context.Context) (context.Context, *int) {
	n := new(int)
	return context.WithValue(ctx, attemptsKey{}, n), n
}

// countAttempt is called by one attempt after the other, never by two at once.
func countAttempt(ctx context.Context) int {
	n, ok := ctx.Value(attemptsKey{}).(*int)
	if !ok {
		return 1
	}
	*n++
	return *n
}
