package veeamsim

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"io"
	"math/big"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestOnlyLoopbackAddresses(t *testing.T) {
	t.Parallel()
	for _, address := range []string{":0", "0.0.0.0:0", "192.0.2.1:0", "example.com:0", "[::]:0"} {
		s := newServer(t, Config{})
		for name, start := range map[string]func(string) error{"Start": s.Start, "StartTLS": s.StartTLS} {
			if err := start(address); err == nil || !strings.Contains(err.Error(), "is not a loopback address") {
				t.Errorf("%s(%q) gives %v", name, address, err)
			}
		}
		equal(t, "URL", s.URL(), "")
	}
	s := newServer(t, Config{})
	if err := s.Start("nonsense"); err == nil {
		t.Error("an address without a port is accepted")
	}
	if err := s.Start("localhost:0"); err != nil {
		t.Error(err)
	}
	if err := s.Start(""); err == nil || err.Error() != "veeamsim: the server has been started already" {
		t.Errorf("starting twice gives %v", err)
	}
}

// root asks for the resource that needs no session.
func root(s *Server, config *tls.Config) (int, error) {
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: config, DisableKeepAlives: true}}
	response, err := client.Get(s.URL() + "/api/")
	if err != nil {
		return 0, err
	}
	return response.StatusCode, response.Body.Close()
}

func pool(pemText string) *x509.CertPool {
	p := x509.NewCertPool()
	p.AppendCertsFromPEM([]byte(pemText))
	return p
}

func TestTLS(t *testing.T) {
	t.Parallel()
	s := newServer(t, Config{PathPrefix: "/backup"})
	equal(t, "before", s.CertificatePEM()+s.CertificateSHA256(), "")
	if err := s.StartTLS(""); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(s.URL(), "https://127.0.0.1:") || !strings.HasSuffix(s.URL(), "/backup") {
		t.Errorf("URL is %s", s.URL())
	}
	status, err := root(s, &tls.Config{RootCAs: pool(s.CertificatePEM())})
	equal(t, "with its certificate as CA", []any{status, err}, []any{200, nil})
	if _, err := root(s, &tls.Config{}); err == nil {
		t.Error("the certificate is trusted without a CA")
	}
	block, _ := pem.Decode([]byte(s.CertificatePEM()))
	sum := sha256.Sum256(block.Bytes)
	equal(t, "fingerprint", strings.ReplaceAll(s.CertificateSHA256(), ":", ""), strings.ToUpper(hex.EncodeToString(sum[:])))
	equal(t, "its length", len(s.CertificateSHA256()), 32*3-1)
}

func TestCertificateOptions(t *testing.T) {
	t.Parallel()
	s := newServer(t, Config{Certificate: CertificateOptions{
		Hosts: []string{"em.lab.example"}, CommonName: "EM",
		NotBefore: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC),
	}})
	if err := s.StartTLS(""); err != nil {
		t.Fatal(err)
	}
	block, _ := pem.Decode([]byte(s.CertificatePEM()))
	made, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "certificate", []any{made.Subject.CommonName, made.DNSNames, len(made.IPAddresses), made.NotBefore, made.NotAfter},
		[]any{"EM", []string{"em.lab.example"}, 0, "2020-01-01T00:00:00Z", "2021-01-01T00:00:00Z"})
}

func TestClientCertificate(t *testing.T) {
	t.Parallel()
	key, _ := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	s := newServer(t, Config{ClientCAPEM: string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))})
	if err := s.StartTLS(""); err != nil {
		t.Fatal(err)
	}
	trust := &tls.Config{RootCAs: pool(s.CertificatePEM())}
	if _, err := root(s, trust); err == nil {
		t.Error("a client without a certificate is let in")
	}
	trust.Certificates = []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}
	status, err := root(s, trust)
	equal(t, "with one", []any{status, err}, []any{200, nil})

	broken := newServer(t, Config{ClientCAPEM: "nothing"})
	if err := broken.StartTLS(""); err == nil || err.Error() != "veeamsim: ClientCAPEM holds no certificate" {
		t.Errorf("a broken CA gives %v", err)
	}
}

func TestResetOverTLS(t *testing.T) {
	t.Parallel()
	s := newServer(t, Config{Rules: []Rule{{Fault: Fault{Kind: ResetBefore}}}})
	if err := s.StartTLS(""); err != nil {
		t.Fatal(err)
	}
	if _, err := root(s, &tls.Config{RootCAs: pool(s.CertificatePEM())}); err == nil {
		t.Error("a reset connection has answered")
	}
}

func TestDateFollowsTheClock(t *testing.T) {
	t.Parallel()
	s := newServer(t, Config{})
	if err := s.Start(""); err != nil {
		t.Fatal(err)
	}
	response, _, err := visit(t, t.Context(), s, "/", "")
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "Date", response.Header["Date"], []string{"Mon, 15 Jun 2026 12:00:00 GMT"})
}

func TestPlainHTTPBesideHTTPS(t *testing.T) {
	t.Parallel()
	s, err := New(Config{Inventory: small()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	equal(t, "before", s.PlainURL(), "")
	if err := s.StartTLS(""); err != nil {
		t.Fatal(err)
	}
	if err := s.StartPlain(""); err != nil {
		t.Fatal(err)
	}
	if err := s.StartPlain(""); err == nil {
		t.Error("a second plain port is opened")
	}
	if err := newServer(t, Config{}).StartPlain("0.0.0.0:0"); err == nil {
		t.Error("the plain port is open to the network")
	}
	trust := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool(s.CertificatePEM())}, DisableKeepAlives: true}
	for _, url := range []string{s.URL(), s.PlainURL()} {
		response, err := (&http.Client{Transport: trust}).Get(url + "/api/")
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		if want := url + "/api/sessionMngr/?v=latest"; !strings.Contains(string(body), want) {
			t.Errorf("the links do not begin with what was dialled, %s: %s", url, body)
		}
	}
	if !strings.HasPrefix(s.URL(), "https://") || !strings.HasPrefix(s.PlainURL(), "http://") {
		t.Errorf("URLs are %s and %s", s.URL(), s.PlainURL())
	}
	s.Close()
	if _, err := http.Get(s.PlainURL() + "/api/"); err == nil {
		t.Error("the plain port outlives Close")
	}
}
