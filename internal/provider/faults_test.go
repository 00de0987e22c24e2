package provider_test

import (
	"context"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"go.uber.org/goleak"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// faultInventory is the estate, with task sessions of its newest finished session.
func faultInventory() veeamsim.Inventory {
	inv := estate()
	for n, result := range []string{"Success", "Failed", "Warning"} {
		inv.TaskSessions = append(inv.TaskSessions, veeamsim.TaskSession{
			ID: guid(4, n), SessionID: guid(3, 3), VMName: fmt.Sprintf("vm-%d", n), Created: hoursAgo(8), Ended: hoursAgo(7), State: "Completed", Result: result, TotalSize: 1 << 30,
		})
		inv.VMRestorePoints = append(inv.VMRestorePoints, veeamsim.VMRestorePoint{ID: guid(5, n), VMName: fmt.Sprintf("vm-%d", n), Created: hoursAgo(8), PointType: "Full"})
		inv.HierarchyItems = append(inv.HierarchyItems, veeamsim.HierarchyItem{RootID: guid(8, 1), Ref: fmt.Sprintf("vm-%d", n), Name: fmt.Sprintf("vm-%d", n)})
	}
	inv.SystemSessions = []veeamsim.SystemSession{{ID: guid(10, 1), SessionType: "CollectJob", Created: hoursAgo(1), Ended: hoursAgo(0.9), State: "CompletedSuccessfully"}}
	return inv
}

// faultSource is a data source, a question, and what proves that the answer is the right one.
type faultSource struct {
	kind, title string
	arguments   map[string]any
	rows        string // the attribute that holds the rows; "" for a singular, whose id is looked at
	want        int
	id          string
	// requests is how many data requests it makes, typed whether it reads TotalSize and CreationTimeUTC with their types.
	requests int
	typed    bool
	// nulls is what the error of an answer of nothing but nulls says; "" for the UID that a row must have.
	nulls string
}

var faultSources = []faultSource{
	{kind: "veeam_backup_task_sessions", title: "Backup Task Sessions", arguments: map[string]any{"backup_session_id": guid(3, 3)}, rows: "task_sessions", want: 3, requests: 2,
		typed: true},
	{kind: "veeam_backup_sessions", title: "Backup Sessions", arguments: map[string]any{"job_name": "Nightly VMs"}, rows: "backup_sessions", want: 4, requests: 3, typed: true},
	{kind: "veeam_backup_session", title: "Backup Session", arguments: map[string]any{"id": guid(3, 3)}, id: guid(3, 3), requests: 1, typed: true},
	{kind: "veeam_protection_status", title: "Protection Status", arguments: map[string]any{"rpo": "24h"}, rows: "machines", want: 3, requests: 2, typed: true},
	{kind: "veeam_jobs", title: "Jobs", arguments: map[string]any{}, rows: "jobs", want: 3, requests: 1},
	{kind: "veeam_job", title: "Job", arguments: map[string]any{"id": guid(2, 1)}, id: guid(2, 1), requests: 1},
	{kind: "veeam_agent_jobs", title: "Agent Jobs", arguments: map[string]any{}, rows: "agent_jobs", want: 2, requests: 1},
	{kind: "veeam_agent_job", title: "Agent Job", arguments: map[string]any{"id": guid(2, 4)}, id: guid(2, 4), requests: 1},
	{kind: "veeam_nas_jobs", title: "NAS Jobs", arguments: map[string]any{}, rows: "nas_jobs", want: 2, requests: 1},
	{kind: "veeam_nas_job", title: "NAS Job", arguments: map[string]any{"id": guid(2, 6)}, id: guid(2, 6), requests: 1},
	{kind: "veeam_backup_servers", title: "Backup Servers", arguments: map[string]any{}, rows: "backup_servers", want: 2, requests: 1},
	{kind: "veeam_backup_server", title: "Backup Server", arguments: map[string]any{"name": "vbr01.lab.example"}, id: guid(1, 1), requests: 1},
	{kind: "veeam_repositories", title: "Repositories", arguments: map[string]any{}, rows: "repositories", want: 3, requests: 1},
	{kind: "veeam_repository", title: "Repository", arguments: map[string]any{"name": "Cold"}, id: guid(6, 3), requests: 1},
	{kind: "veeam_enterprise_manager", title: "Enterprise Manager", arguments: map[string]any{}, rows: "api_versions", want: 3, requests: 3, typed: true},
	{kind: "veeam_restore_points", title: "Restore Points", arguments: map[string]any{"kinds": []string{"vm"}}, rows: "restore_points", want: 3, requests: 1, typed: true},
	{kind: "veeam_virtual_machines", title: "Virtual Machines", arguments: map[string]any{}, rows: "virtual_machines", want: 3, requests: 8, typed: true},
	{kind: "veeam_hierarchy_roots", title: "Hierarchy Roots", arguments: map[string]any{}, rows: "hierarchy_roots", want: 3, requests: 1},
	{kind: "veeam_hierarchy_root", title: "Hierarchy Root", arguments: map[string]any{"id": guid(8, 1)}, id: guid(8, 1), requests: 1},
	{kind: "veeam_agent_computers", title: "Agent Computers", arguments: map[string]any{}, rows: "agent_computers", want: 3, requests: 1},
	{kind: "veeam_agent_computer", title: "Agent Computer", arguments: map[string]any{"id": guid(21, 1)}, id: guid(21, 1), requests: 1},
	{kind: "veeam_protection_groups", title: "Protection Groups", arguments: map[string]any{}, rows: "protection_groups", want: 3, requests: 1},
	{kind: "veeam_protection_group", title: "Protection Group", arguments: map[string]any{"name": "Laptops"}, id: guid(20, 3), requests: 1},
	{kind: "veeam_file_servers", title: "File Servers", arguments: map[string]any{}, rows: "file_servers", want: 3, requests: 1},
	{kind: "veeam_file_server", title: "File Server", arguments: map[string]any{"name": "nas:/nfs"}, id: guid(22, 3), requests: 1},
	{kind: "veeam_backups", title: "Backups", arguments: map[string]any{}, rows: "backups", want: 5, requests: 1},
	{kind: "veeam_backup", title: "Backup", arguments: map[string]any{"name": "Imported"}, id: guid(23, 5), requests: 1},
	{kind: "veeam_backup_files", title: "Backup Files", arguments: map[string]any{}, rows: "backup_files", want: 3, requests: 1},
	{kind: "veeam_encryption_keys", title: "Encryption Keys", arguments: map[string]any{}, rows: "encryption_keys", want: 3, requests: 3},
	{kind: "veeam_managed_servers", title: "Managed Servers", arguments: map[string]any{}, rows: "managed_servers", want: 3, requests: 1},
	{kind: "veeam_managed_server", title: "Managed Server", arguments: map[string]any{"id": guid(27, 3)}, id: guid(27, 3), requests: 1},
	{kind: "veeam_external_repositories", title: "External Repositories", arguments: map[string]any{}, rows: "external_repositories", want: 3, requests: 1},
	{kind: "veeam_external_repository", title: "External Repository", arguments: map[string]any{"name": "Cold"}, id: guid(24, 3), requests: 1},
	{kind: "veeam_wan_accelerators", title: "WAN Accelerators", arguments: map[string]any{}, rows: "wan_accelerators", want: 3, requests: 1},
	{kind: "veeam_wan_accelerator", title: "WAN Accelerator", arguments: map[string]any{"id": guid(28, 1)}, id: guid(28, 1), requests: 1},
	{kind: "veeam_failover_plans", title: "Failover Plans", arguments: map[string]any{}, rows: "failover_plans", want: 3, requests: 1},
	{kind: "veeam_failover_plan", title: "Failover Plan", arguments: map[string]any{"name": "Mail"}, id: guid(29, 3), requests: 1},
	{kind: "veeam_reports", title: "Reports", arguments: map[string]any{}, rows: "processed_vms", want: 7, requests: 5, nulls: "frame"},
	{kind: "veeam_cloud_tenants", title: "Cloud Tenants", arguments: map[string]any{}, rows: "cloud_tenants", want: 3, requests: 1},
	{kind: "veeam_cloud_tenant", title: "Cloud Tenant", arguments: map[string]any{"id": guid(32, 1)}, id: guid(32, 1), requests: 1},
	{kind: "veeam_cloud_gateways", title: "Cloud Gateways", arguments: map[string]any{}, rows: "cloud_gateways", want: 3, requests: 1},
	{kind: "veeam_cloud_gateway", title: "Cloud Gateway", arguments: map[string]any{"name": "back"}, id: guid(30, 3), requests: 1},
	{kind: "veeam_cloud_hardware_plans", title: "Cloud Hardware Plans", arguments: map[string]any{}, rows: "cloud_hardware_plans", want: 3, requests: 1},
	{kind: "veeam_cloud_hardware_plan", title: "Cloud Hardware Plan", arguments: map[string]any{"name": "Gold"}, id: guid(31, 3), requests: 1},
	{kind: "veeam_replica_sessions", title: "Replica Sessions", arguments: map[string]any{"created_within": "25d"}, rows: "replica_sessions", want: 4, requests: 2, typed: true},
	{kind: "veeam_replica_session", title: "Replica Session", arguments: map[string]any{"id": guid(30, 2)}, id: guid(30, 2), requests: 1, typed: true},
	{kind: "veeam_replica_task_sessions", title: "Replica Task Sessions", arguments: map[string]any{"replica_session_id": guid(30, 2)}, rows: "task_sessions", want: 2,
		requests: 2, typed: true},
	{kind: "veeam_replicas", title: "Replicas", arguments: map[string]any{}, rows: "replicas", want: 3, requests: 1},
	{kind: "veeam_replica", title: "Replica", arguments: map[string]any{"name": "DR site"}, id: guid(32, 3), requests: 1},
	{kind: "veeam_replica_points", title: "Replica Points", arguments: map[string]any{}, rows: "replica_points", want: 4, requests: 1, typed: true},
	{kind: "veeam_cdp_policies", title: "CDP Policies", arguments: map[string]any{}, rows: "cdp_policies", want: 3, requests: 1},
	{kind: "veeam_cdp_policy", title: "CDP Policy", arguments: map[string]any{"name": "Files"}, id: guid(34, 3), requests: 1},
	{kind: "veeam_cdp_sessions", title: "CDP Sessions", arguments: map[string]any{"created_within": "25d"}, rows: "cdp_sessions", want: 4, requests: 2, typed: true},
	{kind: "veeam_cdp_session", title: "CDP Session", arguments: map[string]any{"id": guid(35, 2)}, id: guid(35, 2), requests: 1, typed: true},
	{kind: "veeam_cdp_task_sessions", title: "CDP Task Sessions", arguments: map[string]any{"cdp_session_id": guid(35, 2)}, rows: "task_sessions", want: 2, requests: 2, typed: true},
	{kind: "veeam_restore_sessions", title: "Restore Sessions", arguments: map[string]any{"created_within": "20w"}, rows: "restore_sessions", want: 5, requests: 2, typed: true},
	{kind: "veeam_restore_session", title: "Restore Session", arguments: map[string]any{"id": guid(37, 2)}, id: guid(37, 2), requests: 1, typed: true},
	{kind: "veeam_query", title: "Query", arguments: map[string]any{"type": "Repository"}, rows: "entities", want: 3, requests: 1},
}

// faultCase is a fault, and what a read must make of it.
type faultCase struct {
	name  string
	fault veeamsim.Fault
	// logon puts the fault on the logon instead of the reads; times bounds it (0: always).
	logon bool
	times int
	// says is in the error; empty: the read succeeds with the right rows.
	says string
	// hits is how many requests meet the fault, for each data request of the source; 0: not counted.
	hits int
	// untyped lets sources pass that have none of the fields whose type is wrong.
	untyped bool
	config  veeamsim.Config
	// settings are the provider's beside the account; refused closes the server's port first.
	settings map[string]any
	refused  bool
	crowded  bool
	// odd changes the inventory; warns lets warnings stand beside the right rows.
	odd   func(*veeamsim.Inventory)
	warns bool
	// shrinks: a row that is none of the wanted ones stands on the first page, and goes while the second one is read.
	shrinks bool
}

const attempts = 3 // max_retries is 2

var faultCases = []faultCase{
	{name: "no fault"},
	{name: "connection refused", refused: true, says: "Nothing listens at endpoint"},
	{name: "reset before the body once", fault: veeamsim.Fault{Kind: veeamsim.ResetBefore}, times: 1, hits: 1},
	{name: "reset before the body", fault: veeamsim.Fault{Kind: veeamsim.ResetBefore}, says: "got no complete answer"},
	{name: "reset in the body once", fault: veeamsim.Fault{Kind: veeamsim.ResetInBody}, times: 1, hits: 1},
	{name: "reset in the body", fault: veeamsim.Fault{Kind: veeamsim.ResetInBody}, says: "got no complete answer", hits: attempts},
	{name: "body cut with its right length", fault: veeamsim.Fault{Kind: veeamsim.CutRightLength}, says: "the JSON is cut short", hits: 1},
	{name: "body cut with a wrong length", fault: veeamsim.Fault{Kind: veeamsim.CutWrongLength}, says: "unexpected EOF", hits: attempts},
	{name: "slow body", fault: veeamsim.Fault{Kind: veeamsim.SlowBody}, settings: map[string]any{"request_timeout": "500ms"},
		says: "no complete answer within the request timeout", hits: 1},
	{name: "never an answer", fault: veeamsim.Fault{Kind: veeamsim.Hang}, settings: map[string]any{"request_timeout": "500ms"},
		says: "no complete answer within the request timeout", hits: 1},
	{name: "400", fault: veeamsim.Fault{Status: 400}, says: "did not accept the query"}, // it may be the page size: some are asked again
	{name: "400 at the logon", fault: veeamsim.Fault{Status: 400}, logon: true, says: "api_version", hits: 1},
	{name: "401 once", fault: veeamsim.Fault{Status: 401}, times: 1, hits: 1},
	{name: "401", fault: veeamsim.Fault{Status: 401}, says: "A fresh logon session was refused", hits: 2},
	{name: "403", fault: veeamsim.Fault{Status: 403}, says: "needs at least the role Portal", hits: 1},
	{name: "404", fault: veeamsim.Fault{Status: 404}, says: "Nothing was found", hits: 1},
	{name: "404 at the logon", fault: veeamsim.Fault{Status: 404}, logon: true, says: "endpoint is probably wrong", hits: 1},
	{name: "405 at the logon", fault: veeamsim.Fault{Status: 405}, logon: true, says: "endpoint is probably wrong", hits: 1},
	{name: "429 with Retry-After in seconds", fault: veeamsim.Fault{Status: 429, Header: http.Header{"Retry-After": {"0"}}}, times: 1, hits: 1},
	{name: "429 with Retry-After as a date", fault: veeamsim.Fault{Status: 429, Header: http.Header{"Retry-After": {now.Format(http.TimeFormat)}}}, times: 1, hits: 1},
	{name: "429 with Retry-After beyond the timeout", fault: veeamsim.Fault{Status: 429, Header: http.Header{"Retry-After": {"3600"}}}, says: "asks to come back in 1h0m0s", hits: 1},
	{name: "500 once", fault: veeamsim.Fault{Status: 500}, times: 1, hits: 1},
	{name: "500", fault: veeamsim.Fault{Status: 500}, says: "answered with status 500", hits: attempts},
	{name: "503 for longer than the retries", fault: veeamsim.Fault{Status: 503}, says: "answered with status 503", hits: attempts},
	{name: "HTML", fault: veeamsim.Fault{Kind: veeamsim.HTML}, says: "was answered by a web page", hits: 1},
	{name: "empty body", fault: veeamsim.Fault{Kind: veeamsim.EmptyBody}, says: "the answer is empty", hits: 1},
	{name: "XML", fault: veeamsim.Fault{Kind: veeamsim.XML}, says: "the answer is not JSON", hits: 1},
	{name: "gzip", fault: veeamsim.Fault{Kind: veeamsim.Gzip}},
	{name: "broken gzip", fault: veeamsim.Fault{Kind: veeamsim.BrokenGzip}, says: "got no complete answer"},
	{name: "unknown fields", fault: veeamsim.Fault{Kind: veeamsim.UnknownFields}},
	{name: "nulls everywhere", fault: veeamsim.Fault{Kind: veeamsim.NullFields}, says: "UID", hits: 1},
	{name: "wrong type", fault: veeamsim.Fault{Kind: veeamsim.WrongType}, says: "the JSON cannot be read", untyped: true},
	{name: "20 MiB of garbage", fault: veeamsim.Fault{Kind: veeamsim.Garbage}, says: "the JSON", hits: 1},
	{name: "redirect to another host", fault: veeamsim.Fault{Status: 302, Header: http.Header{"Location": {"https://elsewhere.example/x"}}},
		says: "redirected (status 302) to https://elsewhere.example.", hits: 1},
	{name: "expired certificate", config: veeamsim.Config{Certificate: veeamsim.CertificateOptions{NotBefore: now.AddDate(-3, 0, 0), NotAfter: now.AddDate(-2, 0, 0)}},
		says: "certificate has expired"},
	{name: "wrong host name", config: veeamsim.Config{Certificate: veeamsim.CertificateOptions{Hosts: []string{"other.example"}}}, says: "cannot validate certificate for 127.0.0.1"},
	{name: "logon without a token", fault: veeamsim.Fault{Kind: veeamsim.NoToken}, logon: true, says: "has no X-RestSvcSessionId header", hits: 1},
	{name: "a member twice", fault: veeamsim.Fault{Kind: veeamsim.DuplicateMembers}, says: "twice, with different values", hits: 1},
	{name: "a member twice in two cases", fault: veeamsim.Fault{Kind: veeamsim.DuplicateCase}, says: "twice, with different values", hits: 1},
	{name: "request echoed", fault: veeamsim.Fault{Kind: veeamsim.EchoHeaders}, says: "answered with status 500", hits: attempts},
	{name: "request echoed in JSON", fault: veeamsim.Fault{Kind: veeamsim.EchoHeaders, Status: 400, ContentType: "application/json"}, says: "***"},
	{name: "request echoed in XML", fault: veeamsim.Fault{Kind: veeamsim.EchoHeaders, Status: 400, ContentType: "application/xml"}, says: "***"},
	{name: "logon echoed", fault: veeamsim.Fault{Kind: veeamsim.EchoHeaders, Status: 400, ContentType: "application/json"}, logon: true, says: "***", hits: 1},
	{name: "a day old in a cache", fault: veeamsim.Fault{Header: http.Header{"Age": {"90000"}, "Via": {"1.1 squid"}}}, says: "answered from a cache", hits: 1},
	{name: "logon a day old in a cache", fault: veeamsim.Fault{Header: http.Header{"Age": {"90000"}}}, logon: true, says: "answered from a cache", hits: 1},
	{name: "20,000 deep", fault: veeamsim.Fault{Status: 200, Body: strings.Repeat(`{"Entities":`, 20000)}, says: "was answered with status 200", hits: 1},
	{name: "an exponent", fault: veeamsim.Fault{Status: 200, Body: `{"PagingInfo":{"PagesCount":1e10000000},"UID":1e10000000}`}, says: "was answered with status 200", hits: 1},
	{name: "rows under another name", fault: veeamsim.Fault{Status: 200, Body: `{"Items":[{"UID":"urn:veeam:Job:` + guid(2, 1) + `"}],"PagingInfo":{"PagesCount":1}}`},
		says: "was answered with status 200", hits: 1},
	{name: "one row a page", config: veeamsim.Config{MaxPageSize: 1}},
	{name: "a page size refused", config: veeamsim.Config{RefusePageSizeAbove: 100}},
	{name: "the page size ignored", config: veeamsim.Config{IgnorePageSize: true}},
	{name: "no PagingInfo", config: veeamsim.Config{OmitPagingInfo: true}},
	{name: "a page count of one", config: veeamsim.Config{MaxPageSize: 2, PagesCountIsOne: true}},
	{name: "a page that shrinks", config: veeamsim.Config{MaxPageSize: 1}, shrinks: true},
	{name: "pages that shrink without PagingInfo", config: veeamsim.Config{MaxPageSize: 2, OmitPagingInfo: true}, shrinks: true},
	{name: "a clock that is late", config: veeamsim.Config{DateClock: func() time.Time { return now.Add(-72 * time.Hour) }}, warns: true},
	{name: "ends before the beginning", odd: func(inv *veeamsim.Inventory) {
		for i := range inv.TaskSessions {
			inv.TaskSessions[i].Ended = time.Date(1899+i, 12, 30, 0, 0, 0, 0, time.UTC)
		}
	}},
	{name: "too many logon sessions", config: veeamsim.Config{MaxLogonSessions: 1}, crowded: true, says: "answered with status 503"},
}

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
				for _, source := range faultSources {
					t.Run(source.kind, func(t *testing.T) {
						t.Parallel()
						c.run(t, source)
					})
				}
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
	if c.says == "" || c.untyped && !source.typed {
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
	if c.fault.Kind == veeamsim.NullFields && source.nulls != "" {
		c.says = source.nulls
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
