package veeamclient

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/hashicorp/go-retryablehttp"
)

// get reads path below /api with an already escaped query and hands the body to decode.
// An attempt that breaks in the middle is repeated, so decode begins from zero each time.
// A 401 means that the logon session ended (after 15 idle minutes): it is renewed once.
func (c *Client) get(ctx context.Context, path, query string, decode func(*decoder) error) error {
	token, err := c.session.get(ctx)
	if err != nil {
		return err
	}
	err = c.getWith(ctx, token, path, query, decode)
	if !errors.Is(err, ErrUnauthorized) {
		return err
	}
	c.session.drop(token)
	if token, err = c.session.get(ctx); err != nil {
		return err
	}
	return c.getWith(ctx, token, path, query, decode)
}

func (c *Client) getWith(ctx context.Context, token, path, query string, decode func(*decoder) error) error {
	request, err := c.newRequest(ctx, http.MethodGet, path, query)
	if err != nil {
		return err
	}
	request.Header.Set(tokenHeader, token)
	return c.send(c.reads, request, func(response *http.Response) error {
		return readAnswer(response, decode)
	})
}

func (c *Client) newRequest(ctx context.Context, method, path, query string) (*retryablehttp.Request, error) {
	u := *c.config.Endpoint
	u.Path += "/api" + path
	u.RawQuery = query
	request, err := retryablehttp.NewRequestWithContext(ctx, method, u.String(), nil)
	if err != nil {
		return nil, err
	}
	// Without it EM answers XML.
	request.Header.Set("Accept", "application/json")
	request.Header.Set("User-Agent", c.config.UserAgent)
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
	return nameFailure(ctx, requestOf(request.Request), attempts, err)
}

// nameFailure gives an error without a type the one of this package.
func nameFailure(ctx context.Context, request Request, attempts *int, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	for _, known := range []any{new(*APIError), new(*AnswerError), new(*RedirectError), new(*RetryAfterError)} {
		if errors.As(err, known) {
			return err
		}
	}
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err // its text repeats the URL
	}
	return &ConnectionError{Request: request, Attempts: *attempts, Err: nameCause(err)}
}

// nameCause tells a proxy's failure from EM's.
func nameCause(err error) error {
	var operation *net.OpError
	if errors.As(err, &operation) && operation.Op == "proxyconnect" { // net/http's name of the way to a proxy
		return &ProxyError{Err: err}
	}
	return trustError(err)
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
