package veeamclient

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"time"

	"github.com/hashicorp/go-retryablehttp"
	"golang.org/x/sync/semaphore"
	"golang.org/x/sync/singleflight"
)

// Defaults of a Config's zero values.
const (
	DefaultAPIVersion            = "latest"
	DefaultRequestTimeout        = 60 * time.Second
	DefaultMaxRetries            = 4
	DefaultMaxConcurrentRequests = 10
	DefaultPageSize              = 1000
)

// APIVersions are the values of Config.APIVersion that supported EM builds accept
// (https://helpcenter.veeam.com/docs/vbr/em_rest/em_web_api_versions.html).
var APIVersions = []string{"latest", "v1_5", "v1_6", "v1_7"}

// Config says which EM to read and how.
type Config struct {
	// Endpoint is EM's address as ParseEndpoint returns it.
	Endpoint *url.URL
	// Username and Password of an EM account; the least role is Portal User for sessions.
	Username, Password string
	// APIVersion is one of APIVersions, sent at logon.
	APIVersion string

	// RootCAs replaces the system's certificate authorities.
	RootCAs *x509.CertPool
	// Fingerprint, when not empty, is the SHA-256 of the only server certificate that is trusted.
	Fingerprint []byte
	// ClientCertificate is shown to a server that asks for one; nil shows none.
	ClientCertificate *tls.Certificate
	// Insecure turns every check of the server certificate off.
	Insecure bool
	// Proxy is used for every request; nil means the environment's HTTPS_PROXY and NO_PROXY.
	// None of the trust above is for the proxy itself.
	Proxy *url.URL

	// RequestTimeout bounds one attempt of one request, body included.
	RequestTimeout time.Duration
	// MaxRetries is how often a failed request is repeated; negative means never.
	MaxRetries int
	// MaxConcurrentRequests caps the requests under way at once.
	MaxConcurrentRequests int
	// PageSize is how many rows a page of a search is asked for. How many really come is the server's to say; one that refuses the
	// size is asked for 100.
	PageSize int
	// RetryWaitMin and RetryWaitMax bound the back-off between attempts (1 s and 30 s).
	RetryWaitMin, RetryWaitMax time.Duration

	// UserAgent names the program to EM's own logs.
	UserAgent string
	// Logger takes one record per request; nil discards them.
	Logger *slog.Logger
	// Now is the local clock; nil means time.Now.
	Now func() time.Time
}

// Client reads one EM. It logs on at its first request and is safe for concurrent use.
// Close it to end the logon session.
type Client struct {
	config Config
	// reads repeats what is safe to repeat, logons only what cannot have opened a session, logoffs nothing.
	reads, logons, logoffs *retryablehttp.Client
	transport              *http.Transport
	session                logonSessions
	secrets                *secrets

	// life ends with Close and stops all that is under way, but a logon: EM may have opened its session already, so
	// logonLife ends only when Close has waited for it.
	life, logonLife       context.Context
	endLife, endLogonLife context.CancelFunc

	sharedReads     singleflight.Group
	caseSensitivity caseSensitivity
	servers         serverList
	// largePagesRefused: EM answered 400 to Config.PageSize, and took the usual page.
	largePagesRefused atomic.Bool

	// factsMutex guards what a logon shows of EM: how far its clock is ahead of the local one, and the fingerprint of its certificate.
	factsMutex  sync.Mutex
	skew        time.Duration
	certificate string
}

// New returns a client for EM. It sends nothing: a provider is configured more often than it is used.
func New(config Config) *Client {
	setDefaults(&config)
	known := &secrets{}
	known.addLogin(config.Username, config.Password)
	known.addProxy(proxyOf(config))
	config.Logger = slog.New(cleanLog{config.Logger.Handler(), known})
	slots := semaphore.NewWeighted(int64(config.MaxConcurrentRequests))
	c := &Client{config: config, transport: newTransport(config), secrets: known}
	c.reads = newRequestPath(config, retryRead, slots, c.transport)
	c.logons = newRequestPath(config, c.retryLogonWhileOpen, slots, c.transport)
	// How long logging off may take is for the caller of Close to say: a short RequestTimeout must leave no session open.
	config.RequestTimeout = max(config.RequestTimeout, DefaultRequestTimeout)
	c.logoffs = newRequestPath(config, retryNothing, slots, c.transport)
	c.life, c.endLife = context.WithCancel(context.Background())
	c.logonLife, c.endLogonLife = context.WithCancel(context.Background())
	c.session.logon, c.session.closing = c.logon, c.life.Done()
	return c
}

func setDefaults(config *Config) {
	if config.APIVersion == "" {
		config.APIVersion = DefaultAPIVersion
	}
	if config.RequestTimeout <= 0 {
		config.RequestTimeout = DefaultRequestTimeout
	}
	if config.MaxConcurrentRequests <= 0 {
		config.MaxConcurrentRequests = DefaultMaxConcurrentRequests
	}
	if config.PageSize <= 0 {
		config.PageSize = DefaultPageSize
	}
	if config.RetryWaitMin <= 0 {
		config.RetryWaitMin = time.Second
	}
	if config.RetryWaitMax <= 0 {
		config.RetryWaitMax = 30 * time.Second
	}
	if config.Logger == nil {
		config.Logger = slog.New(slog.DiscardHandler)
	}
	if config.Now == nil {
		config.Now = time.Now
	}
}

// Endpoint is the address that the client reads, for messages.
func (c *Client) Endpoint() string { return c.config.Endpoint.String() }

// Host is the host of the endpoint, without its port.
func (c *Client) Host() string { return c.config.Endpoint.Hostname() }

// Close ends everything that is under way and the logon session, if there is one. For a logon under way it waits, as
// long as ctx lets it. It is best effort: EM ends a forgotten session after 15 idle minutes.
func (c *Client) Close(ctx context.Context) error {
	c.endLife()
	open := c.session.close(ctx)
	c.endLogonLife()
	defer c.transport.CloseIdleConnections()
	var failed error
	for i, session := range open {
		if err := c.logoff(ctx, session); i == 0 {
			failed = err // those that were refused before have most likely ended by themselves
		}
	}
	return failed
}

// Clock is the time by two clocks: EM's, and that of the machine that this program runs on.
type Clock struct {
	// Now is the later of the two, in whole seconds: by a clock that is late, old backups would look young.
	Now time.Time
	// EMAhead is how far EM's clock is ahead of the local one, negative where it is behind; 0 where EM does not tell its time.
	EMAhead time.Duration
}

// Clock is the time now. It logs on where nothing has yet, and returns the errors of a logon.
func (c *Client) Clock(ctx context.Context) (Clock, error) {
	if _, err := c.session.get(ctx); err != nil {
		return Clock{}, err
	}
	c.factsMutex.Lock()
	defer c.factsMutex.Unlock()
	return Clock{c.config.Now().Add(max(c.skew, 0)).UTC().Truncate(time.Second), c.skew}, nil
}

// Now is the time by the later of EM's clock and the local one.
func (c *Client) Now(ctx context.Context) (time.Time, error) {
	clock, err := c.Clock(ctx)
	return clock.Now, err
}

// Connection is how EM was reached.
type Connection struct {
	// Host is that of the endpoint, without its port; Account the name that logs on; APIVersion what was asked for at the logon.
	Host, Account, APIVersion string
	// CertificateSHA256 is the fingerprint of the server certificate at the last logon, in lower case; empty without TLS.
	CertificateSHA256 string
}

// Connection says how EM was reached. It sends nothing.
func (c *Client) Connection() Connection {
	c.factsMutex.Lock()
	defer c.factsMutex.Unlock()
	return Connection{c.Host(), c.config.Username, c.config.APIVersion, c.certificate}
}

// setCertificate keeps the fingerprint of the server's certificate.
func (c *Client) setCertificate(state *tls.ConnectionState) {
	if state == nil || len(state.PeerCertificates) == 0 {
		return
	}
	c.factsMutex.Lock()
	defer c.factsMutex.Unlock()
	c.certificate = fmt.Sprintf("%x", sha256.Sum256(state.PeerCertificates[0].Raw))
}

// setServerTime learns how far EM's clock is from the local one.
func (c *Client) setServerTime(date string) {
	at, err := http.ParseTime(date)
	if err != nil {
		return // no Date header: the local clock has to do
	}
	c.factsMutex.Lock()
	defer c.factsMutex.Unlock()
	c.skew = at.Sub(c.config.Now())
}
