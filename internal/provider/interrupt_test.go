package provider_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// TestInterrupt: Ctrl-C in a read that hangs ends the plan within 3 seconds, and logs off.
func TestInterrupt(t *testing.T) {
	t.Parallel()
	arrived := make(chan struct{}, 10)
	sim := start(t, veeamsim.Config{Inventory: nightly(), Rules: []veeamsim.Rule{{
		Method: http.MethodGet, Before: func(*veeamsim.Server) { arrived <- struct{}{} }, Fault: veeamsim.Fault{Kind: veeamsim.Hang},
	}}})
	w := newWorkspace(t, providerBlock(sim)+readSession)
	command := w.command("plan", "-no-color")
	var said bytes.Buffer
	command.Stdout, command.Stderr = &said, &said
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	<-arrived
	began := time.Now()
	if err := command.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	_ = command.Wait()
	if took := time.Since(began); took > 3*time.Second {
		t.Errorf("the plan ended after %s", took)
	}
	if command.ProcessState.ExitCode() == 0 || !strings.Contains(said.String(), "Interrupt received") {
		t.Errorf("exit code %d: %s", command.ProcessState.ExitCode(), said.String())
	}
	if open := sim.OpenLogonSessions(); open != 0 || sim.Logons() != 1 {
		t.Errorf("%d of %d logon sessions are left open", open, sim.Logons())
	}
}

// TestTwoEnterpriseManagers: two configurations with aliases mix neither sessions, credentials nor proxies.
func TestTwoEnterpriseManagers(t *testing.T) {
	t.Parallel()
	accounts := []veeamsim.Account{{Username: `LAB\one`, Password: "password-one"}, {Username: `LAB\two`, Password: "password-two"}}
	var config string
	var sims []*veeamsim.Server
	var proxied [2]atomic.Int64
	for i, account := range accounts {
		inv := nightly()
		inv.TaskSessions = inv.TaskSessions[:i+1]
		sim, err := veeamsim.New(veeamsim.Config{Inventory: inv, Accounts: []veeamsim.Account{account}, Clock: clock})
		if err != nil {
			t.Fatal(err)
		}
		if err := sim.Start(""); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(sim.Close)
		sims = append(sims, sim)
		proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			proxied[i].Add(1)
			if want := fmt.Sprintf("em%d.example", i); r.URL.Hostname() != want {
				t.Errorf("a request for %s went through the proxy of %s", r.URL.Host, want)
			}
			sim.ServeHTTP(w, r)
		}))
		t.Cleanup(proxy.Close)
		config += fmt.Sprintf(`
provider "veeam" {
  alias     = "em%[1]d"
  endpoint  = "http://em%[1]d.example:9399"
  insecure  = true
  username  = %[2]s
  password  = %[3]s
  proxy_url = %[4]s
}
data "veeam_backup_task_sessions" "em%[1]d" {
  provider          = veeam.em%[1]d
  count             = 5
  backup_session_id = %[5]q
}
output "em%[1]d" { value = sum(data.veeam_backup_task_sessions.em%[1]d[*].summary.total) }
`, i, quote(account.Username), quote(account.Password), quote(proxy.URL), sessionID)
	}
	got := newWorkspace(t, config).run("plan", "-no-color")
	got.contains(t, "em0 = 5", "em1 = 10")
	for i, sim := range sims {
		if sim.LogonAttempts() != 1 || sim.OpenLogonSessions() != 0 || int(proxied[i].Load()) != len(sim.Requests()) {
			t.Errorf("em%d: %d logons, %d open, %d of %d requests by its proxy", i, sim.LogonAttempts(), sim.OpenLogonSessions(), proxied[i].Load(), len(sim.Requests()))
		}
	}
	if got.code != 0 {
		t.Error(got.text)
	}
}

// TestCloseWaitsForEachAlone: a logon that hangs at one Enterprise Manager keeps no logon session open at another.
func TestCloseWaitsForEachAlone(t *testing.T) {
	t.Parallel()
	arrived := make(chan struct{})
	hanging := start(t, veeamsim.Config{Rules: []veeamsim.Rule{{
		Method: http.MethodPost, Before: func(*veeamsim.Server) { close(arrived) }, Fault: veeamsim.Fault{Kind: veeamsim.Hang},
	}}})
	other := start(t, veeamsim.Config{Inventory: nightly()})
	settings := func(sim *veeamsim.Server) map[string]any {
		return map[string]any{
			"endpoint": sim.URL(), "certificate_sha256": sim.CertificateSHA256(),
			"username": veeamsim.DefaultAccount.Username, "password": veeamsim.DefaultAccount.Password,
		}
	}
	em := serve(t, settings(hanging))
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		em.read(t.Context(), "veeam_backup_servers", nil)
	}()
	<-arrived
	_, err := em.server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{Config: em.config(em.schemas.Provider, settings(other))})
	if err != nil {
		t.Fatal(err)
	}
	em.read(t.Context(), "veeam_backup_servers", nil)
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	em.provider.Close(ctx)
	<-ended
	if other.Logons() != 1 || other.OpenLogonSessions() != 0 {
		t.Errorf("%d of %d logon sessions are left open", other.OpenLogonSessions(), other.Logons())
	}
}
