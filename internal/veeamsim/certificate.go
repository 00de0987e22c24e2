package veeamsim

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"strings"
	"time"
)

// CertificateOptions describe the certificate that StartTLS makes.
type CertificateOptions struct {
	Hosts               []string  // names and addresses; default 127.0.0.1, ::1 and localhost
	NotBefore, NotAfter time.Time // default: from an hour ago, for a year
	CommonName          string    // default: Veeam Backup Enterprise Manager
}

type certificate struct {
	pair tls.Certificate
	der  []byte
}

func newCertificate(options CertificateOptions) (*certificate, error) {
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	if err != nil {
		return nil, err
	}
	template := options.template()
	template.SerialNumber = serial
	der, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		return nil, err
	}
	return &certificate{tls.Certificate{Certificate: [][]byte{der}, PrivateKey: private}, der}, nil
}

// template is self-signed and an authority, so that a client can be given it as its CA bundle. Its
// dates follow the real clock, as the clients that check it do.
func (o CertificateOptions) template() *x509.Certificate {
	now := time.Now()
	t := &x509.Certificate{
		Subject:               pkix.Name{CommonName: orElse(o.CommonName, "Veeam Backup Enterprise Manager")},
		NotBefore:             now.Add(-time.Hour),
		NotAfter:              now.AddDate(1, 0, 0),
		KeyUsage:              x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		BasicConstraintsValid: true,
		IsCA:                  true,
	}
	if !o.NotBefore.IsZero() {
		t.NotBefore = o.NotBefore
	}
	if !o.NotAfter.IsZero() {
		t.NotAfter = o.NotAfter
	}
	hosts := o.Hosts
	if len(hosts) == 0 {
		hosts = []string{"127.0.0.1", "::1", "localhost"}
	}
	for _, host := range hosts {
		if ip := net.ParseIP(host); ip != nil {
			t.IPAddresses = append(t.IPAddresses, ip)
		} else {
			t.DNSNames = append(t.DNSNames, host)
		}
	}
	return t
}

func (c *certificate) pem() string {
	if c == nil {
		return ""
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.der}))
}

func (c *certificate) fingerprint() string {
	if c == nil {
		return ""
	}
	sum := sha256.Sum256(c.der)
	return strings.ReplaceAll(fmt.Sprintf("% X", sum[:]), " ", ":")
}
