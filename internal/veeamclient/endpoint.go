package veeamclient

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
)

// ParseEndpoint reads EM's address: https://em.example.com:9398, with or without /api,
// a trailing slash or a path prefix. The result ends before /api.
// The error never repeats a user or password that the text holds.
func ParseEndpoint(text string) (*url.URL, error) {
	const accepted = "expected an address such as https://em.example.com:9398"
	u, err := url.Parse(text)
	if err != nil {
		return nil, errors.New("not a URL; " + accepted)
	}
	switch {
	case u.User != nil:
		return nil, errors.New("a user or password does not belong into the endpoint; use username and password")
	case u.Scheme != "https" && u.Scheme != "http":
		return nil, errors.New("no https:// or http:// in front; " + accepted)
	case u.Hostname() == "":
		return nil, errors.New("no host name; " + accepted)
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "":
		return nil, errors.New("a ? or # does not belong into the endpoint; " + accepted)
	}
	path := strings.TrimRight(u.Path, "/")
	path = strings.TrimRight(strings.TrimSuffix(path, "/api"), "/")
	return &url.URL{Scheme: u.Scheme, Host: u.Host, Path: path}, nil
}

// PlainText reports whether a password would travel unencrypted to another machine.
func PlainText(endpoint *url.URL) bool {
	return endpoint.Scheme == "http" && !loopback(endpoint)
}

// PlainTextTo reports whether a proxy on another machine would read the password on its way, also to a loopback address.
// The environment's proxies need no such look: net/http does not use them for what is loopback here.
func PlainTextTo(proxy, endpoint *url.URL) bool {
	return endpoint.Scheme == "http" && proxy != nil && !loopback(proxy)
}

func loopback(u *url.URL) bool {
	host := u.Hostname()
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// ParseProxyURL reads the address of a proxy: http, https or socks5, a user and password allowed.
// The error never repeats the text, which may hold a password.
func ParseProxyURL(text string) (*url.URL, error) {
	u, err := url.Parse(text)
	if err != nil || u.Hostname() == "" {
		return nil, errors.New("not a URL with a host; expected an address such as http://proxy.example.com:3128")
	}
	switch u.Scheme {
	case "http", "https", "socks5", "socks5h":
		return u, nil
	}
	return nil, fmt.Errorf("scheme %q is not one of http, https, socks5", u.Scheme)
}
