package provider_test

import (
	"encoding/pem"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

func TestConfigureProxy(t *testing.T) {
	t.Parallel()
	sim, err := veeamsim.New(veeamsim.Config{Inventory: nightly()})
	if err != nil {
		t.Fatal(err)
	}
	var authorization atomic.Value
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		authorization.Store(r.Header.Get("Proxy-Authorization"))
		sim.ServeHTTP(w, r)
	}))
	t.Cleanup(proxy.Close)
	config := map[string]string{
		"endpoint": `"http://em.example:9399"`, "insecure": "true", "username": quote(veeamsim.DefaultAccount.Username), "password": quote(veeamsim.DefaultAccount.Password),
		"proxy_url": quote(strings.Replace(proxy.URL, "http://", "http://user:pass@", 1)),
	}
	reads := func() resource.TestStep {
		return resource.TestStep{Config: block(config) + `data "veeam_backup_task_sessions" "t" { vm_display_name = "none" }`}
	}
	run(t, reads())
	if text, _ := authorization.Load().(string); text == "" {
		t.Error("the proxy was not asked with its user")
	}
	config["endpoint"], config["insecure"] = `"http://127.0.0.1:9399"`, "null" // nothing leaves this machine
	run(t, reads())
}

// TestConfigureProxyThatIsNotThere: the proxy failed, not endpoint, and its password is not told.
func TestConfigureProxyThatIsNotThere(t *testing.T) {
	t.Parallel()
	sim := start(t, veeamsim.Config{})
	for proxy, says := range map[string]string{
		"http://user:secret@127.0.0.1:1":                "connection refused",
		"http://user:secret@no-such-proxy.invalid:3128": "no-such-proxy.invalid",
		"socks5://user:secret@127.0.0.1:1":              "connection refused",
	} {
		t.Run(proxy, func(t *testing.T) {
			t.Parallel()
			w := newWorkspace(t, block(account(sim, "insecure", "true", "max_retries", "0", "proxy_url", quote(proxy)))+readSession)
			got := w.expect(1, planWith(), "Unable to Read Backup Task Sessions", says, "The way to the proxy failed", "HTTPS_PROXY", "NO_PROXY")
			got.omits(t, "listens at endpoint", "host name of endpoint", "secret")
		})
	}
}

// tunnel answers CONNECT, as a proxy does for https.
func tunnel(w http.ResponseWriter, r *http.Request) {
	there, err := (&net.Dialer{}).DialContext(r.Context(), "tcp", r.Host)
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer func() { _ = there.Close() }()
	here, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	_, _ = io.WriteString(here, "HTTP/1.1 200 Connection established\r\n\r\n")
	go func() {
		_, _ = io.Copy(there, here)
		_ = there.Close()
	}()
	_, _ = io.Copy(here, there)
	_ = here.Close()
}

// TestConfigureHTTPSProxy: what is trusted is Enterprise Manager's certificate; the proxy's is judged by the system.
func TestConfigureHTTPSProxy(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		t.Skip("SSL_CERT_FILE makes the system's authorities on Linux only")
	}
	certificate, key := clientCertificate(t)
	sim := start(t, veeamsim.Config{Inventory: nightly(), ClientCAPEM: certificate})
	proxy := httptest.NewTLSServer(http.HandlerFunc(tunnel))
	t.Cleanup(proxy.Close)
	authority := filepath.Join(t.TempDir(), "proxy.pem")
	if err := os.WriteFile(authority, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: proxy.Certificate().Raw}), 0o600); err != nil {
		t.Fatal(err)
	}
	shown := []string{"proxy_url", quote(proxy.URL), "client_cert_pem", quote(certificate), "client_key_pem", quote(key)}
	for name, trust := range map[string][]string{
		"fingerprint": {"certificate_sha256", quote(sim.CertificateSHA256())},
		"authority":   {"ca_cert_pem", quote(sim.CertificatePEM())},
		"insecure":    {"insecure", "true"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorkspace(t, block(account(sim, append(trust, shown...)...))+readSession+"\noutput \"total\" { value = data.veeam_backup_task_sessions.t.summary.total }")
			w.expect(1, planWith(), "proxyconnect", "certificate signed by unknown authority", "The way to the proxy failed", "the system's authorities").omits(t,
				"Compare it on the server itself")
			w.env = append(w.env, "SSL_CERT_FILE="+authority)
			w.expect(0, planWith(), "total = 4")
		})
	}
}
