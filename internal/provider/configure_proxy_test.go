package provider_test

import (
	"net/http"
	"net/http/httptest"
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
	run(t, resource.TestStep{Config: block(config) + `data "veeam_backup_task_sessions" "t" { vm_display_name = "none" }`})
	if text, _ := authorization.Load().(string); text == "" {
		t.Error("the proxy was not asked with its user")
	}
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
			got.lacks(t, "listens at endpoint", "host name of endpoint", "secret")
		})
	}
}
