package table

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"strings"
	"syscall"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// describeConnection is about a request without a whole answer.
func describeConnection(err *veeamclient.ConnectionError) (happened, advice string) {
	happened = fmt.Sprintf("%s got no complete answer (%d attempt(s)): "+
		"%s.", err.Request, err.Attempts, strings.TrimSuffix(err.Err.Error(), "."))
	var (
		proxy     *veeamclient.ProxyError
		untrusted *veeamclient.CertificateError
		other     *veeamclient.FingerprintError
		handshake *veeamclient.HandshakeError
		noTLS     tls.RecordHeaderError
		dns       *net.DNSError
	)
	switch {
	case errors.As(err, &proxy): // before what may have failed alike on the way to endpoint
		return happened, "The way to the proxy failed; Enterprise Manager was not asked. Check proxy_url (or VEEAM_EM_PROXY_URL). " +
			"Where neither is set, check HTTPS_PROXY, or let NO_PROXY name the host of endpoint if it needs no proxy. " +
			"The certificate of an https:// proxy is judged by the system's authorities: certificate_sha256, ca_cert_pem and insecure are for " +
			"Enterprise Manager's."
	case errors.As(err, &untrusted) && !untrusted.NotAfter.IsZero():
		return happened, describeDates(untrusted, time.Now())
	case errors.As(err, &untrusted):
		return happened, fmt.Sprintf("The server's certificate (%s) is not trusted. Its SHA-256 fingerprint is\n\n  %s\n\nCompare it on the "+
			"server itself before you trust it. Then either set certificate_sha256 (or VEEAM_EM_CERTIFICATE_SHA256) to it, which trusts exactly "+
			"this certificate, or set ca_cert_pem to the PEM of the authority that issued it (or of the certificate, if it is self-signed and "+
			"names the host). insecure = true turns the check off and lets anybody in between read the password.",
			untrusted.Subject, untrusted.Fingerprint)
	case errors.As(err, &other):
		return happened, "The certificate was renewed, or another machine answers in the server's place. Compare the fingerprint on the " +
			"server itself before you change certificate_sha256."
	case errors.As(err, &dns):
		return happened, "The host name of endpoint is not known. Check its spelling and the name servers."
	case errors.Is(err, veeamclient.ErrRequestTimeout):
		return happened, "Raise request_timeout, or narrow the scope of the read."
	case strings.Contains(happened, "certificate required"):
		return happened, "The server asks for a client certificate. Set client_cert_pem and client_key_pem to one that it accepts."
	case errors.As(err, &noTLS):
		return happened, "endpoint says https://, but what answers there speaks plain HTTP. Check its port (usually 9398)."
	case errors.As(err, &handshake):
		return happened, adviseHandshake(handshake.Error())
	case errors.Is(err, syscall.ECONNREFUSED):
		return happened, "Nothing listens at endpoint. Check its host and port (usually 9398) and that the service Veeam RESTful API runs."
	}
	return happened, "Check endpoint, the network and proxy_url."
}

// describeDates is about a certificate that is trusted but for its dates.
func describeDates(err *veeamclient.CertificateError, now time.Time) string {
	const layout = "2006-01-02 15:04 UTC"
	if now.Before(err.NotBefore) {
		return fmt.Sprintf("The server's certificate (%s) is valid only from %s. Check the clock of this machine.",
			err.Subject, err.NotBefore.Format(layout))
	}
	return fmt.Sprintf("The server's certificate (%s) is expired since %s: it must be renewed on the server. Until then certificate_sha256 "+
		"(or VEEAM_EM_CERTIFICATE_SHA256) trusts exactly this certificate, whatever its dates. Compare its SHA-256 fingerprint on the server "+
		"itself first:\n\n  %s", err.Subject, err.NotAfter.Format(layout), err.Fingerprint)
}

// adviseHandshake says what a server needs that speaks no TLS that is accepted here.
func adviseHandshake(text string) string {
	switch {
	case strings.Contains(text, "negative serial number"):
		return "The server's certificate has a negative serial number, which RFC 5280 forbids. Renew it on the server; until then the " +
			"environment variable GODEBUG=x509negativeserial=1 lets Terraform's providers read it."
	case strings.Contains(text, "protocol version"):
		return "The server speaks no TLS 1.2 or later, which is needed. Turn TLS 1.2 on there (on Windows: in Schannel), or put a proxy in " +
			"front of it that speaks it."
	}
	return "TLS could not be agreed upon. The server needs TLS 1.2 or later with a key exchange by ECDHE. One that has RSA key exchange " +
		"only is read with the environment variable GODEBUG=tlsrsakex=1 until its cipher suites are mended. Else check that endpoint is " +
		"Enterprise Manager's https port (usually 9398)."
}
