package provider

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// settings is the provider's configuration: one entry per attribute. An attribute that is left out
// is taken from its environment variable.
var settings = settingTable{
	{
		name: "endpoint", env: "VEEAM_EM_ENDPOINT", kind: textSetting, edges: checkEdges,
		description: "Address of Enterprise Manager's REST API, such as `https://em.example.com:9398`, with or without `/api`, a trailing " +
			"slash or a path prefix. `http://` is accepted for loopback addresses without a `proxy_url` on another machine, and for others only " +
			"with `insecure`, because the password would travel unencrypted.",
		apply: func(c *veeamclient.Config, text string) (err error) {
			c.Endpoint, err = veeamclient.ParseEndpoint(text)
			return err
		},
	},
	{
		name: "username", env: "VEEAM_EM_USERNAME", kind: textSetting, edges: checkEdges,
		description: "Account of Enterprise Manager: `DOMAIN\\user`, `user@domain` or a plain name, without a colon. The least role for " +
			"sessions is Portal User.",
		apply: func(c *veeamclient.Config, text string) error {
			if strings.Contains(text, ":") {
				return fmt.Errorf("a colon ends the user name in HTTP's Basic authentication, so no account can have one; expected DOMAIN\\user, " +
					"user@domain or a plain name")
			}
			c.Username = text
			return nil
		},
	},
	{
		name: "password", env: "VEEAM_EM_PASSWORD", kind: textSetting, sensitive: true, edges: checkPasswordEdges,
		description: "Password of the account. Any characters are accepted, but no line end, tab or invisible mark at its beginning or end.",
		apply: func(c *veeamclient.Config, text string) error {
			c.Password = text
			return nil
		},
	},
	{
		name: "api_version", env: "VEEAM_EM_API_VERSION", kind: textSetting, edges: checkEdges,
		description: "Version of the REST API: `latest` (the default), `v1_5`, `v1_6` or `v1_7`.",
		apply: func(c *veeamclient.Config, text string) error {
			if !slices.Contains(veeamclient.APIVersions, text) {
				return fmt.Errorf("%q is no version of the API; expected one of %s", text, strings.Join(veeamclient.APIVersions, ", "))
			}
			c.APIVersion = text
			return nil
		},
	},
	{
		name: "ca_cert_pem", env: "VEEAM_EM_CA_CERT_PEM", kind: textSetting,
		description: "PEM of the authority that issued the server's certificate, or of Enterprise Manager's own self-signed certificate, to " +
			"be trusted instead of the system's authorities. The certificate must name the host of `endpoint`.",
		apply: func(c *veeamclient.Config, text string) (err error) {
			c.RootCAs, err = veeamclient.ParseCertificates(text)
			return err
		},
	},
	{
		name: "certificate_sha256", env: "VEEAM_EM_CERTIFICATE_SHA256", kind: textSetting, edges: checkEdges,
		description: "SHA-256 fingerprint (hexadecimal, colons allowed) of the only server certificate to be trusted, whatever its name, " +
			"issuer or dates. Excludes `ca_cert_pem` and `insecure`.",
		apply: func(c *veeamclient.Config, text string) (err error) {
			c.Fingerprint, err = veeamclient.ParseFingerprint(text)
			return err
		},
	},
	{
		name: "client_cert_pem", env: "VEEAM_EM_CLIENT_CERT_PEM", kind: textSetting,
		description: "PEM of a client certificate, for a proxy in front of Enterprise Manager that asks for one. Needs `client_key_pem`.",
		apply:       func(*veeamclient.Config, string) error { return nil }, // judged with its key
	},
	{
		name: "client_key_pem", env: "VEEAM_EM_CLIENT_KEY_PEM", kind: textSetting, sensitive: true,
		description: "PEM of the client certificate's key. Needs `client_cert_pem`.",
		apply:       func(*veeamclient.Config, string) error { return nil }, // judged with its certificate
	},
	{
		name: "insecure", env: "VEEAM_EM_INSECURE", kind: switchSetting,
		description: "Turns the check of the server's certificate off. A warning says so. `certificate_sha256` is the better way to a " +
			"self-signed server.",
		apply: func(c *veeamclient.Config, text string) (err error) {
			if c.Insecure, err = strconv.ParseBool(text); err != nil {
				return fmt.Errorf("%q is neither true nor false", text)
			}
			return nil
		},
	},
	{
		name: "proxy_url", env: "VEEAM_EM_PROXY_URL", kind: textSetting, sensitive: true, edges: checkEdges,
		description: "Address of an HTTP or SOCKS proxy for all requests. The default are the usual `HTTPS_PROXY` and `NO_PROXY`. The " +
			"certificate of an `https://` proxy itself is judged by the system's authorities.",
		apply: func(c *veeamclient.Config, text string) (err error) {
			c.Proxy, err = veeamclient.ParseProxyURL(text)
			return err
		},
	},
	{
		name: "request_timeout", env: "VEEAM_EM_REQUEST_TIMEOUT", kind: textSetting, edges: checkEdges,
		description: "How long one request may take, its body included, as a duration such as `90s` or `5m`. The default is `60s`.",
		apply: func(c *veeamclient.Config, text string) (err error) {
			c.RequestTimeout, err = table.ParseDuration(text)
			return err
		},
	},
	{
		name: "max_retries", env: "VEEAM_EM_MAX_RETRIES", kind: numberSetting,
		description: "How often a failed request is repeated, with growing pauses. The default is `4`; `0` turns repeating off.",
		apply: func(c *veeamclient.Config, text string) (err error) {
			c.MaxRetries, err = parseNumber(text, 0, 100)
			return err
		},
	},
	{
		name: "max_concurrent_requests", env: "VEEAM_EM_MAX_CONCURRENT_REQUESTS", kind: numberSetting,
		description: "How many requests may be under way at once. The default is `10`.",
		apply: func(c *veeamclient.Config, text string) (err error) {
			c.MaxConcurrentRequests, err = parseNumber(text, 1, 1000)
			return err
		},
	},
	{
		name: "page_size", env: "VEEAM_EM_PAGE_SIZE", kind: numberSetting,
		description: "How many rows a page of a search is asked for, from `1` to `10000`. The default is `1000`. How many come is the server's " +
			"to say; one that refuses the size is asked for `100`. A smaller page is of use where one takes longer than `request_timeout`.",
		apply: func(c *veeamclient.Config, text string) (err error) {
			c.PageSize, err = parseNumber(text, 1, 10_000)
			return err
		},
	},
}

func parseNumber(text string, least, most int) (int, error) {
	number, err := strconv.Atoi(text)
	if err != nil || number < least || number > most {
		return 0, fmt.Errorf("%q is no whole number from %d to %d", text, least, most)
	}
	return number, nil
}
