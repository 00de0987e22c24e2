package veeamclient_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

func TestParseEndpoint(t *testing.T) {
	for text, want := range map[string]string{
		"https://em.example.com:9398":             "https://em.example.com:9398",
		"https://em.example.com:9398/":            "https://em.example.com:9398",
		"https://em.example.com:9398/api":         "https://em.example.com:9398",
		"https://em.example.com:9398/api/":        "https://em.example.com:9398",
		"https://proxy.example.com/backup":        "https://proxy.example.com/backup",
		"https://proxy.example.com/backup//api//": "https://proxy.example.com/backup",
		"http://[::1]:9399/api":                   "http://[::1]:9399",
		"https://proxy.example.com/my-api":        "https://proxy.example.com/my-api",
	} {
		if got, err := veeamclient.ParseEndpoint(text); err != nil || got.String() != want {
			t.Errorf("%s: %v, %v; want %s", text, got, err, want)
		}
	}
	for text, want := range map[string]string{
		"":                             "no https://",
		"em.example.com":               "no https://",
		"em.example.com:9398":          "https://em.example.com:9398",
		"ftp://em.example.com":         "no https://",
		"https://":                     "no host",
		"https://:9398":                "no host",
		"https://user:secret@em:9398":  "does not belong",
		"https://secret@em:9398":       "does not belong",
		"https://em:9398/api?v=secret": "? or #",
		"https://em:9398/#secret":      "? or #",
		"https://user:secret@em:port":  "not a URL",
	} {
		_, err := veeamclient.ParseEndpoint(text)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: error is %v, want %q", text, err, want)
		}
	}
}

func TestEndpointWithPathPrefix(t *testing.T) {
	sim := startSim(t, veeamsim.Config{Inventory: inventory(1), PathPrefix: "/backup"})
	for _, suffix := range []string{"", "/", "/api", "/api/"} {
		if rows, err := readSession(t, connect(t, sim.URL()+suffix)); err != nil || len(rows) != 1 {
			t.Errorf("%q: %d rows, %v", suffix, len(rows), err)
		}
	}
}

func TestPlainText(t *testing.T) {
	for text, want := range map[string]bool{
		"https://em.example.com": false, "http://127.0.0.1:9399": false, "http://127.1.2.3": false, "http://[::1]": false, "http://localhost:1": false,
		"http://em.example.com": true, "http://192.168.1.1": true, "http://localhost.example.com": true,
	} {
		u, err := veeamclient.ParseEndpoint(text)
		if err != nil || veeamclient.PlainText(u) != want {
			t.Errorf("%s: %v, %v", text, !want, err)
		}
	}
}

// TestPlainTextToAProxy: a proxy on another machine reads what goes to EM over HTTP, wherever EM is.
func TestPlainTextToAProxy(t *testing.T) {
	for _, c := range []struct {
		proxy, endpoint string
		want            bool
	}{
		{"http://proxy:3128", "http://127.0.0.1:9399", true}, {"http://proxy:3128", "http://em:9399", true}, {"http://proxy:3128", "https://em:9398", false},
		{"http://127.0.0.1:3128", "http://em:9399", false}, {"", "http://em:9399", false}, {"", "https://em:9398", false},
	} {
		var proxy *url.URL
		if c.proxy != "" {
			proxy = mustURL(t, c.proxy)
		}
		if got := veeamclient.PlainTextTo(proxy, mustURL(t, c.endpoint)); got != c.want {
			t.Errorf("%s by %q: %t", c.endpoint, c.proxy, got)
		}
	}
}

func TestParseProxyURL(t *testing.T) {
	for _, text := range []string{"http://proxy:3128", "http://user:secret@proxy:3128", "socks5://proxy:1080", "https://proxy"} {
		if got, err := veeamclient.ParseProxyURL(text); err != nil || got.String() != text {
			t.Errorf("%s: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "proxy:3128", "//proxy", "ftp://secret@proxy", "http://user:secret@pro xy", "http://"} {
		if _, err := veeamclient.ParseProxyURL(text); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: error is %v", text, err)
		}
	}
}
