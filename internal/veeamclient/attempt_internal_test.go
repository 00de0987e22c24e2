package veeamclient

import (
	"context"
	"errors"
	"io"
	"net/http"
	"testing"
	"testing/synctest"
	"time"
)

// endless is a connection that answers once the attempt is over, or at once, and breaks with an error of its own.
type endless struct {
	waits bool
	err   error
}

func (e endless) RoundTrip(request *http.Request) (*http.Response, error) {
	if e.waits {
		<-request.Context().Done()
	}
	if e.err != nil {
		return nil, e.err
	}
	return &http.Response{Body: http.NoBody}, nil
}

// TestNameOfATimeout: whatever the connection calls it, what breaks when the time of an attempt is over is a timeout, and nothing else is.
func TestNameOfATimeout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		reset := errors.New("i/o timeout")
		for _, c := range []struct {
			endless
			want error
		}{{endless{true, reset}, ErrRequestTimeout}, {endless{false, reset}, reset}, {endless{true, io.EOF}, io.EOF}, {endless{true, nil}, nil}} {
			request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://em.example.com:9398/api/", http.NoBody)
			if err != nil {
				t.Fatal(err)
			}
			response, err := (&deadline{c.endless, time.Minute}).RoundTrip(request)
			if !errors.Is(err, c.want) {
				t.Errorf("%+v: %v, want %v", c.endless, err, c.want)
			}
			if response != nil {
				if _, err := io.ReadAll(response.Body); err != nil { // its end is an end
					t.Error(err)
				}
				_ = response.Body.Close()
			}
		}
	})
}

// TestRetryInTime: a Retry-After is waited for that ends with the deadline of the read, and none that ends later.
func TestRetryInTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 7*time.Second)
		defer cancel()
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://em.example.com:9398/api/", http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		for seconds, want := range map[string]bool{"6": true, "7": true, "8": false} {
			response := &http.Response{StatusCode: http.StatusServiceUnavailable, Header: http.Header{"Retry-After": {seconds}}, Request: request}
			if waits, err := retryInTime(ctx, response); waits != want || (err == nil) != want {
				t.Errorf("%s s: %t, %v", seconds, waits, err)
			}
		}
	})
}
