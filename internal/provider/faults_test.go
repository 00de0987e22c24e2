package provider_test

import (
	"context"
	"encoding/base64"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"go.uber.org/goleak"
	"golang.org/x/sync/errgroup"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// TestEveryDataSourceMeetsTheFaults compares the list above with the provider's schema.
func TestEveryDataSourceMeetsTheFaults(t *testing.T) {
	t.Parallel()
	schemas := schemasOf(t, made(t)).DataSourceSchemas
	for _, source := range faultSources {
		if schemas[source.kind] == nil {
			t.Errorf("there is no data source %s", source.kind)
		}
		delete(schemas, source.kind)
	}
	for name := range schemas {
		t.Errorf("%s meets no fault", name)
	}
}

// TestRoles reads every data source as a Portal User: each whose page says that this role is enough is read, and each other
// one names the role that it needs.
func TestRoles(t *testing.T) {
	t.Parallel()
	account := veeamsim.DefaultAccount
	account.Role = veeamsim.PortalUser
	sim := start(t, veeamsim.Config{Inventory: faultInventory(), Accounts: []veeamsim.Account{account}})
	em := serve(t, map[string]any{
		"endpoint": sim.URL(), "username": account.Username, "password": account.Password, "certificate_sha256": sim.CertificateSHA256(),
	}, func(c *veeamclient.Config) { c.Now = clock })
	for _, source := range faultSources {
		state, diagnostics := em.read(t.Context(), source.kind, source.arguments)
		page := em.schemas.DataSourceSchemas[source.kind].Block.Description
		switch enough := strings.Contains(page, "at least the role Portal User"); {
		case enough && len(diagnostics) != 0:
			t.Errorf("%s: %s", source.kind, diagnostics[0].Detail)
		case enough:
			source.check(t, state)
		case len(diagnostics) != 1 || !strings.Contains(diagnostics[0].Detail, "needs at least the role Portal Administrator"):
			t.Errorf("%s: %v", source.kind, diagnostics)
		}
	}
}

// TestFaults drives every data source through every fault, over TLS: the right rows, or an error that says what
// happened; no hang, no wrong or partial list, no logon session and no goroutine left.
func TestFaults(t *testing.T) {
	for _, c := range faultCases {
		t.Run(c.name, func(t *testing.T) {
			leaks := goleak.IgnoreCurrent()
			t.Run("read", func(t *testing.T) {
				sideBySide := runtime.GOMAXPROCS(0)
				if c.settings["request_timeout"] != nil { // these wait, and need no core for that
					sideBySide = 6
				}
				var group errgroup.Group
				group.SetLimit(sideBySide)
				for _, source := range faultSources {
					group.Go(func() error {
						t.Run(source.kind, func(t *testing.T) { c.run(t, source) })
						return nil
					})
				}
				_ = group.Wait()
			})
			goleak.VerifyNone(t, leaks)
		})
	}
}

func (c faultCase) run(t *testing.T, source faultSource) {
	config := c.config
	config.Inventory, config.Clock = faultInventory(), clock
	if c.odd != nil {
		c.odd(&config.Inventory)
	}
	config.LinkHost = "http://em-internal.lab.example:9399" // a link that is followed leads nowhere
	rule := veeamsim.Rule{Name: "fault", Method: http.MethodGet, Times: c.times, Fault: c.fault}
	if c.logon {
		rule.Method = http.MethodPost
	}
	if c.fault.Kind != "" || c.fault.Status != 0 || c.fault.Header != nil {
		config.Rules = []veeamsim.Rule{rule}
	}
	if c.shrinks {
		source = source.shrinkSource()
		addPassing(&config.Inventory)
		config.Rules = []veeamsim.Rule{{Name: shrinkRule, Path: "/query", Skip: 1, Times: 1, During: func(s *veeamsim.Server) { s.Change(removePassing) }}}
	}
	sim, err := veeamsim.New(config)
	if err != nil {
		t.Fatal(err)
	}
	if err := sim.StartTLS(""); err != nil {
		t.Fatal(err)
	}
	defer sim.Close()
	crowd := 0
	if c.crowded {
		crowd = logOnAsAnother(sim)
	}
	settings := map[string]any{
		"endpoint": sim.URL(), "username": veeamsim.DefaultAccount.Username, "password": veeamsim.DefaultAccount.Password,
		"ca_cert_pem": sim.CertificatePEM(), "max_retries": 2,
	}
	for name, value := range c.settings {
		settings[name] = value
	}
	if c.refused {
		sim.Close()
	}
	em := serve(t, settings, func(c *veeamclient.Config) {
		c.RetryWaitMin, c.RetryWaitMax, c.Now = time.Millisecond, time.Millisecond, clock
	})
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	state, diagnostics := em.read(ctx, source.kind, source.arguments)
	if ctx.Err() != nil {
		t.Error("the read hangs")
	}
	c.judge(t, source, state, diagnostics)
	if c.shrinks {
		source.checkShrunk(t, sim.Requests())
	}
	em.provider.Close(ctx)
	if open := sim.OpenLogonSessions() - crowd; open != 0 && c.fault.Kind != veeamsim.NoToken {
		t.Errorf("%d logon sessions are left open", open)
	}
	hits := 0
	for _, request := range sim.Requests() {
		if request.Rule == "fault" {
			hits++
		}
		if request.Method != http.MethodGet && request.Path != "/sessionMngr/" && !strings.HasPrefix(request.Path, "/logonSessions/") {
			t.Errorf("%s %s does more than read", request.Method, request.Path)
		}
	}
	// Of two data requests at the same time, the failure of one may end the other, or both meet the fault.
	if c.hits > 0 && (hits < c.hits || hits > c.hits*source.requests) {
		t.Errorf("%d requests met the fault, want %d", hits, c.hits)
	}
}

func (c faultCase) judge(t *testing.T, source faultSource, state map[string]tftypes.Value, diagnostics []*tfprotov6.Diagnostic) {
	t.Helper()
	if c.warns {
		diagnostics = slices.DeleteFunc(diagnostics, func(d *tfprotov6.Diagnostic) bool { return d.Severity == tfprotov6.DiagnosticSeverityWarning })
	}
	pair := base64.StdEncoding.EncodeToString([]byte(veeamsim.DefaultAccount.Username + ":" + veeamsim.DefaultAccount.Password))
	for _, d := range diagnostics {
		if strings.Contains(d.Detail, veeamsim.DefaultAccount.Password) || strings.Contains(d.Detail, pair) {
			t.Errorf("a secret is in: %s", d.Detail)
		}
	}
	if c.says == "" || c.untyped && !source.typed || c.fault.Kind == veeamsim.NullFields && source.bare {
		if len(diagnostics) != 0 {
			t.Fatalf("%s\n%s", diagnostics[0].Summary, diagnostics[0].Detail)
		}
		if c.shrinks && source.rows != "" { // the row that went may be there or not
			if n := len(listOf(t, state[source.rows])); n == source.want+1 {
				source.want++
			}
		}
		source.check(t, state)
		return
	}
	if len(diagnostics) != 1 || diagnostics[0].Severity != tfprotov6.DiagnosticSeverityError {
		t.Fatalf("%d diagnostics, want one error", len(diagnostics))
	}
	if want := "Unable to Read " + source.title; diagnostics[0].Summary != want {
		t.Errorf("summary %q, want %q", diagnostics[0].Summary, want)
	}
	if !strings.Contains(diagnostics[0].Detail, c.says) {
		t.Errorf("%q is not in: %s", c.says, diagnostics[0].Detail)
	}
	if strings.Contains(diagnostics[0].Detail, " with .") {
		t.Errorf("nothing was asked, and yet it stands in: %s", diagnostics[0].Detail)
	}
	if held, ok := state[source.rows]; ok && !held.IsNull() {
		t.Errorf("a list stands beside the error: %s", held)
	}
}

// check looks whether the state holds the right rows.
func (s faultSource) check(t *testing.T, state map[string]tftypes.Value) {
	t.Helper()
	if s.rows == "" {
		var id string
		if err := state["id"].As(&id); err != nil || id != s.id {
			t.Errorf("id %q, want %q (%v)", id, s.id, err)
		}
		return
	}
	var rows []tftypes.Value
	if err := state[s.rows].As(&rows); err != nil || len(rows) != s.want {
		t.Errorf("%d rows, want %d (%v)", len(rows), s.want, err)
	}
}

func listOf(t *testing.T, value tftypes.Value) (rows []tftypes.Value) {
	t.Helper()
	if err := value.As(&rows); err != nil {
		t.Fatal(err)
	}
	return rows
}

// logOnAsAnother opens a logon session of somebody else.
func logOnAsAnother(sim *veeamsim.Server) int {
	request := httptest.NewRequest(http.MethodPost, "/api/sessionMngr/?v=latest", http.NoBody)
	request.Header.Set("Content-Length", "0")
	request.SetBasicAuth(veeamsim.DefaultAccount.Username, veeamsim.DefaultAccount.Password)
	sim.ServeHTTP(httptest.NewRecorder(), request)
	return sim.OpenLogonSessions()
}
