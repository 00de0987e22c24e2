package veeamclient

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/hashicorp/go-retryablehttp"
	"golang.org/x/sync/semaphore"
)

// newRequestPath puts together what a request passes on its way to EM. It is read from below: each step is wrapped around
// the one that comes after it. repeat says which attempts are worth another one; slots are shared by all paths of a client.
func newRequestPath(config Config, repeat retryablehttp.CheckRetry, slots *semaphore.Weighted, transport http.RoundTripper,
) *retryablehttp.Client {
	// 5. The transport speaks TLS as configured, through the proxy if there is one (transport.go).
	next := transport
	next = &handshake{next: next}
	// 4. One log record per attempt, with the time that EM took: nothing is waited for from here on (attempt.go).
	next = &logging{next: next, log: config.Logger, now: config.Now}
	// 3. The attempt's deadline, the reading of its body included.
	next = &deadline{next: next, timeout: config.RequestTimeout}
	// 2. A slot among the requests under way. It is waited for before the deadline's clock starts.
	next = &limit{next: next, slots: slots}
	// 1. Attempts, with pauses in between in which no slot is taken (retry.go). Back-off and Retry-After (seconds or a
	// date) are the library's. The answer is read within the attempt, by readAnswer (answer.go): one whose body breaks is
	// repeated as well.
	return &retryablehttp.Client{
		HTTPClient: &http.Client{
			Transport: next,
			// A redirect would take the token to another host.
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		RetryWaitMin: config.RetryWaitMin,
		RetryWaitMax: config.RetryWaitMax,
		RetryMax:     max(config.MaxRetries, 0),
		CheckRetry:   repeat,
		Backoff:      retryablehttp.DefaultBackoff,
		ErrorHandler: lastAttempt,
	}
}

// get reads path below /api with an already escaped query and hands the body to decode. It ends with the client.
// An attempt that breaks in the middle is repeated, so decode begins from zero each time.
// A 401 means that the logon session ended (after 15 idle minutes): it is renewed once.
func (c *Client) get(ctx context.Context, path, rawQuery string, decode func(*decoder) error) error {
	token, err := c.session.get(ctx)
	if err != nil {
		return err
	}
	err = c.getWith(ctx, token, path, rawQuery, decode)
	if !errors.Is(err, ErrUnauthorized) {
		return err
	}
	c.session.drop(token)
	if token, err = c.session.get(ctx); err != nil {
		return err
	}
	return c.getWith(ctx, token, path, rawQuery, decode)
}

func (c *Client) getWith(ctx context.Context, token, path, rawQuery string, decode func(*decoder) error) error {
	ctx, end := context.WithCancelCause(ctx)
	defer end(nil)
	defer context.AfterFunc(c.life, func() { end(ErrClosed) })()
	request, err := c.newRequest(ctx, http.MethodGet, path, rawQuery)
	if err != nil {
		return err
	}
	request.Header.Set(tokenHeader, token)
	return c.send(c.reads, request, func(response *http.Response) error {
		if err := checkAge(response); err != nil {
			return err
		}
		return readAnswer(response, decode)
	})
}

func (c *Client) newRequest(ctx context.Context, method, path, rawQuery string) (*retryablehttp.Request, error) {
	u := *c.config.Endpoint
	u.Path += "/api" + path
	u.RawQuery = rawQuery
	request, err := retryablehttp.NewRequestWithContext(ctx, method, u.String(), nil)
	if err != nil {
		return nil, err
	}
	// Without it EM answers XML.
	request.Header.Set("Accept", "application/json")
	request.Header.Set("User-Agent", c.config.UserAgent)
	// What a proxy has kept may be of a better night.
	request.Header.Set("Cache-Control", "no-cache")
	return request, nil
}

// send makes the attempts of one request. read gets each answer whose status is not worth a retry.
func (c *Client) send(retrier *retryablehttp.Client, request *retryablehttp.Request, read func(*http.Response) error) error {
	request.SetResponseHandler(read)
	ctx, attempts := countAttempts(request.Context())
	request = request.WithContext(ctx)
	response, err := retrier.Do(request)
	if response != nil {
		_ = response.Body.Close()
	}
	return c.secrets.cleanError(typedError(ctx, requestOf(request.Request), attempts, err))
}

// typedError gives a failure that no step has typed a type of this package, which says how often it was tried.
func typedError(ctx context.Context, request Request, attempts *int, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	for _, known := range []any{new(*APIError), new(*AnswerError), new(*RedirectError), new(*RetryAfterError), new(*CachedError)} {
		if errors.As(err, known) {
			return err
		}
	}
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err // its text repeats the URL
	}
	return &ConnectionError{Request: request, Attempts: *attempts, Err: typedCause(err)}
}

// typedCause gives a failure on the way to a proxy, and a certificate that is not trusted, a type of its own. A proxy says in
// the reason of its answer why it opens no tunnel, and net/http has nothing but that text.
func typedCause(err error) error {
	var operation *net.OpError
	if errors.As(err, &operation) && operation.Op == "proxyconnect" { // net/http's name of the way to a proxy
		return &ProxyError{Err: err}
	}
	return certificateError(err)
}

// requestOf names a request without the id of a logon session, which is a secret as the token is.
func requestOf(request *http.Request) Request {
	path := request.URL.Path
	if before, _, found := strings.Cut(path, "/logonSessions/"); found {
		path = before + "/logonSessions/***"
	}
	if request.URL.RawQuery != "" {
		// Not url.Query: it drops pairs with a bare semicolon.
		query, err := url.QueryUnescape(request.URL.RawQuery)
		if err != nil {
			query = request.URL.RawQuery
		}
		path += "?" + query
	}
	return Request{Method: request.Method, Path: path}
}
