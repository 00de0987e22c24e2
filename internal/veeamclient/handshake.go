package veeamclient

import (
	"crypto/tls"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
)

// handshake tells a connection that broke while TLS was agreed upon from others that broke: both may be no more than an EOF.
type handshake struct{ next http.RoundTripper }

func (h *handshake) RoundTrip(request *http.Request) (*http.Response, error) {
	var failed atomic.Pointer[error] // net/http dials beside the request
	ctx := httptrace.WithClientTrace(request.Context(), &httptrace.ClientTrace{TLSHandshakeDone: func(_ tls.ConnectionState, err error) {
		if err != nil {
			failed.Store(&err)
		}
	}})
	response, err := h.next.RoundTrip(request.WithContext(ctx))
	if err != nil && failed.Load() != nil {
		err = &HandshakeError{Err: err}
	}
	return response, err
}
