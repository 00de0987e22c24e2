package veeamclient

import (
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestDefaults: only what is not given, or can't be meant, is the default's.
func TestDefaults(t *testing.T) {
	type times struct{ request, least, most time.Duration }
	for name, c := range map[string]struct{ given, want times }{
		"nothing":  {times{}, times{time.Minute, time.Second, 30 * time.Second}},
		"negative": {times{-1, -1, -1}, times{time.Minute, time.Second, 30 * time.Second}},
		"given":    {times{1, 2, 3}, times{1, 2, 3}},
	} {
		config := Config{RequestTimeout: c.given.request, RetryWaitMin: c.given.least, RetryWaitMax: c.given.most}
		setDefaults(&config)
		if got := (times{config.RequestTimeout, config.RetryWaitMin, config.RetryWaitMax}); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	for given, want := range map[int]int{-1: 0, 0: 0, 1: 1, 7: 7} {
		config := Config{PageSize: given, MaxConcurrentRequests: given}
		setDefaults(&config)
		if want == 0 && (config.PageSize != 1000 || config.MaxConcurrentRequests != 10) || want > 0 && (config.PageSize != want || config.MaxConcurrentRequests != want) {
			t.Errorf("%d: pages of %d, %d at once", given, config.PageSize, config.MaxConcurrentRequests)
		}
	}
}

// TestWhatALogonShows: the certificate and the clock of the server; nothing of them where the answer has neither.
func TestWhatALogonShows(t *testing.T) {
	at := time.Date(2026, 6, 16, 8, 0, 0, 0, time.UTC)
	client := quiet(t, Config{Now: func() time.Time { return at }})
	for _, none := range []*tls.ConnectionState{nil, {}} {
		client.setCertificate(none)
	}
	client.setServerTime("")
	if client.certificate != "" || client.skew != 0 {
		t.Errorf("certificate %q, ahead %s", client.certificate, client.skew)
	}
	client.setCertificate(&tls.ConnectionState{PeerCertificates: []*x509.Certificate{{Raw: []byte("EM's")}, {Raw: []byte("an authority's")}}})
	client.setServerTime(at.Add(time.Minute).Format(http.TimeFormat))
	client.setServerTime("yesterday") // is no time, so what is known stays
	if want := fmt.Sprintf("%x", sha256.Sum256([]byte("EM's"))); client.certificate != want || client.skew != time.Minute {
		t.Errorf("certificate %q, ahead %s", client.certificate, client.skew)
	}
}

// TestOpenBeginning: it lies 31 days before the earlier of both clocks, by whole seconds.
func TestOpenBeginning(t *testing.T) {
	at := time.Date(2026, 6, 16, 8, 0, 0, 0, time.UTC)
	for ahead, earlier := range map[time.Duration]time.Time{0: at, time.Hour: at, -time.Hour: at.Add(-time.Hour)} {
		client := quiet(t, Config{Now: func() time.Time { return at }})
		client.session.current, client.skew = logonSession{token: "token"}, ahead
		got, err := client.sessionSpan(t.Context(), time.Time{}, time.Time{})
		if want := (span{from: earlier.AddDate(0, 0, -31)}); err != nil || got != want {
			t.Errorf("EM's clock ahead by %s: %v, %v, want %v", ahead, got, err, want)
		}
		client.session.current = logonSession{} // there is nothing to log off
	}
}

// TestRequestOf: a query is shown as text where it is one, and a logon session is not shown.
func TestRequestOf(t *testing.T) {
	for text, want := range map[string]string{
		"https://em/api/query?type=Job&filter=Name==%22a;b%22": `GET /api/query?type=Job&filter=Name=="a;b"`,
		"https://em/api/query?filter=%zz":                      "GET /api/query?filter=%zz",
		"https://em/api/logonSessions/15a3fc97":                "GET /api/logonSessions/***",
		"https://em/api/jobs":                                  "GET /api/jobs",
	} {
		u, err := url.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := requestOf(&http.Request{Method: http.MethodGet, URL: u}); got.String() != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// TestProxysFailures are those on the way to a proxy, not those of other connections.
func TestProxysFailures(t *testing.T) {
	for operation, want := range map[string]bool{"proxyconnect": true, "dial": false, "read": false} {
		err := typedCause(&net.OpError{Op: operation, Err: errors.New("refused")})
		var proxy *ProxyError
		if errors.As(err, &proxy) != want {
			t.Errorf("%s: %T", operation, err)
		}
	}
}

// TestTimesOfACertificate: those of one that is refused are told where they are the reason.
func TestTimesOfACertificate(t *testing.T) {
	from, to := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	certificate := &x509.Certificate{Raw: []byte("EM's"), NotBefore: from, NotAfter: to}
	for reason, want := range map[x509.InvalidReason][]time.Time{x509.Expired: {from, to}, x509.NotAuthorizedToSign: {{}, {}}} {
		err := certificateError(&tls.CertificateVerificationError{
			UnverifiedCertificates: []*x509.Certificate{certificate}, Err: x509.CertificateInvalidError{Cert: certificate, Reason: reason},
		})
		var untrusted *CertificateError
		if !errors.As(err, &untrusted) {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, []time.Time{untrusted.NotBefore, untrusted.NotAfter}); diff != "" {
			t.Error(reason, diff)
		}
	}
}

// TestTransportsBounds: no step towards EM may take forever, and TLS with an https proxy is the system's, not EM's.
func TestTransportsBounds(t *testing.T) {
	transport := newTransport(quiet(t, Config{}).config)
	if transport.TLSHandshakeTimeout < time.Second || transport.IdleConnTimeout < time.Second || newDialer().Timeout < time.Second {
		t.Errorf("handshake %s, idle %s, dial %s", transport.TLSHandshakeTimeout, transport.IdleConnTimeout, newDialer().Timeout)
	}
	for scheme, want := range map[string]bool{"https": true, "http": false, "socks5": false} {
		config := quiet(t, Config{Proxy: &url.URL{Scheme: scheme, Host: "proxy.example.com:3128"}}).config
		if got := newTransport(config).DialTLSContext != nil; got != want {
			t.Errorf("%s proxy: TLS of its own is %t", scheme, got)
		}
	}
}
