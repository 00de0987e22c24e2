package table

import (
	"errors"
	"fmt"
	"net"
	"strings"
	"syscall"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// failure writes an error's detail: what was asked, what came back, what to do.
type failure struct {
	Advice
	endpoint string
}

func (f failure) explain(err error) string {
	happened, advice := f.describe(err)
	return fmt.Sprintf("%s\n\nEnterprise Manager: %s\n\n%s", happened, f.endpoint, advice)
}

func (f failure) describe(err error) (happened, advice string) {
	var (
		api        *veeamclient.APIError
		answer     *veeamclient.AnswerError
		redirect   *veeamclient.RedirectError
		wait       *veeamclient.RetryAfterError
		connection *veeamclient.ConnectionError
		timeout    errReadTimeout
	)
	switch {
	case errors.As(err, &timeout):
		return sentence(err.Error()), "Raise timeouts.read, or narrow the scope of the read."
	case errors.As(err, &api):
		return f.describeAPI(api)
	case errors.As(err, &answer):
		return fmt.Sprintf("%s answered with status %d and content type %q, but %s. The answer begins: %s",
				answer.Request, answer.Status, answer.ContentType, answer.Problem, answer.Excerpt),
			"Something else than Enterprise Manager's REST API may have answered: a proxy, a logon page, another service. Check endpoint " +
				"(usually https on port 9398) and proxy_url."
	case errors.As(err, &redirect):
		return fmt.Sprintf("%s was redirected (status %d) to %s. Redirects are not followed, because the logon session's token would go along.",
			redirect.Request, redirect.Status, redirect.Target), "Set endpoint to the address that Enterprise Manager itself answers at."
	case errors.As(err, &wait):
		return fmt.Sprintf("%s answered with status %d and asks to come back in %s, which is longer than the time left for this read.",
			wait.Request, wait.Status, wait.Wait), "Try again later, or raise timeouts.read."
	case errors.Is(err, veeamclient.ErrChanging):
		return sentence(err.Error()), "A search must see every page of the same list. Try again, or narrow the scope so that fewer pages are " +
			"needed, for example with created_before in the past."
	case errors.As(err, &connection):
		return describeConnection(connection)
	}
	return sentence(err.Error()), report
}

const report = "Please report this with the provider's debug log (TF_LOG_PROVIDER=DEBUG)."

func (f failure) describeAPI(err *veeamclient.APIError) (happened, advice string) {
	happened = fmt.Sprintf("%s was answered with status %d and %s.", err.Request, err.Status, quoted(err.Message))
	switch {
	case err.Logon && errors.Is(err, veeamclient.ErrUnauthorized):
		return happened, "Enterprise Manager does not accept the account. Check username and password. The logon is not repeated in this " +
			"run, so that the account is not locked."
	case err.Logon && errors.Is(err, veeamclient.ErrForbidden):
		return happened, "The account may not log on. It needs a role in Enterprise Manager (Configuration, Roles): at least " + f.Role + "."
	case errors.Is(err, veeamclient.ErrNoLogon):
		return happened, "The logon of Enterprise Manager is not there: endpoint is probably wrong. Check its port (usually 9398, with " +
			"https) and its path; another service may answer."
	case err.Logon && errors.Is(err, veeamclient.ErrBadRequest):
		return happened, "The logon was not understood. Check endpoint (usually https on port 9398) and api_version."
	case errors.Is(err, veeamclient.ErrBadRequest):
		return happened, "Enterprise Manager did not accept the query; its message above says why. " + f.unaccepted()
	case errors.Is(err, veeamclient.ErrForbidden):
		return happened, "The account's role may not read this. It needs at least the role " + f.Role + " in Enterprise Manager " +
			"(Configuration, Roles)."
	case errors.Is(err, veeamclient.ErrUnauthorized):
		return happened, "A fresh logon session was refused. Something between Terraform and Enterprise Manager may drop the header " +
			"X-RestSvcSessionId."
	case errors.Is(err, veeamclient.ErrNotFound):
		return happened, f.notFound()
	}
	return happened, "Enterprise Manager failed. Its message above and its log (Svc.VeeamBES.log) say why; if it was overloaded, try " +
		"again or lower max_concurrent_requests."
}

// unaccepted says what to do about a question that the user has put in EM's own words, or else the provider.
func (f failure) unaccepted() string {
	if f.Check != "" {
		return "Check " + f.Check + "."
	}
	return report
}

// notFound says what is not there.
func (f failure) notFound() string {
	found := "Nothing was found at this address."
	if f.Asked != "" {
		found = fmt.Sprintf("Nothing was found with %s.", f.Asked)
	}
	return strings.TrimSpace(found + " " + f.Hint)
}

func describeConnection(err *veeamclient.ConnectionError) (happened, advice string) {
	happened = fmt.Sprintf("%s got no complete answer (%d attempt(s)): "+
		"%s.", err.Request, err.Attempts, strings.TrimSuffix(err.Err.Error(), "."))
	var (
		proxy     *veeamclient.ProxyError
		untrusted *veeamclient.CertificateError
		other     *veeamclient.FingerprintError
		dns       *net.DNSError
	)
	switch {
	case errors.As(err, &proxy): // before what may have failed alike on the way to endpoint
		return happened, "The way to the proxy failed; Enterprise Manager was not asked. Check proxy_url (or VEEAM_EM_PROXY_URL). " +
			"Where neither is set, check HTTPS_PROXY, or let NO_PROXY name the host of endpoint if it needs no proxy. " +
			"The certificate of an https:// proxy is judged by the system's authorities: certificate_sha256, ca_cert_pem and insecure are for " +
			"Enterprise Manager's."
	case errors.As(err, &untrusted):
		return happened, fmt.Sprintf("The server's certificate (%s) is not trusted. Its SHA-256 fingerprint is\n\n  %s\n\n"+
			"Compare it on the server itself before you trust it. Then either set certificate_sha256 (or VEEAM_EM_CERTIFICATE_SHA256) to it, "+
			"which trusts exactly this certificate, "+
			"or set ca_cert_pem to the PEM of the authority that issued it (or of the certificate, if it is self-signed and names the host). "+
			"insecure = true turns the check off and lets anybody in between read the password.", untrusted.Subject, untrusted.Fingerprint)
	case errors.As(err, &other):
		return happened, "The certificate was renewed, or another machine answers in the server's place. Compare the fingerprint on the " +
			"server itself before you change certificate_sha256."
	case errors.As(err, &dns):
		return happened, "The host name of endpoint is not known. Check its spelling and the name servers."
	case errors.Is(err, veeamclient.ErrRequestTimeout):
		return happened, "Raise request_timeout, or narrow the scope of the read."
	case errors.Is(err, syscall.ECONNREFUSED):
		return happened, "Nothing listens at endpoint. Check its host and port (usually 9398) and that the service Veeam RESTful API runs."
	}
	return happened, "Check endpoint, the network and proxy_url."
}

func quoted(message string) string {
	if message == "" {
		return "no message"
	}
	return "the message: " + strings.TrimSuffix(message, ".")
}

// sentence begins with a capital letter and ends with a full stop.
func sentence(text string) string {
	return strings.ToUpper(text[:1]) + strings.TrimSuffix(text[1:], ".") + "."
}
