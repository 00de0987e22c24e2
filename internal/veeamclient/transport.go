package veeamclient

import (
	"bytes"
	"crypto/sha1" //nolint:gosec // for its length only
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// newTransport speaks HTTP/1.1, as EM does, and keeps one connection per concurrent request.
func newTransport(config Config) *http.Transport {
	dialer := newDialer()
	transport := &http.Transport{
		Proxy:               proxyFunc(config),
		DialContext:         dialer.DialContext,
		TLSClientConfig:     tlsConfig(config),
		TLSHandshakeTimeout: 15 * time.Second,
		MaxIdleConnsPerHost: config.MaxConcurrentRequests,
		IdleConnTimeout:     90 * time.Second,
	}
	// What is trusted, and shown, is EM's: an https proxy is judged by the system's authorities. net/http dials TLS by
	// this function only for the first hop, which is the proxy; through it, it speaks TLS with EM as configured.
	if through := proxyOf(config); through != nil && through.Scheme == "https" {
		transport.DialTLSContext = (&tls.Dialer{NetDialer: dialer, Config: &tls.Config{MinVersion: tls.VersionTLS12}}).DialContext
	}
	return transport
}

// newDialer opens connections, to EM or to the proxy in front of it. TCP is kept alive as Go does by itself.
func newDialer() *net.Dialer { return &net.Dialer{Timeout: 30 * time.Second} }

func proxyFunc(config Config) func(*http.Request) (*url.URL, error) {
	if config.Proxy != nil {
		return http.ProxyURL(config.Proxy)
	}
	return http.ProxyFromEnvironment
}

// proxyOf is the proxy in front of EM, or nil.
func proxyOf(config Config) *url.URL {
	proxy, _ := proxyFunc(config)(&http.Request{URL: config.Endpoint}) // its error is one of the request
	return proxy
}

func tlsConfig(config Config) *tls.Config {
	t := &tls.Config{
		MinVersion:         tls.VersionTLS12,
		RootCAs:            config.RootCAs,
		InsecureSkipVerify: config.Insecure, // #nosec G402 -- the user's explicit setting; the provider warns
	}
	if config.ClientCertificate != nil {
		t.Certificates = []tls.Certificate{*config.ClientCertificate}
	}
	if len(config.Fingerprint) > 0 {
		// The fingerprint stands for every other check: EM's own certificate is self-signed
		// and often names another host. VerifyConnection runs on resumed connections too.
		t.InsecureSkipVerify = true
		t.VerifyConnection = func(state tls.ConnectionState) error {
			return checkFingerprint(state.PeerCertificates, config.Fingerprint)
		}
	}
	return t
}

func checkFingerprint(chain []*x509.Certificate, want []byte) error {
	if len(chain) == 0 {
		return errors.New("the server showed no certificate")
	}
	got := sha256.Sum256(chain[0].Raw)
	if !bytes.Equal(got[:], want) {
		return &FingerprintError{Got: FormatFingerprint(got[:]), Want: FormatFingerprint(want)}
	}
	return nil
}

// certificateError gives a refusal of the server's certificate the type that has its fingerprint: a user can compare and trust it.
func certificateError(err error) error {
	var refused *tls.CertificateVerificationError
	if !errors.As(err, &refused) || len(refused.UnverifiedCertificates) == 0 {
		return err
	}
	certificate := refused.UnverifiedCertificates[0]
	sum := sha256.Sum256(certificate.Raw)
	untrusted := &CertificateError{
		Fingerprint: FormatFingerprint(sum[:]),
		Subject:     certificate.Subject.String(),
		Err:         refused.Err,
	}
	var invalid x509.CertificateInvalidError
	if errors.As(refused.Err, &invalid) && invalid.Reason == x509.Expired { // which is also the reason of one that is not valid yet
		untrusted.NotBefore, untrusted.NotAfter = invalid.Cert.NotBefore.UTC(), invalid.Cert.NotAfter.UTC()
	}
	return untrusted
}

// ParseFingerprint reads a SHA-256 fingerprint: 64 hexadecimal digits, colons or spaces between them allowed.
func ParseFingerprint(text string) ([]byte, error) {
	_, after, labelled := strings.Cut(text, "=") // openssl writes "sha256 Fingerprint=AB:CD..."
	if labelled {
		text = after
	}
	digits := strings.NewReplacer(":", "", " ", "").Replace(text)
	const expected = "expected the SHA-256 fingerprint of a certificate: 64 hexadecimal digits, colons allowed"
	for _, r := range digits {
		if !strings.ContainsRune("0123456789abcdefABCDEF", r) {
			return nil, fmt.Errorf("it holds %s; %s", em.CharacterName(r), expected)
		}
	}
	switch len(digits) {
	case 2 * sha256.Size:
		return hex.DecodeString(digits)
	case 2 * sha1.Size:
		return nil, fmt.Errorf("it has 40 hexadecimal digits and so is a SHA-1 thumbprint, as Windows shows it; %s", expected)
	}
	return nil, fmt.Errorf("it has %d hexadecimal digits; %s", len(digits), expected)
}

// FormatFingerprint writes a fingerprint as certificate viewers do: AB:CD:...
func FormatFingerprint(sum []byte) string {
	pairs := make([]string, len(sum))
	for i, b := range sum {
		pairs[i] = fmt.Sprintf("%02X", b)
	}
	return strings.Join(pairs, ":")
}

// ParseCertificates reads one or more PEM certificates to be trusted as authorities.
func ParseCertificates(text string) (*x509.CertPool, error) {
	pool := x509.NewCertPool()
	found := 0
	for rest := []byte(text); ; found++ {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			if found == 0 {
				return nil, errors.New("no PEM block found; expected -----BEGIN CERTIFICATE-----")
			}
			return pool, nil
		}
		if block.Type != "CERTIFICATE" {
			return nil, fmt.Errorf("found a PEM block of type %s; expected CERTIFICATE", block.Type)
		}
		certificate, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, fmt.Errorf("certificate %d cannot be read: %w", found+1, err)
		}
		pool.AddCert(certificate)
	}
}

// ParseClientCertificate reads a client certificate and its unencrypted key, both PEM.
// The error never repeats the key.
func ParseClientCertificate(certificate, key string) (*tls.Certificate, error) {
	pair, err := tls.X509KeyPair([]byte(certificate), []byte(key))
	if err != nil {
		return nil, errors.New("certificate and key are not a PEM pair: " + strings.TrimPrefix(err.Error(), "tls: "))
	}
	return &pair, nil
}
