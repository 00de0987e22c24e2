package veeamsim

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"time"
)

// listening is the server's ports, once it has some.
type listening struct {
	mu            sync.Mutex
	server        *http.Server // nil before the first port
	url, plainURL string
	certificate   *certificate
	serving       sync.WaitGroup
}

// Start serves plain HTTP at an address; an empty one means a free port of 127.0.0.1. Only loopback
// addresses are accepted: a pretend server has no business on a network.
func (s *Server) Start(address string) error {
	return s.listen(address, "http", nil, &s.listener.url)
}

// StartPlain serves plain HTTP at a second address, beside the one of StartTLS: Enterprise Manager has
// such a port too, 9399 by default (page accessing_em_web_api). See PlainURL.
func (s *Server) StartPlain(address string) error {
	return s.listen(address, "http", nil, &s.listener.plainURL)
}

// StartTLS serves HTTPS, with a self-signed certificate that it makes now.
func (s *Server) StartTLS(address string) error {
	made, err := newCertificate(s.config.Certificate)
	if err != nil {
		return fmt.Errorf("veeamsim: making the certificate: %w", err)
	}
	config := &tls.Config{Certificates: []tls.Certificate{made.pair}, MinVersion: tls.VersionTLS12}
	if s.config.ClientCAPEM != "" {
		config.ClientAuth = tls.RequireAndVerifyClientCert
		config.ClientCAs = x509.NewCertPool()
		if !config.ClientCAs.AppendCertsFromPEM([]byte(s.config.ClientCAPEM)) {
			return errors.New("veeamsim: ClientCAPEM holds no certificate")
		}
	}
	s.listener.mu.Lock()
	s.listener.certificate = made
	s.listener.mu.Unlock()
	return s.listen(address, "https", config, &s.listener.url)
}

// listen opens a port and writes its URL to where it belongs.
func (s *Server) listen(address, scheme string, config *tls.Config, url *string) error {
	l := &s.listener
	l.mu.Lock()
	defer l.mu.Unlock()
	if *url != "" {
		return errors.New("veeamsim: the server has been started already")
	}
	port, err := listenLoopback(address)
	if err != nil {
		return err
	}
	*url = scheme + "://" + port.Addr().String() + s.config.PathPrefix
	if config != nil {
		port = tls.NewListener(port, config)
	}
	if l.server == nil {
		l.server = &http.Server{
			Handler:           s,
			ConnContext:       func(ctx context.Context, _ net.Conn) context.Context { return context.WithValue(ctx, ownPort{}, true) },
			ReadHeaderTimeout: 30 * time.Second,
			// Broken connections are the daily business of this server.
			ErrorLog: log.New(io.Discard, "", 0),
		}
	}
	l.serving.Go(func() { _ = l.server.Serve(port) })
	return nil
}

func listenLoopback(address string) (net.Listener, error) {
	if address == "" {
		address = "127.0.0.1:0"
	}
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("veeamsim: address %q: %w", address, err)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, fmt.Errorf("veeamsim: %q is not a loopback address; use 127.0.0.1, ::1 or localhost", address)
	}
	port, err := new(net.ListenConfig).Listen(context.Background(), "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("veeamsim: %w", err)
	}
	return port, nil
}

// URL is where the server is, without /api; empty before it is started.
func (s *Server) URL() string {
	s.listener.mu.Lock()
	defer s.listener.mu.Unlock()
	return s.listener.url
}

// PlainURL is where the server speaks plain HTTP beside HTTPS, without /api; empty before StartPlain.
func (s *Server) PlainURL() string {
	s.listener.mu.Lock()
	defer s.listener.mu.Unlock()
	return s.listener.plainURL
}

// CertificatePEM is the server's certificate, which is its own authority; empty before StartTLS.
func (s *Server) CertificatePEM() string {
	s.listener.mu.Lock()
	defer s.listener.mu.Unlock()
	return s.listener.certificate.pem()
}

// CertificateSHA256 is the fingerprint of the certificate as a person sees it: upper case hex with
// colons. It is empty before StartTLS.
func (s *Server) CertificateSHA256() string {
	s.listener.mu.Lock()
	defer s.listener.mu.Unlock()
	return s.listener.certificate.fingerprint()
}

// Close stops the server at once: open connections break and requests that hang end.
func (s *Server) Close() {
	s.close.Do(func() { close(s.done) })
	l := &s.listener
	l.mu.Lock()
	server := l.server
	l.mu.Unlock()
	if server != nil {
		_ = server.Close()
		l.serving.Wait()
	}
}
