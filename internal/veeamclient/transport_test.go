package veeamclient_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

func startTLS(t *testing.T, config veeamsim.Config) *veeamsim.Server {
	t.Helper()
	config.Inventory, config.Clock = inventory(1), func() time.Time { return now }
	sim, err := veeamsim.New(config)
	if err != nil {
		t.Fatal(err)
	}
	if err := sim.StartTLS(""); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(sim.Close)
	return sim
}

func pinned(sim *veeamsim.Server) func(*veeamclient.Config) {
	return func(c *veeamclient.Config) {
		c.Fingerprint, _ = veeamclient.ParseFingerprint(sim.CertificateSHA256())
	}
}

func TestSelfSignedCertificate(t *testing.T) {
	sim := startTLS(t, veeamsim.Config{})
	roots, err := veeamclient.ParseCertificates(sim.CertificatePEM())
	if err != nil {
		t.Fatal(err)
	}
	for name, trust := range map[string]func(*veeamclient.Config){
		"as authority": func(c *veeamclient.Config) { c.RootCAs = roots },
		"fingerprint":  pinned(sim),
		"insecure":     func(c *veeamclient.Config) { c.Insecure = true },
	} {
		if rows, err := readSession(t, connect(t, sim.URL(), trust)); err != nil || len(rows) != 1 {
			t.Errorf("%s: %d rows, %v", name, len(rows), err)
		}
	}
	_, err = readSession(t, connect(t, sim.URL()))
	var untrusted *veeamclient.CertificateError
	if !errors.As(err, &untrusted) || untrusted.Fingerprint != sim.CertificateSHA256() {
		t.Errorf("error is %T %v", err, err)
	}
}

// TestFingerprintStandsForEveryOtherCheck: name, issuer and dates do not matter, the certificate itself does.
func TestFingerprintStandsForEveryOtherCheck(t *testing.T) {
	options := veeamsim.CertificateOptions{Hosts: []string{"another.example"}, NotBefore: now.AddDate(-2, 0, 0), NotAfter: now.AddDate(-1, 0, 0)}
	sim := startTLS(t, veeamsim.Config{Certificate: options})
	if rows, err := readSession(t, connect(t, sim.URL(), pinned(sim))); err != nil || len(rows) != 1 {
		t.Errorf("%d rows, %v", len(rows), err)
	}
	other := startTLS(t, veeamsim.Config{Certificate: options})
	_, err := readSession(t, connect(t, other.URL(), pinned(sim)))
	var wrong *veeamclient.FingerprintError
	if !errors.As(err, &wrong) || wrong.Got != other.CertificateSHA256() || wrong.Want != sim.CertificateSHA256() {
		t.Errorf("error is %T %v", err, err)
	}
	if n := len(other.Requests()); n != 0 {
		t.Errorf("%d requests reached a server that is not trusted", n)
	}
}

func TestCertificateThatDoesNotFit(t *testing.T) {
	for name, options := range map[string]veeamsim.CertificateOptions{
		"another name": {Hosts: []string{"another.example"}},
		"expired":      {NotBefore: now.AddDate(-2, 0, 0), NotAfter: now.AddDate(-1, 0, 0)},
	} {
		sim := startTLS(t, veeamsim.Config{Certificate: options})
		_, err := readSession(t, connect(t, sim.URL(), func(c *veeamclient.Config) {
			c.RootCAs, _ = veeamclient.ParseCertificates(sim.CertificatePEM())
		}))
		var untrusted *veeamclient.CertificateError
		if !errors.As(err, &untrusted) || untrusted.Fingerprint != sim.CertificateSHA256() {
			t.Errorf("%s: error is %T %v", name, err, err)
		}
	}
}

// clientCertificate makes a self-signed certificate and its key.
func clientCertificate(t *testing.T) (certificate, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "terraform"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, private.Public(), private)
	if err != nil {
		t.Fatal(err)
	}
	keyDER, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})),
		string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: keyDER}))
}

func TestClientCertificate(t *testing.T) {
	certificate, key := clientCertificate(t)
	sim := startTLS(t, veeamsim.Config{ClientCAPEM: certificate})
	if _, err := readSession(t, connect(t, sim.URL(), pinned(sim))); err == nil {
		t.Error("the server did not ask for a certificate")
	}
	pair, err := veeamclient.ParseClientCertificate(certificate, key)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := readSession(t, connect(t, sim.URL(), pinned(sim), func(c *veeamclient.Config) { c.ClientCertificate = pair }))
	if err != nil || len(rows) != 1 {
		t.Errorf("%d rows, %v", len(rows), err)
	}
}

func TestParseClientCertificateHidesTheKey(t *testing.T) {
	certificate, key := clientCertificate(t)
	for _, pair := range [][2]string{{certificate, "secret"}, {"nothing", key}, {key, certificate}} {
		if _, err := veeamclient.ParseClientCertificate(pair[0], pair[1]); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("error is %v", err)
		}
	}
}

func TestParseCertificates(t *testing.T) {
	certificate, key := clientCertificate(t)
	for text, want := range map[string]string{
		"":        "no PEM block",
		"not PEM": "no PEM block",
		key:       "type PRIVATE KEY; expected CERTIFICATE",
		"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n": "certificate 1 cannot be read",
	} {
		if _, err := veeamclient.ParseCertificates(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.20q: error is %v, want %q", text, err, want)
		}
	}
	if _, err := veeamclient.ParseCertificates(certificate + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"); err == nil ||
		!strings.Contains(err.Error(), "certificate 2 cannot be read") {
		t.Error(err)
	}
	if _, err := veeamclient.ParseCertificates("# the lab's\n" + certificate + certificate); err != nil {
		t.Error(err)
	}
}

func TestParseFingerprint(t *testing.T) {
	plain := strings.Repeat("0123456789abcdef", 4)
	want, err := veeamclient.ParseFingerprint(plain)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{strings.ToUpper(plain), veeamclient.FormatFingerprint(want), strings.ReplaceAll(veeamclient.FormatFingerprint(want), ":", " "),
		"sha256 Fingerprint=" + veeamclient.FormatFingerprint(want)} {
		if got, err := veeamclient.ParseFingerprint(text); err != nil || string(got) != string(want) {
			t.Errorf("%s: %v, %v", text, got, err)
		}
	}
	for text, want := range map[string]string{
		"": "it has 0 hexadecimal digits", "ab": "it has 2 hexadecimal digits", plain + "00": "it has 66 hexadecimal digits", strings.Repeat("xy", 32): "it holds",
		plain[:40]: "is a SHA-1 thumbprint",
	} {
		if _, err := veeamclient.ParseFingerprint(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

func TestProxy(t *testing.T) {
	sim := startSim(t, veeamsim.Config{Inventory: inventory(1)})
	forwarded := 0
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		forwarded++
		r.URL.Scheme, r.URL.Host = "http", strings.TrimPrefix(sim.URL(), "http://")
		sim.ServeHTTP(w, r)
	}))
	t.Cleanup(proxy.Close)
	client := connect(t, "http://em.example:9399", func(c *veeamclient.Config) { c.Proxy = mustURL(t, proxy.URL) })
	if rows, err := readSession(t, client); err != nil || len(rows) != 1 {
		t.Errorf("%d rows, %v", len(rows), err)
	}
	if forwarded != 2 {
		t.Errorf("%d requests went through the proxy, want 2", forwarded)
	}
}
