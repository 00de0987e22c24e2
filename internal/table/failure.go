package table

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// failure writes an error's detail: what was asked, what came back, what to do.
type failure struct {
	Advice
	endpoint string
}

// addFailure adds the error of a read, on the argument that it is about, if any.
func addFailure(diags *diag.Diagnostics, title string, f failure, err error) {
	var advised *AdvisedError
	if errors.As(err, &advised) && advised.Argument != "" {
		diags.AddAttributeError(path.Root(advised.Argument), errorSummary(title), f.explain(err))
		return
	}
	diags.AddError(errorSummary(title), f.explain(err))
}

func (f failure) explain(err error) string {
	var role *RoleError
	if errors.As(err, &role) {
		f.Role = role.Role + " for " + role.For + ","
	}
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
		cached     *veeamclient.CachedError
		timeout    errReadTimeout
		advised    *AdvisedError
	)
	switch {
	case errors.As(err, &advised):
		return advised.Happened, advised.Advice
	case errors.As(err, &timeout):
		return sentence(err.Error()), "Raise " + f.timeout() + ", or narrow the scope of the read."
	case errors.Is(err, context.Canceled), errors.Is(err, veeamclient.ErrClosed):
		return "The read was interrupted before it ended.", "Nothing is known of what it should have read; run it again."
	case errors.As(err, &api):
		return f.describeAPI(api)
	case errors.As(err, &answer):
		return f.describeAnswer(answer)
	case errors.As(err, &cached):
		return fmt.Sprintf("%s was answered from a cache: the answer is %s seconds old (%s), although none was asked for.",
				cached.Request, cached.Age, cached.Via),
			"What a cache has kept may be of a better night, so it is not believed. Let the proxy in front of Enterprise Manager keep nothing " +
				"of it, or set endpoint to Enterprise Manager itself (and NO_PROXY to its host)."
	case errors.As(err, &redirect):
		return fmt.Sprintf("%s was redirected (status %d) to %s. Redirects are not followed, because the logon session's token would go along.",
			redirect.Request, redirect.Status, redirect.Target), "Set endpoint to the address that Enterprise Manager itself answers at."
	case errors.As(err, &wait):
		return fmt.Sprintf("%s answered with status %d and asks to come back in %s, which is longer than the time left for this read.",
			wait.Request, wait.Status, wait.Wait), "Try again later, or raise " + f.timeout() + "."
	case errors.Is(err, veeamclient.ErrChanging):
		return sentence(err.Error()), "A search must see every page of the same list. Try again, or let fewer pages be needed: by a narrower " +
			"scope, or by a larger page_size in the provider's configuration."
	case errors.As(err, &connection):
		return describeConnection(connection)
	}
	return sentence(err.Error()), report
}

const report = "Please report this with the provider's debug log (TF_LOG_PROVIDER=DEBUG)."

func (f failure) describeAPI(err *veeamclient.APIError) (happened, advice string) {
	happened = fmt.Sprintf("%s was answered with status %d and %s.", err.Request, err.Status, quoted(err.Message))
	switch {
	case err.Logon && (err.BackupServer || f.isOtherService() && err.Status >= 400 && err.Status < 500):
		return happened, f.otherService(err.BackupServer)
	case err.Logon && errors.Is(err, veeamclient.ErrUnauthorized):
		return happened, "Enterprise Manager does not accept the account. Check username and password. The logon is not repeated in this " +
			"run, so that the account is not locked."
	case err.Logon && errors.Is(err, veeamclient.ErrForbidden):
		return happened, "The account may not log on. It needs a role in Enterprise Manager (Configuration, Roles): at least " + f.Role + "."
	case errors.Is(err, veeamclient.ErrNoLogon):
		return happened, "The logon of Enterprise Manager is not there: endpoint is probably wrong. Check its port (usually 9398, with " +
			"https) and its path; another service may answer."
	case err.Logon && err.Status == http.StatusBadRequest:
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

// describeAnswer is about an answer with a success status that makes no sense.
func (f failure) describeAnswer(err *veeamclient.AnswerError) (happened, advice string) {
	if err.IsPage() {
		happened = fmt.Sprintf("%s was answered by a web page (status %d), not by Enterprise Manager's REST API.", err.Request, err.Status)
	} else {
		happened = fmt.Sprintf("%s was answered with status %d and content type %q, but "+
			"%s.", err.Request, err.Status, err.ContentType, err.Problem)
	}
	if err.Excerpt != "" {
		happened += " It begins: " + err.Excerpt
	}
	if err.Logon && f.isOtherService() {
		return happened, f.otherService(false)
	}
	return happened, "Something in between may have answered: a proxy, its logon page, another service. Check endpoint (usually https on " +
		"port 9398) and proxy_url."
}

// timeout is the argument that bounds the read.
func (f failure) timeout() string { return "timeouts." + cmp.Or(f.Operation, OperationRead) }

// port is that of endpoint.
func (f failure) port() string {
	endpoint, err := url.Parse(f.endpoint)
	if err == nil && endpoint.Port() == "" && endpoint.Scheme == "https" {
		return "443"
	}
	if err != nil {
		return ""
	}
	return endpoint.Port()
}

// isOtherService reports whether endpoint has a port at which a backup server has another service.
func (f failure) isOtherService() bool { return f.port() == "9419" || f.port() == "443" }

func (f failure) otherService(certain bool) string {
	if certain || f.port() == "9419" {
		return "This is the REST API of Veeam Backup & Replication; this provider reads Enterprise Manager (port 9398). Set endpoint to it, " +
			"such as https://em.example.com:9398."
	}
	return "On port 443 a web server answers, or the REST API of Veeam Backup & Replication; this provider reads Enterprise Manager (port " +
		"9398). Set endpoint to it, such as https://em.example.com:9398."
}

// unaccepted says what to do about a query that EM refuses: check the arguments that hold EM's own words, or report the provider's query.
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
