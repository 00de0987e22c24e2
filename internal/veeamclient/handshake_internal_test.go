package veeamclient

import (
	"crypto/tls"
	"errors"
	"net/http"
	"net/http/httptrace"
	"testing"
)

// afterHandshake is a connection whose handshake ends as given, before the request does.
type afterHandshake struct{ handshake, request error }

func (a afterHandshake) RoundTrip(request *http.Request) (*http.Response, error) {
	httptrace.ContextClientTrace(request.Context()).TLSHandshakeDone(tls.ConnectionState{}, a.handshake)
	if a.request != nil {
		return nil, a.request
	}
	return &http.Response{Body: http.NoBody}, nil
}

// TestHandshakeErrors: a request fails at the handshake only where both do. One that a second connection answers does not fail at all.
func TestHandshakeErrors(t *testing.T) {
	refused, reset := errors.New("bad certificate"), errors.New("reset")
	for name, c := range map[string]struct {
		afterHandshake
		isHandshake bool
	}{
		"both fail": {afterHandshake{refused, reset}, true}, "the request fails": {afterHandshake{nil, reset}, false},
		"another connection answers": {afterHandshake{refused, nil}, false}, "nothing fails": {afterHandshake{}, false},
	} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://em.example.com:9398/api/", http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		response, err := (&handshake{next: c.afterHandshake}).RoundTrip(request)
		if response != nil {
			_ = response.Body.Close()
		}
		var failed *HandshakeError
		if errors.As(err, &failed) != c.isHandshake || !errors.Is(err, c.request) {
			t.Errorf("%s: %T %v", name, err, err)
		}
	}
}
