package table

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// explained reads a server and gives the detail of the error, as if it answered at endpoint.
func explained(t *testing.T, server, endpoint string, adjust func(*veeamclient.Config)) string {
	t.Helper()
	u, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	config := veeamclient.Config{Endpoint: u, Username: "auditor", Password: "password", RetryWaitMin: time.Millisecond, RetryWaitMax: time.Millisecond}
	if adjust != nil {
		adjust(&config)
	}
	client := veeamclient.New(config)
	defer func() { _ = client.Close(context.Background()) }()
	_, err = client.BackupServers(t.Context(), veeamclient.NameScope{})
	if err == nil {
		t.Fatal("no error")
	}
	return failure{Advice: Advice{Role: "Portal User"}, endpoint: endpoint}.explain(err)
}

// says wants each text in an error's detail, and none that begins with "not: ".
func says(t *testing.T, name, detail string, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if unwanted, not := strings.CutPrefix(text, "not: "); not == strings.Contains(detail, strings.TrimPrefix(text, "not: ")) {
			t.Errorf("%s: %q (%v) in:\n%s", name, unwanted, not, detail)
		}
	}
}

// TestOtherServices: what answers at a port of a backup server is named, however it refuses.
func TestOtherServices(t *testing.T) {
	const itself = "This is the REST API of Veeam Backup & Replication; this provider reads Enterprise Manager (port 9398)."
	const perhaps = "On port 443 a web server answers, or the REST API of Veeam Backup & Replication; this provider reads Enterprise Manager (port 9398)."
	for name, c := range map[string]struct {
		status         int
		kind, body     string
		endpoint, says string
	}{
		"its own error":       {404, "application/json", `{"errorCode":"NotFound","message":"no such resource","resourceId":""}`, "https://vbr01:9400", itself},
		"its own refusal":     {401, "application/json", `{"errorCode":"AccessDenied","message":"no token"}`, "https://vbr01:443", itself},
		"its port, 404":       {404, "", "", "https://vbr01:9419", itself},
		"its port, 400":       {400, "application/json", `{"message":"x-api-version"}`, "https://vbr01:9419", itself},
		"its port, a page":    {200, "text/html", "<html>Swagger", "https://vbr01:9419/", itself},
		"443, a page":         {200, "text/html", "<!DOCTYPE html>", "https://vbr01", perhaps},
		"443, 405":            {405, "", "", "https://vbr01:443", perhaps},
		"another port, 404":   {404, "", "", "https://vbr01:9398", "The logon of Enterprise Manager is not there"},
		"another, a page":     {200, "text/html", "<html>", "https://vbr01:9398", "Something in between may have answered"},
		"EM's own 401 at 443": {401, "application/json", `{"Message":"bad account","StatusCode":401}`, "https://em:9398", "does not accept the account"},
	} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", c.kind)
			w.WriteHeader(c.status)
			_, _ = io.WriteString(w, c.body)
		}))
		says(t, name, explained(t, server.URL, c.endpoint, nil), c.says)
		server.Close()
	}
}

// TestAWebPageAtTheLogon is one true sentence.
func TestAWebPageAtTheLogon(t *testing.T) {
	for kind, body := range map[string]string{"text/html; charset=utf-8": "<h1>Sign in</h1>", "application/xhtml+html": "x", "application/json": "<!DOCTYPE html><h1>Sign in",
		"text/plain": "<HTML>"} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", kind)
			_, _ = io.WriteString(w, body)
		}))
		says(t, kind, explained(t, server.URL, server.URL, nil),
			"POST /api/sessionMngr/?v=latest was answered by a web page (status 200), not by Enterprise Manager's REST API. It begins: "+body, "not: but", "not: accepted")
		server.Close()
	}
}

// certificateOf signs a certificate of 127.0.0.1 by itself.
func certificateOf(t *testing.T, key any, serial *big.Int, from, to time.Time) tls.Certificate {
	t.Helper()
	template := &x509.Certificate{
		SerialNumber: serial, Subject: pkix.Name{CommonName: "em.lab.example\x1b[2J"}, NotBefore: from, NotAfter: to, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageKeyEncipherment | x509.KeyUsageCertSign,
	}
	var public any
	switch key := key.(type) {
	case *ecdsa.PrivateKey:
		public = &key.PublicKey
	case *rsa.PrivateKey:
		public = &key.PublicKey
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, public, key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

// tlsServer serves with a configuration of TLS; nobody gets so far as to be answered.
func tlsServer(t *testing.T, config *tls.Config) string {
	t.Helper()
	listener, err := tls.Listen("tcp", "127.0.0.1:0", config)
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: http.NotFoundHandler(), ErrorLog: log.New(io.Discard, "", 0), ReadHeaderTimeout: time.Minute}
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
	return "https://" + listener.Addr().String()
}

func trusting(certificate tls.Certificate) func(*veeamclient.Config) {
	return func(c *veeamclient.Config) {
		leaf, err := x509.ParseCertificate(certificate.Certificate[0])
		if err == nil {
			c.RootCAs = x509.NewCertPool()
			c.RootCAs.AddCert(leaf)
		}
	}
}

// TestCertificatesOutOfTheirDates: advice that mends it, whatever is trusted.
func TestCertificatesOutOfTheirDates(t *testing.T) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	began, ended := time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC), time.Date(2021, 6, 7, 8, 9, 10, 0, time.UTC)
	expired := certificateOf(t, key, big.NewInt(1), began, ended)
	url := tlsServer(t, &tls.Config{Certificates: []tls.Certificate{expired}})
	says(t, "expired", explained(t, url, url, trusting(expired)), `is expired since 2021-06-07 08:09 UTC: it must be renewed on the server`, "certificate_sha256",
		`CN=em.lab.example\x1b[2J`, "not: ca_cert_pem", "not: \x1b")
	early := certificateOf(t, key, big.NewInt(1), time.Date(2120, 1, 2, 3, 4, 5, 0, time.UTC), time.Date(2121, 1, 1, 0, 0, 0, 0, time.UTC))
	url = tlsServer(t, &tls.Config{Certificates: []tls.Certificate{early}})
	says(t, "early", explained(t, url, url, trusting(early)), "is valid only from 2120-01-02 03:04 UTC. Check the clock of this machine.", "not: expired since")
	url = tlsServer(t, &tls.Config{Certificates: []tls.Certificate{certificateOf(t, key, big.NewInt(1), began, time.Now().Add(time.Hour))}})
	says(t, "unknown", explained(t, url, url, nil), "is not trusted", "ca_cert_pem")
}

// TestHandshakesThatFail: the error names TLS, what is needed, and the way out.
func TestHandshakesThatFail(t *testing.T) {
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	from, to := time.Now().Add(-time.Hour), time.Now().Add(time.Hour)
	certificate := certificateOf(t, rsaKey, big.NewInt(1), from, to)
	negative := certificateOf(t, rsaKey, new(big.Int).SetBytes([]byte("zyxwvutsrq")), from, to)
	at := bytes.Index(negative.Certificate[0], []byte("zyxwvutsrq"))
	negative.Certificate[0][at] |= 0x80 // the sign of the serial number
	ended, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = ended.Close() }()
	go func() {
		for {
			connection, err := ended.Accept()
			if err != nil {
				return
			}
			_, _ = connection.Read(make([]byte, 5))
			_ = connection.Close()
		}
	}()
	plain := httptest.NewServer(http.NotFoundHandler())
	defer plain.Close()
	insecure := func(c *veeamclient.Config) { c.Insecure, c.MaxRetries = true, -1 }
	for name, c := range map[string]struct {
		url  string
		says []string
	}{
		"RSA key exchange only": {tlsServer(t, &tls.Config{Certificates: []tls.Certificate{certificate}, MaxVersion: tls.VersionTLS12,
			CipherSuites: []uint16{tls.TLS_RSA_WITH_AES_128_GCM_SHA256}}), []string{"TLS could not be agreed upon", "ECDHE", "GODEBUG=tlsrsakex=1"}},
		"TLS 1.1": {tlsServer(t, &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}),
			[]string{"no TLS 1.2 or later"}},
		"negative serial number": {tlsServer(t, &tls.Config{Certificates: []tls.Certificate{negative}}), []string{"negative serial number", "GODEBUG=x509negativeserial=1"}},
		"connection closed":      {"https://" + ended.Addr().String(), []string{"TLS could not be agreed upon", "9398"}},
		"plain HTTP":             {"https" + strings.TrimPrefix(plain.URL, "http"), []string{"speaks plain HTTP"}},
		"a certificate wanted": {tlsServer(t, &tls.Config{Certificates: []tls.Certificate{certificate}, ClientAuth: tls.RequireAnyClientCert}),
			[]string{"asks for a client certificate", "client_cert_pem"}},
	} {
		adjust := insecure
		if name == "a certificate wanted" {
			// In TLS 1.3 the server says so after the handshake, and the request may find the connection closed first: it is sent again.
			adjust = func(c *veeamclient.Config) {
				c.Insecure, c.MaxRetries, c.RetryWaitMin, c.RetryWaitMax = true, 10, time.Millisecond, time.Millisecond
			}
		}
		says(t, name, explained(t, c.url, c.url, adjust), append(c.says, "not: Check endpoint, the network and proxy_url.")...)
	}
}

// TestInterrupted: an end that somebody wanted is no mistake to report.
func TestInterrupted(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	defer server.Close()
	u, _ := url.Parse(server.URL)
	client := veeamclient.New(veeamclient.Config{Endpoint: u})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, canceled := client.BackupServers(ctx, veeamclient.NameScope{})
	_ = client.Close(t.Context())
	_, closed := client.BackupServers(t.Context(), veeamclient.NameScope{})
	for _, err := range []error{canceled, closed} {
		says(t, "interrupted", failure{endpoint: server.URL}.explain(err), "The read was interrupted", "not: report", "not: Check endpoint")
	}
}

// TestAnswersFromACache names the proxy, so that its owner can be asked.
func TestAnswersFromACache(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Age", "90000")
		w.Header().Set("Via", "1.1 squid.lab.example")
	}))
	defer server.Close()
	says(t, "cache", explained(t, server.URL, server.URL, nil), "the answer is 90000 seconds old (Via: 1.1 squid.lab.example)", "may be of a better night")
}
