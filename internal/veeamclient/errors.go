package veeamclient

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// The errors that callers find by errors.Is, never by a text. The first five are of an APIError; ErrRequestTimeout is the cause of a
// ConnectionError.
var (
	// ErrUnauthorized: EM refused the account (401), or a fresh logon session.
	ErrUnauthorized = errors.New("unauthorized")
	// ErrForbidden: the account's role may not read this (403).
	ErrForbidden = errors.New("forbidden")
	// ErrNotFound: EM does not know it (404), or does not keep it any more.
	ErrNotFound = errors.New("not found")
	// ErrNoLogon: nothing takes a logon there (404, 405, 501), so that something else than EM may answer.
	ErrNoLogon = errors.New("no logon there")
	// ErrBadRequest: EM does not accept the query (400), such as a filter that it does not know; not a logon that it does not accept.
	ErrBadRequest = errors.New("bad request")
	// ErrRequestTimeout: one attempt took longer than Config.RequestTimeout.
	ErrRequestTimeout = errors.New("no complete answer within the request timeout")
	// ErrChanging: the entities changed while they were read, page by page, three times in a row.
	ErrChanging = errors.New("the entities changed while they were read")
	// ErrClosed: the client was closed.
	ErrClosed = errors.New("the client is closed")
)

// Request names what was asked, without secrets.
type Request struct {
	Method string
	// Path is the path below the endpoint with its unescaped query;
	// the id of a logon session is replaced by ***.
	Path string
	// clean: what the request's error quotes of others holds no secret any more.
	clean bool
}

func (r Request) String() string { return r.Method + " " + r.Path }

// APIError is an answer of EM with an error status.
type APIError struct {
	Request Request
	// Status is the HTTP status.
	Status int
	// Message is EM's own, or the beginning of a body that is not EM's; it may be empty.
	Message string
	// Logon says that the error answers the logon itself.
	Logon bool
	// BackupServer says that the REST API of Veeam Backup & Replication answered, which has errors of its own form.
	BackupServer bool
	// foreign says that Message is a body that is not EM's.
	foreign bool
}

func (e *APIError) Error() string {
	text := fmt.Sprintf("%s: %d %s", e.Request, e.Status, http.StatusText(e.Status))
	if e.Message != "" {
		text += ": " + e.Message
	}
	return text
}

// Is makes ErrUnauthorized, ErrForbidden, ErrNotFound, ErrBadRequest and ErrNoLogon found by errors.Is.
func (e *APIError) Is(target error) bool {
	switch target {
	case ErrUnauthorized:
		return e.Status == http.StatusUnauthorized
	case ErrForbidden:
		return e.Status == http.StatusForbidden
	case ErrNotFound:
		return e.Status == http.StatusNotFound
	case ErrBadRequest:
		return e.Status == http.StatusBadRequest && !e.Logon
	case ErrNoLogon:
		return e.Logon && (e.Status == http.StatusNotFound || e.Status == http.StatusMethodNotAllowed || e.Status == http.StatusNotImplemented)
	}
	return false
}

// AnswerError is an answer with a success status that is not what EM's documentation promises:
// HTML of a proxy, JSON cut short, a list without its key, a row without its UID.
type AnswerError struct {
	Request     Request
	Status      int
	ContentType string
	// Excerpt is the beginning of the body, at most 200 characters.
	Excerpt string
	// Problem says what is wrong with it.
	Problem string
	// Logon says that it answers the logon.
	Logon bool
}

// IsPage reports whether a web page answered, whatever it calls itself.
func (e *AnswerError) IsPage() bool {
	begins := strings.ToLower(e.Excerpt)
	return strings.Contains(strings.ToLower(e.ContentType), "html") || strings.HasPrefix(begins, "<!doctype html") ||
		strings.HasPrefix(begins, "<html")
}

func (e *AnswerError) Error() string {
	return fmt.Sprintf("%s: %s (status %d, type %q, body begins %q)", e.Request, e.Problem, e.Status, e.ContentType, e.Excerpt)
}

// RedirectError is an answer that points elsewhere. It is not followed: the token would go along.
type RedirectError struct {
	Request Request
	Status  int
	// Target is the scheme and host it pointed to.
	Target string
}

func (e *RedirectError) Error() string {
	return fmt.Sprintf("%s: redirected (%d) to %s", e.Request, e.Status, e.Target)
}

// RetryAfterError is an answer that asks to wait longer than the time left.
type RetryAfterError struct {
	Request Request
	Status  int
	Wait    time.Duration
}

func (e *RetryAfterError) Error() string {
	return fmt.Sprintf("%s: %d, asked to come back in %s, which is longer than the time left", e.Request, e.Status, e.Wait.Round(time.Second))
}

// CachedError is an answer that a cache between here and EM has kept for more than a minute: it may be of a better night.
type CachedError struct {
	Request Request
	// Age is how long it was kept, as the header of that name says; it may be no number of seconds.
	Age string
	// Via names the proxy, as far as it says who it is.
	Via string
}

func (e *CachedError) Error() string {
	return fmt.Sprintf("%s: answered from a cache (Age: %s, via %s)", e.Request, e.Age, e.Via)
}

// ConnectionError is a request without a whole answer: refused, reset, timed out, not trusted.
// The cause is found by errors.As: *ProxyError, *CertificateError, *FingerprintError, *net.DNSError, ...
type ConnectionError struct {
	Request Request
	// Attempts is how often it was tried.
	Attempts int
	Err      error
}

func (e *ConnectionError) Error() string {
	return fmt.Sprintf("%s: no answer after %d attempt(s): %v", e.Request, e.Attempts, e.Err)
}

func (e *ConnectionError) Unwrap() error { return e.Err }

// ProxyError is a proxy that cannot be reached or is not trusted; EM was not asked. Its text names the proxy's host
// and never its user.
type ProxyError struct{ Err error }

func (e *ProxyError) Error() string { return e.Err.Error() }

func (e *ProxyError) Unwrap() error { return e.Err }

// HandshakeError is a server with which no TLS could be agreed upon, for another reason than trust.
type HandshakeError struct{ Err error }

func (e *HandshakeError) Error() string { return e.Err.Error() }

func (e *HandshakeError) Unwrap() error { return e.Err }

// CertificateError is a server certificate that the configuration does not trust.
type CertificateError struct {
	// Fingerprint is the certificate's SHA-256, to be compared on the server before it is trusted.
	Fingerprint string
	Subject     string
	// NotBefore and NotAfter are its dates where they are what is wrong, else zero.
	NotBefore, NotAfter time.Time
	Err                 error
}

func (e *CertificateError) Error() string { return e.Err.Error() }

func (e *CertificateError) Unwrap() error { return e.Err }

// FingerprintError is a server certificate with another fingerprint than the configured one.
type FingerprintError struct{ Got, Want string }

func (e *FingerprintError) Error() string {
	return fmt.Sprintf("the server's certificate has the SHA-256 fingerprint %s, not %s", e.Got, e.Want)
}
