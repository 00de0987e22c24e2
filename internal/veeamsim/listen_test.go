package veeamsim

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
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

// raw sends the bytes of a request and reads the status of the answer.
func raw(t *testing.T, s *Server, request string) string {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.URL(), "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := fmt.Fprint(conn, strings.ReplaceAll(request, "\n", "\r\n")); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(conn).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(line)
}

func TestLogonNeedsAContentLengthOnTheWire(t *testing.T) {
	t.Parallel()
	s := newServer(t, Config{})
	if err := s.Start(""); err != nil {
		t.Fatal(err)
	}
	head := "POST /api/sessionMngr/?v=latest HTTP/1.1\nHost: em\nConnection: close\n" +
		"Authorization: Basic TEFCXHJlYWRlcjpsYWItUGFzczp3w7ZyZA==\n"
	equal(t, "none", raw(t, s, head+"\n"), "HTTP/1.1 411 Length Required")
	equal(t, "chunked", raw(t, s, head+"Transfer-Encoding: chunked\n\n0\n\n"), "HTTP/1.1 411 Length Required")
	equal(t, "zero", raw(t, s, head+"Content-Length: 0\n\n"), "HTTP/1.1 201 Created")
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
