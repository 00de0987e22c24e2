package provider_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

func TestTaskSessionsTimeouts(t *testing.T) {
	t.Parallel()
	hanging := start(t, veeamsim.Config{Inventory: nightly(), Rules: []veeamsim.Rule{{Method: http.MethodGet, Fault: veeamsim.Fault{Kind: veeamsim.Hang}}}})
	busy := start(t, veeamsim.Config{Inventory: nightly(), Rules: []veeamsim.Rule{{Method: http.MethodGet, Fault: veeamsim.Fault{Status: 503,
		Header: http.Header{"Retry-After": {"7200"}}}}}})
	run(t,
		fails(providerBlock(hanging)+taskSessionsOf(ofSession+"\ntimeouts = { read = \"200ms\" }"), "Unable to Read Backup Task Sessions", "did not end within its timeout of 200ms",
			"Raise timeouts.read"),
		// The default of 10 minutes is shorter than what the server asks for.
		fails(providerBlock(busy)+taskSessionsOf(ofSession), "asks to come back in 2h0m0s", "Try again later"))
}

func TestTaskSessionsRoles(t *testing.T) {
	t.Parallel()
	for role, step := range map[veeamsim.Role]func(*veeamsim.Server) resource.TestStep{
		veeamsim.PortalUser: func(sim *veeamsim.Server) resource.TestStep {
			return gives(sim, `job_name = "Nightly VMs"`, counts("total 4"))
		},
		veeamsim.RestoreOperator: func(sim *veeamsim.Server) resource.TestStep {
			return fails(providerBlock(sim)+taskSessionsOf(ofSession), "status 403", "needs at least the role Portal User")
		},
	} {
		account := veeamsim.DefaultAccount
		account.Role = role
		sim := start(t, veeamsim.Config{Inventory: nightly(), Accounts: []veeamsim.Account{account}})
		run(t, step(sim))
	}
}

func TestTaskSessionsWrongAnswers(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fault veeamsim.Fault
		says  []string
	}{
		"HTML":  {veeamsim.Fault{Kind: veeamsim.HTML}, []string{"was answered by a web page (status 200)", "<", "Check endpoint"}},
		"cut":   {veeamsim.Fault{Kind: veeamsim.CutRightLength}, []string{"the JSON is cut short", "{"}},
		"empty": {veeamsim.Fault{Kind: veeamsim.EmptyBody}, []string{"the answer is empty"}},
		"XML":   {veeamsim.Fault{Kind: veeamsim.XML}, []string{"xml", "the answer is not JSON"}},
		"redirect": {veeamsim.Fault{Status: 302, Header: http.Header{"Location": {"https://sso.example/logon?secret"}}}, []string{"redirected (status 302) to https://sso.example.",
			"not followed"}},
		"proxy": {veeamsim.Fault{Status: 502, ContentType: "text/html", Body: "<h1>Bad Gateway</h1>"}, []string{"status 502", "<h1>Bad Gateway</h1>"}},
		"EM's own": {veeamsim.Fault{Status: 500, Body: `{"Message":"Object reference not set to an instance of an object.","StackTrace":"at Veeam"}`}, []string{"status 500",
			"Object reference not set to an instance of an object."}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := start(t, veeamsim.Config{Inventory: nightly(), Rules: []veeamsim.Rule{{Method: http.MethodGet, Fault: c.fault}}})
			run(t, fails(providerBlock(sim)+taskSessionsOf(ofSession), append([]string{"Unable to Read Backup Task Sessions"}, c.says...)...))
		})
	}
}

// TestTaskSessionsLogonExpires: the logon session ends between two pages, all waiting requests renew it once.
func TestTaskSessionsLogonExpires(t *testing.T) {
	t.Parallel()
	inv := veeamsim.Generate(veeamsim.Counts{Servers: 1, Jobs: 1, SessionsPerJob: 1, MachinesPerSession: 250}, now)
	sim := start(t, veeamsim.Config{Inventory: inv, MaxPageSize: 100, Rules: []veeamsim.Rule{{
		Path: "/query", Query: "type=BackupTaskSession&", Skip: 1, Times: 1, Before: func(s *veeamsim.Server) { s.ExpireLogonSessions() },
	}}})
	w := newWorkspace(t, providerBlock(sim)+taskSessionsOf(`job_name = "Job 0001"`)+`output "total" { value = data.veeam_backup_task_sessions.t.summary.total }`)
	got := w.run("plan", "-no-color")
	got.contains(t, "total = 250")
	if n := sim.Logons(); n != 2 || got.code != 0 {
		t.Errorf("exit code %d, %d logons, want 2:\n%s", got.code, n, got.text)
	}
}

func TestTenReadsWithAWrongPassword(t *testing.T) {
	t.Parallel()
	sim := start(t, veeamsim.Config{Inventory: nightly()})
	config := block(account(sim, "insecure", "true", "password", `"wrong-secret"`)) + `
data "veeam_backup_task_sessions" "t" {
  count             = 10
  backup_session_id = "` + sessionID + `"
}`
	w := newWorkspace(t, config)
	got := w.run("plan", "-no-color")
	got.contains(t, "Unable to Read Backup Task Sessions", "status 401", "does not accept the account")
	if n := sim.LogonAttempts(); n != 1 || got.code != 1 {
		t.Errorf("exit code %d, %d logon attempts, want 1", got.code, n)
	}
	// Terraform 1.12 and later show equal errors once.
	if n := strings.Count(got.text, "Error: "); n != 10 && n != 1 {
		t.Errorf("%d errors, want 10", n)
	}
	if strings.Contains(got.text, "secret") {
		t.Error("the password is in the output")
	}
	if w.run("plan", "-no-color"); sim.LogonAttempts() != 2 {
		t.Errorf("%d logon attempts after a second plan, want 2", sim.LogonAttempts())
	}
}

// TestFiftyReadsInOnePlan: one logon, and logged off at Terraform's normal end.
func TestFiftyReadsInOnePlan(t *testing.T) {
	t.Parallel()
	sim := start(t, veeamsim.Config{Inventory: nightly()})
	w := newWorkspace(t, providerBlock(sim)+`
data "veeam_backup_task_sessions" "t" {
  count             = 50
  backup_session_id = "`+sessionID+`"
  results           = count.index %2 == 0 ? ["Failed"] : null
}
output "totals" { value = sum(data.veeam_backup_task_sessions.t[*].summary.total) }`)
	got := w.run("plan", "-no-color")
	got.contains(t, "totals = 200")
	if got.code != 0 || sim.LogonAttempts() != 1 || sim.OpenLogonSessions() != 0 {
		t.Errorf("exit code %d, %d logons, %d logon sessions open\n%s", got.code, sim.LogonAttempts(), sim.OpenLogonSessions(), got.text)
	}
	t.Logf("%d requests", len(sim.Requests()))
}
