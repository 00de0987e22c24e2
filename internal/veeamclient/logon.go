package veeamclient

import (
	"context"
	"encoding/base64"
	"errors"
	"net/http"
	"net/url"
	"strings"
)

// tokenHeader carries the token. EM sets a cookie of the same name, which would win over the
// header when both are sent, so the client keeps no cookies
// (https://helpcenter.veeam.com/docs/vbr/em_rest/http_authentication.html).
const tokenHeader = "X-RestSvcSessionId" //nolint:gosec // a header's name, no credential

// errLogonDeadline ends a logon with the deadline of the request that began it: others that wait for it begin anew.
var errLogonDeadline = errors.New("the request that began the logon ran out of time")

// logonContext is a context for a logon, for which several requests wait: it lives as long as the client, not as long as
// the request that happened to be first, since EM may have opened a session that has to be logged off. Only that request's
// deadline is kept, so that a Retry-After is judged by it.
func (c *Client) logonContext(ctx context.Context) (context.Context, context.CancelFunc) {
	detached, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(c.logonLife, cancel)
	endDeadline := context.CancelFunc(func() {})
	if deadline, ok := ctx.Deadline(); ok {
		detached, endDeadline = context.WithDeadlineCause(detached, deadline, errLogonDeadline)
	}
	return detached, func() { endDeadline(); stop(); cancel() }
}

// logon opens a logon session, for all the requests that wait for one.
func (c *Client) logon(ctx context.Context) (opened logonSession, err error) {
	detached, cancel := c.logonContext(ctx)
	defer cancel()
	request, err := c.newRequest(detached, http.MethodPost, "/sessionMngr/", "v="+url.QueryEscape(c.config.APIVersion))
	if err != nil {
		return logonSession{}, err
	}
	request.SetBasicAuth(c.config.Username, c.config.Password)
	err = c.send(c.logons, request, func(response *http.Response) error {
		opened, err = readLogon(response)
		c.secrets.addSession(opened)
		if old := checkAge(response); old != nil {
			return old // its Date is as old
		}
		c.setServerTime(response.Header.Get("Date"))
		c.setCertificate(response.TLS)
		return err
	})
	var refused *APIError
	if errors.As(err, &refused) {
		refused.Logon = true
	}
	var answer *AnswerError
	if errors.As(err, &answer) {
		answer.Logon = true
	}
	if err != nil {
		c.abandon(detached, opened)
		return logonSession{}, err
	}
	return opened, nil
}

// abandon logs off, best effort, a session that is not used. Where its token did not come, it is built from the id, as clients
// have been seen to do.
func (c *Client) abandon(ctx context.Context, session logonSession) {
	if session.id == "" {
		return
	}
	if session.token == "" {
		session.token = base64.StdEncoding.EncodeToString([]byte(session.id))
	}
	_ = c.logoff(ctx, session)
}

// readLogon takes the token from the header and the session's id, for logging off, from the body.
func readLogon(response *http.Response) (logonSession, error) {
	if response.StatusCode != http.StatusCreated && response.StatusCode != http.StatusOK {
		return logonSession{}, readAPIError(response)
	}
	var body struct{ SessionID, Href string }
	excerpt, _ := decodeJSON(response, func(d *decoder) error {
		return d.object(map[string]func() error{
			"sessionid": func() error { return d.value(&body.SessionID) },
			"href":      func() error { return d.value(&body.Href) },
		})
	})
	// A body that cannot be read costs the logging off, not the reading.
	opened := logonSession{token: response.Header.Get(tokenHeader), id: body.SessionID}
	if opened.id == "" {
		opened.id = body.Href[strings.LastIndexByte(body.Href, '/')+1:]
	}
	if opened.token == "" {
		contentType := response.Header.Get("Content-Type")
		wrong := &AnswerError{
			Request: requestOf(response.Request), Status: response.StatusCode, ContentType: contentType, Excerpt: excerpt,
			Problem: "the answer has no " + tokenHeader + " header",
		}
		if !wrong.IsPage() {
			wrong.Excerpt = "" // it may be EM's own body, which holds the SessionId
		}
		return opened, wrong
	}
	return opened, nil
}

// logoff ends a logon session in one attempt: little time is left when it is called.
func (c *Client) logoff(ctx context.Context, session logonSession) error {
	if session.id == "" {
		return errors.New("the logon session stays open for 15 minutes: EM's logon answer did not name it")
	}
	request, err := c.newRequest(ctx, http.MethodDelete, "/logonSessions/"+url.PathEscape(session.id), "")
	if err != nil {
		return err
	}
	request.Header.Set(tokenHeader, session.token)
	return c.send(c.logoffs, request, func(response *http.Response) error {
		if response.StatusCode >= http.StatusMultipleChoices {
			return readAPIError(response)
		}
		return nil
	})
}
