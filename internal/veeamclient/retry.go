package veeamclient

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"syscall"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

// retryRead is the policy for GET: overload, EM's passing 500s, and connections that broke,
// before or within a body. A timed-out attempt is not repeated: it would most likely take as long again.
func retryRead(ctx context.Context, response *http.Response, err error) (bool, error) {
	if ctx.Err() != nil {
		return false, context.Cause(ctx)
	}
	switch statusOf(response) {
	case http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusBadGateway,
		http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return retryInTime(ctx, response)
	}
	return err != nil && brokenConnection(err), nil
}

// retryLogon is the policy for the logon: only where EM can't have opened a session or counted a failure.
func retryLogon(ctx context.Context, response *http.Response, err error) (bool, error) {
	if ctx.Err() != nil {
		return false, context.Cause(ctx)
	}
	switch statusOf(response) {
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		return retryInTime(ctx, response)
	}
	return errors.Is(err, syscall.ECONNREFUSED), nil
}

// retryLogonWhileOpen repeats no logon once Close waits for the attempt under way.
func (c *Client) retryLogonWhileOpen(ctx context.Context, response *http.Response, err error) (bool, error) {
	again, err := retryLogon(ctx, response, err)
	return again && c.life.Err() == nil, err
}

// retryNothing is the policy for logging off, for which about two seconds are left.
func retryNothing(context.Context, *http.Response, error) (bool, error) { return false, nil }

// statusOf is 0 where no answer came.
func statusOf(response *http.Response) int {
	if response == nil {
		return 0
	}
	return response.StatusCode
}

// retryInTime asks for another attempt, unless a Retry-After goes beyond the deadline of the read: that is an error at once.
func retryInTime(ctx context.Context, response *http.Response) (bool, error) {
	wait := retryablehttp.DefaultBackoff(0, 0, 0, response)
	if deadline, ok := ctx.Deadline(); ok && wait > time.Until(deadline) {
		return false, &RetryAfterError{Request: requestOf(response.Request), Status: response.StatusCode, Wait: wait}
	}
	return true, nil
}

func brokenConnection(err error) bool {
	var dns *net.DNSError
	switch {
	case errors.Is(err, ErrRequestTimeout):
		return false
	case errors.As(err, &dns):
		return dns.IsTemporary || dns.IsTimeout
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return true
	}
	var operation *net.OpError
	var untrusted *tls.CertificateVerificationError
	return errors.As(err, &operation) && !errors.As(err, &untrusted)
}

// lastAttempt turns the last answer into an error when the attempts are used up.
func lastAttempt(response *http.Response, err error, _ int) (*http.Response, error) {
	if response == nil {
		return nil, err
	}
	defer func() { _ = response.Body.Close() }()
	if err == nil {
		err = readAPIError(response)
	}
	return nil, err
}
